package pal

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Request is one call of a method: the value that is sent as its params. Texts in
// a request are raw, as the PBX knows them. Tenant is set for sa only.
type Request interface {
	// Method is the name in the table of methods.
	Method() string
}

// The modes of Transfer.
const (
	Blind    = "blind"
	Attended = "attended"
)

// How one who barges in is heard (Barge.Speak).
const (
	SpeakNone  = "false"
	SpeakTutor = "tutor"
	SpeakAll   = "true"
)

// The ways of MakeCall.
const (
	// BothAtOnce rings caller and called together.
	BothAtOnce = "1"
	// CallerFirst rings the called when the caller has answered.
	CallerFirst = "2"
)

// Barge brings User into the conversation of talker TID (6.1).
type Barge struct {
	Tenant string   `json:"tenant,omitempty"`
	User   string   `json:"user"`
	TID    TalkerID `json:"tid"`
	Listen bool     `json:"listen"`
	Speak  string   `json:"speak"`
}

// CallForward forwards the conversation in room RID to Users (6.2).
type CallForward struct {
	Tenant string   `json:"tenant,omitempty"`
	RID    string   `json:"rid"`
	Users  []string `json:"user"`
}

// CancelTransfer takes back the attended transfer of talker TID (6.3).
type CancelTransfer struct {
	Tenant string `json:"tenant,omitempty"`
	TID    string `json:"tid"`
}

// Disconnect ends one leg by TID, or a whole call by RID, which admins may (6.9).
// Delay is a wait before ending by RID, in a unit that the guide does not name.
type Disconnect struct {
	Tenant string `json:"tenant,omitempty"`
	TID    string `json:"tid,omitempty"`
	RID    string `json:"rid,omitempty"`
	Delay  int    `json:"delay,omitzero"`
}

// GetExtensions lists extensions (6.12). Limit -1 is all of them. Properties asks
// for their values beside each extension, which PBXs before 3.7 do not do. Offset
// rows are passed over, which PBXs before 3.12.4 do not do.
type GetExtensions struct {
	Tenant     string   `json:"tenant,omitempty"`
	Pattern    string   `json:"pattern"`
	Limit      int      `json:"limit"`
	Type       string   `json:"type"`
	Properties []string `json:"property_names,omitempty"`
	Offset     int      `json:"offset,omitzero"`
}

// GetExtensionProperties reads properties of one or more extensions (6.11).
type GetExtensionProperties struct {
	Tenant     string   `json:"tenant,omitempty"`
	Extensions []string `json:"extension"`
	Properties []string `json:"property_names"`
}

// MakeCall calls From and To and connects them; User owns the call (6.20).
type MakeCall struct {
	Tenant string   `json:"tenant,omitempty"`
	User   string   `json:"user"`
	From   string   `json:"from"`
	To     []string `json:"to"`
	Type   string   `json:"type"`
}

// Park parks the call of talker TID in place Number (6.21).
type Park struct {
	Tenant string `json:"tenant,omitempty"`
	TID    string `json:"tid"`
	Number string `json:"number"`
}

// StartRecording records the conversation of talker TID (6.27).
type StartRecording struct {
	Tenant string `json:"tenant,omitempty"`
	TID    string `json:"tid"`
}

// StopRecording ends the recording of talker TID (6.28).
type StopRecording struct {
	Tenant string `json:"tenant,omitempty"`
	TID    string `json:"tid"`
}

// Transfer moves the party that talker TID speaks with to User (6.29). Mode is
// Blind or Attended.
type Transfer struct {
	Tenant string `json:"tenant,omitempty"`
	User   string `json:"user"`
	TID    string `json:"tid"`
	Mode   string `json:"mode"`
}

// Unpark brings the call parked in place Number to User (6.30).
type Unpark struct {
	Tenant string `json:"tenant,omitempty"`
	User   string `json:"user"`
	Number string `json:"number"`
}

