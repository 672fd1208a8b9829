package pal

import (
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// The names of the notifications (section 5, and those seen beyond the guide).
const (
	NotifyStatus       = "notify_status"
	NotifyPark         = "notify_park"
	NotifyLine         = "notify_line"
	NotifyRegistered   = "notify_registered"
	NotifyVoicemail    = "notify_voicemail"
	NotifyRecording    = "notify_callrecording"
	NotifyServerStatus = "notify_serverstatus"
	NotifyPAL          = "notify_pal"
	// LoginRequired asks for the nonce login (4.3); it is not a notification of
	// the state of the PBX but arrives like one.
	LoginRequired = "login_password_required"
)

// Notification is one message from the PBX that no request asked for: one of
// CallStatus, ParkStatus, LineStatus, Registration, VoicemailCount,
// RecordingStatus, ServerStatus, Notice, Challenge and Unrecognised.
type Notification interface {
	// Method is the name the PBX gave it.
	Method() string
}

// CallStatus is notify_status (5.5): one talker changed. A field that is missing
// is zero and leaves what is known as it is.
type CallStatus struct {
	Tenant         Text
	User           Text
	Talker         Text
	Room           Text
	Code           Number
	Other          Text
	UserName       Text
	OtherName      Text
	OtherNameShort Text
	Time           Number
	LogID          Text
	Role           Text
	Phone          Text
	PhoneIndex     Text
	Recording      Text
	ResCode        Text
	Q850           Text
	DisconnectedBy Text
}

// ParkStatus is notify_park (5.3). Room and Talker come when On.
type ParkStatus struct {
	Tenant Text
	Park   Text
	On     Switch
	Room   Text
	Talker Text
	Time   Number
}

// LineStatus is notify_line (5.2): a shared line was taken or freed.
type LineStatus struct {
	Tenant         Text
	Line           Text
	On             Switch
	TalkerID       Text
	Talker         Text
	AssignedTalker Text
	Room           Text
	Time           Number
}

// Registration is notify_registered (5.4).
type Registration struct {
	Tenant     Text
	User       Text
	Registered Switch
}

// VoicemailCount is notify_voicemail (5.6).
type VoicemailCount struct {
	Tenant Text
	User   Text
	New    Number
	Unread Number
	Read   Number
	Saved  Number
}

// RecordingStatus is notify_callrecording (5.1).
type RecordingStatus struct {
	Tenant Text
	User   Text
	Talker Text
	On     Switch
}

// ServerStatus is notify_serverstatus: whether the PBX is at work.
type ServerStatus struct {
	Status Text
}

// Active reports whether the PBX is at work. Anything else ("inactive",
// "closed") means that nothing known about its calls is true any more.
func (s ServerStatus) Active() bool { return s.Status.Raw() == "active" }

// Notice is notify_pal: a word about this connection.
type Notice struct {
	Code    Number
	Message Text
}

// AnotherLogin reports whether the same login was used somewhere else, which
// ends this connection for good.
func (n Notice) AnotherLogin() bool { return n.Message.Raw() == "ANOTHER_LOGIN" }

// Challenge is login_password_required (4.3). When the PBX wants a reply to it,
// a Call comes first.
type Challenge struct {
	Nonce Text
}

// Unrecognised is a notification that this package does not know. It is kept as
// it came so that it can be counted and looked at.
type Unrecognised struct {
	Name   Text
	Params jsontext.Value
}

// Method implements Notification.
func (CallStatus) Method() string { return NotifyStatus }

// Method implements Notification.
func (ParkStatus) Method() string { return NotifyPark }

// Method implements Notification.
func (LineStatus) Method() string { return NotifyLine }

// Method implements Notification.
func (Registration) Method() string { return NotifyRegistered }

// Method implements Notification.
func (VoicemailCount) Method() string { return NotifyVoicemail }

// Method implements Notification.
func (RecordingStatus) Method() string { return NotifyRecording }

// Method implements Notification.
func (ServerStatus) Method() string { return NotifyServerStatus }

// Method implements Notification.
func (Notice) Method() string { return NotifyPAL }

// Method implements Notification.
func (Challenge) Method() string { return LoginRequired }

// Method implements Notification.
func (u Unrecognised) Method() string { return u.Name.Raw() }

// At returns the PBX's time stamp of the call, or the zero time when it sent none.
func (s CallStatus) At() time.Time { return s.Time.Milliseconds() }

// At returns the PBX's time stamp, or the zero time when it sent none.
func (p ParkStatus) At() time.Time { return p.Time.Milliseconds() }
