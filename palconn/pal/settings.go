package pal

import (
	"fmt"
	"maps"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// The kinds of extensions (CreateExtension.Type, 6.4).
const (
	UserExtension       = "user"
	GroupExtension      = "ringgroup"
	IVRExtension        = "ivr"
	ScheduleExtension   = "conditional"
	ConferenceExtension = "conference"
	CallbackExtension   = "callback"
)

// NoteAccess is what users may do with a note (6.13). The zero value is "not told".
type NoteAccess string

// The access levels of a note.
const (
	NoteHidden   NoteAccess = "0"
	NoteReadOnly NoteAccess = "1"
	NoteWritable NoteAccess = "2"
)

// UnmarshalJSONFrom reads text and number; what is none of the levels is not told.
func (a *NoteAccess) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	value, err := dec.ReadValue()
	if err != nil {
		return err
	}
	*a = ""
	switch level := NoteAccess(scalar(value)); level {
	case NoteHidden, NoteReadOnly, NoteWritable:
		*a = level
	}
	return nil
}

// CreateExtension creates an extension (6.4). The passwords are for users only.
type CreateExtension struct {
	Tenant        string `json:"tenant,omitempty"`
	Extension     string `json:"extension"`
	Password      string `json:"password,omitempty"`
	LoginPassword string `json:"login_password,omitempty"`
	Type          string `json:"type"`
}

// CreateTenant creates a tenant (6.5).
type CreateTenant struct {
	Tenant string `json:"tenant"`
}

// DeleteExtension deletes an extension (6.6).
type DeleteExtension struct {
	Tenant    string `json:"tenant,omitempty"`
	Extension string `json:"extension"`
}

// DeleteNote deletes a note (6.7).
type DeleteNote struct {
	Tenant string `json:"tenant,omitempty"`
	Name   string `json:"name"`
}

// DeleteRouteVariables deletes a route of a template (6.8).
type DeleteRouteVariables struct {
	Template string `json:"template"`
	Name     string `json:"name"`
}

// GetAllDids lists the DIDs of a tenant (6.10).
type GetAllDids struct {
	Tenant string `json:"tenant,omitempty"`
}

// GetNote reads a note (6.13).
type GetNote struct {
	Tenant string `json:"tenant,omitempty"`
	Name   string `json:"name"`
}

// GetNoteNames lists the notes (6.14).
type GetNoteNames struct {
	Tenant string `json:"tenant,omitempty"`
}

// GetPlanSwitchTimer reads timer "1" or "2" of an extension (6.15).
type GetPlanSwitchTimer struct {
	Extension string `json:"extension"`
	Number    string `json:"number,omitempty"`
}

// GetRouteTemplateNames lists the route templates of a tenant (6.16).
type GetRouteTemplateNames struct {
	Tenant string `json:"tenant,omitempty"`
}

// GetRouteVariables lists the routes of a template (6.17).
type GetRouteVariables struct {
	Tenant   string `json:"tenant,omitempty"`
	Template string `json:"template"`
}

// GetTenantProperties reads properties of a tenant, in the order asked for (6.18).
type GetTenantProperties struct {
	Tenant     string   `json:"tenant"`
	Properties []string `json:"property_names"`
}

// InsertRouteVariables adds a route to a template (6.19).
type InsertRouteVariables struct {
	Template string `json:"template"`
	Values   Route  `json:"values"`
}

// SetDid sets variables of a DID (6.22). Variables are by name, "v1" to "x9"; those
// that are not named stay. Enabled is "1", "0", or "" to leave it.
type SetDid struct {
	Template  string
	Name      string
	Enabled   string
	Variables map[string]string
}

// MarshalJSON writes the variables beside the other parameters. A variable of
// another name is an error, for it could take the place of one of those.
func (d SetDid) MarshalJSON() ([]byte, error) {
	for name := range d.Variables {
		if new(Route).Variable(name) == nil {
			return nil, fmt.Errorf("%s is no route variable", NewText(name))
		}
	}
	members := map[string]string{"template": d.Template, "name": d.Name}
	maps.Copy(members, d.Variables)
	if d.Enabled != "" {
		members["enabled"] = d.Enabled
	}
	return json.Marshal(members, json.Deterministic(true))
}

// SetExtensionProperties sets properties of an extension (6.23).
type SetExtensionProperties struct {
	Tenant     string            `json:"tenant,omitempty"`
	Extension  string            `json:"extension"`
	Properties map[string]string `json:"properties"`
}

// SetNote writes a note (6.24), whole: an empty Description or Note is written too.
type SetNote struct {
	Tenant      string     `json:"tenant,omitempty"`
	Name        string     `json:"name"`
	Description string     `json:"description"`
	UserAccess  NoteAccess `json:"useraccess,omitempty"`
	Note        string     `json:"note"`
}

// SetPlanSwitchTimer sets timer "1" or "2" of an extension (6.25). Schedule is
// P…A…W…D…T… (7.5).
type SetPlanSwitchTimer struct {
	Extension string `json:"extension"`
	Number    string `json:"number,omitempty"`
	Schedule  string `json:"schedule"`
}

// SetTenantProperties sets properties of a tenant (6.26).
type SetTenantProperties struct {
	Tenant     string            `json:"tenant"`
	Properties map[string]string `json:"properties"`
}

// UpdateRouteVariables changes a route of a template (6.31).
type UpdateRouteVariables struct {
	Template       string `json:"template"`
	UpdatePassword bool   `json:"update_password"`
	Values         Route  `json:"values"`
}

// Method implements Request.
func (CreateExtension) Method() string { return "createExtension" }

// Method implements Request.
func (CreateTenant) Method() string { return "createTenant" }

// Method implements Request.
func (DeleteExtension) Method() string { return "deleteExtension" }

// Method implements Request.
func (DeleteNote) Method() string { return "deleteNote" }

// Method implements Request.
func (DeleteRouteVariables) Method() string { return "deleteRouteVariables" }

// Method implements Request.
func (GetAllDids) Method() string { return "getAllDids" }

// Method implements Request.
func (GetNote) Method() string { return "getNote" }

// Method implements Request.
func (GetNoteNames) Method() string { return "getNoteNames" }

// Method implements Request.
func (GetPlanSwitchTimer) Method() string { return "getPlanSwitchTimer" }

// Method implements Request.
func (GetRouteTemplateNames) Method() string { return "getRouteTemplateNames" }

// Method implements Request.
func (GetRouteVariables) Method() string { return "getRouteVariables" }

// Method implements Request.
func (GetTenantProperties) Method() string { return "getTenantProperties" }

// Method implements Request.
func (InsertRouteVariables) Method() string { return "insertRouteVariables" }

// Method implements Request.
func (SetDid) Method() string { return "setDid" }

// Method implements Request.
func (SetExtensionProperties) Method() string { return "setExtensionProperties" }

// Method implements Request.
func (SetNote) Method() string { return "setNote" }

// Method implements Request.
func (SetPlanSwitchTimer) Method() string { return "setPlanSwitchTimer" }

// Method implements Request.
func (SetTenantProperties) Method() string { return "setTenantProperties" }

// Method implements Request.
func (UpdateRouteVariables) Method() string { return "updateRouteVariables" }
