package pal

// The kinds of extensions (CreateExtension.Type, 6.4).
const (
	UserExtension       = "user"
	GroupExtension      = "ringgroup"
	IVRExtension        = "ivr"
	ScheduleExtension   = "conditional"
	ConferenceExtension = "conference"
	CallbackExtension   = "callback"
)

// The access levels of a note (6.13).
const (
	NoteHidden   = "0"
	NoteReadOnly = "1"
	NoteWritable = "2"
)

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

// SetDid sets variables of a DID (6.22). Variables are by name, "v1" to "x9".
// Enabled is "1", "0", or "" to leave it.
type SetDid struct {
	Template  string
	Name      string
	Enabled   string
	Variables map[string]string
}

// SetExtensionProperties sets properties of an extension (6.23).
type SetExtensionProperties struct {
	Tenant     string            `json:"tenant,omitempty"`
	Extension  string            `json:"extension"`
	Properties map[string]string `json:"properties"`
}

// SetNote writes a note (6.24). UserAccess is NoteHidden, NoteReadOnly or
// NoteWritable.
type SetNote struct {
	Tenant      string `json:"tenant,omitempty"`
	Name        string `json:"name"`
	Description string `json:"description"`
	UserAccess  string `json:"useraccess"`
	Note        string `json:"note"`
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