// Hold puts the call of talker TID on hold. Beyond the guide.
type Hold struct {
	Tenant string `json:"tenant,omitempty"`
	TID    string `json:"tid"`
}

// Unhold takes the call of talker TID off hold. Beyond the guide.
type Unhold struct {
	Tenant string `json:"tenant,omitempty"`
	TID    string `json:"tid"`
}

// Conference joins both sides of the attended transfer of talker TID. Beyond the guide.
type Conference struct {
	Tenant string `json:"tenant,omitempty"`
	TID    string `json:"tid"`
}

// RemoteControl works the desk phone of talker TID; Action "talk" answers.
// Beyond the guide.
type RemoteControl struct {
	Tenant string `json:"tenant,omitempty"`
	TID    string `json:"talker_id"`
	Action string `json:"action"`
}

// SendDTMF sends tones (0–9, *, #, A–D) into the call of talker TID. Beyond the guide.
type SendDTMF struct {
	Tenant string `json:"tenant,omitempty"`
	TID    string `json:"talker_id"`
	Signal string `json:"signal"`
}

// Line takes ("on") or frees ("off") a shared line. Beyond the guide.
type Line struct {
	Line   string `json:"line"`
	Status string `json:"status"`
}

// Ping proves that the line is alive. Beyond the guide.
type Ping struct{}

// GetProductInfo asks for the PBX's version and limits. Beyond the guide.
type GetProductInfo struct{}

// ListTenants lists the tenants, for sa. Beyond the guide.
type ListTenants struct{}

// Custom is any method of the table with params as JSON.
type Custom struct {
	Name   string
	Params jsontext.Value
}

// Method implements Request.
func (Barge) Method() string { return "barge" }

// Method implements Request.
func (CallForward) Method() string { return "callforward" }

// Method implements Request.
func (CancelTransfer) Method() string { return "cancelTransfer" }

// Method implements Request.
func (Disconnect) Method() string { return "disconnect" }

// Method implements Request.
func (GetExtensions) Method() string { return "getExtensions" }

// Method implements Request.
func (GetExtensionProperties) Method() string { return "getExtensionProperties" }

// Method implements Request.
func (MakeCall) Method() string { return "makeCall" }

// Method implements Request.
func (Park) Method() string { return "park" }

// Method implements Request.
func (StartRecording) Method() string { return "startRecording" }

// Method implements Request.
func (StopRecording) Method() string { return "stopRecording" }

// Method implements Request.
func (Transfer) Method() string { return "transfer" }

// Method implements Request.
func (Unpark) Method() string { return "unpark" }

// Method implements Request.
func (Hold) Method() string { return "hold" }

// Method implements Request.
func (Unhold) Method() string { return "unhold" }

// Method implements Request.
func (Conference) Method() string { return "conference" }

// Method implements Request.
func (RemoteControl) Method() string { return "remoteControl" }

// Method implements Request.
func (SendDTMF) Method() string { return "sendDTMF" }

// Method implements Request.
func (Line) Method() string { return "line" }

// Method implements Request.
func (Ping) Method() string { return "ping" }

// Method implements Request.
func (GetProductInfo) Method() string { return "getProductInfo" }

// Method implements Request.
func (ListTenants) Method() string { return "listTenants" }

// Method implements Request.
func (c Custom) Method() string { return c.Name }

// MarshalJSON gives the params as they are.
func (c Custom) MarshalJSON() ([]byte, error) {
	if len(c.Params) == 0 {
		return []byte("{}"), nil
	}
	return c.Params, nil
}

// TalkerID is a talker id where the guide wants an integer (6.1). One that is no
// number travels as text.
type TalkerID string

// MarshalJSON writes a number where it can.
func (t TalkerID) MarshalJSON() ([]byte, error) {
	if n, err := strconv.ParseUint(string(t), 10, 63); err == nil && strconv.FormatUint(n, 10) == string(t) {
		return []byte(t), nil
	}
	return jsontext.AppendQuote(nil, string(t))
}
