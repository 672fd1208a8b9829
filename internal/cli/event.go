package cli

import (
	"strconv"
	"time"

	"cordboard/palconn/pal"
)

// millis is RFC 3339 with milliseconds.
const millis = "2006-01-02T15:04:05.000Z07:00"

// event is one line of `cordboard watch`, a JSON object. Names are those of the PAL guide (section 5) where it has one. What the
// PBX did not tell is left out. Texts are as pal.Text shows them, times are RFC 3339 in UTC.
type event interface{ kind() string }

// head is what every event begins with.
type head struct {
	// At is when this side heard of it.
	At   string `json:"at"`
	Kind string `json:"kind"`
	// Epoch counts the connections from 1.
	Epoch uint64 `json:"epoch"`
}

func newHead(kind string, epoch uint64, at time.Time) head {
	return head{At: at.UTC().Format(millis), Kind: kind, Epoch: epoch}
}

func (h head) kind() string { return h.Kind }

// statusEvent is notify_status.
type statusEvent struct {
	head           `json:",inline"`
	Tenant         string `json:"tenant,omitzero"`
	User           string `json:"user"`
	Status         *int64 `json:"status,omitzero"`
	State          string `json:"state"`
	Talker         string `json:"talker_id,omitzero"`
	Room           string `json:"room_id,omitzero"`
	UserName       string `json:"user_display_name,omitzero"`
	Other          string `json:"other_number,omitzero"`
	OtherName      string `json:"other_user_display_name,omitzero"`
	Time           string `json:"time,omitzero"`
	Role           string `json:"role,omitzero"`
	LogID          any    `json:"logid,omitzero"`
	ResCode        any    `json:"rescode,omitzero"`
	Q850           any    `json:"q850code,omitzero"`
	DisconnectedBy any    `json:"disconnected_by,omitzero"`
}

// parkEvent is notify_park.
type parkEvent struct {
	head   `json:",inline"`
	Tenant string `json:"tenant,omitzero"`
	Park   string `json:"park"`
	On     *bool  `json:"on,omitzero"`
	Talker string `json:"talker_id,omitzero"`
	Room   string `json:"room_id,omitzero"`
	Time   string `json:"time,omitzero"`
}

// lineEvent is notify_line.
type lineEvent struct {
	head           `json:",inline"`
	Tenant         string `json:"tenant,omitzero"`
	Line           string `json:"line"`
	On             *bool  `json:"on,omitzero"`
	TalkerID       string `json:"line_talker_id,omitzero"`
	Talker         string `json:"line_talker,omitzero"`
	AssignedTalker string `json:"assigned_talker_id,omitzero"`
	Room           string `json:"room_id,omitzero"`
	Time           string `json:"time,omitzero"`
}

// registeredEvent is notify_registered.
type registeredEvent struct {
	head       `json:",inline"`
	Tenant     string `json:"tenant,omitzero"`
	User       string `json:"user"`
	Registered *bool  `json:"registered,omitzero"`
}

// voicemailEvent is notify_voicemail.
type voicemailEvent struct {
	head   `json:",inline"`
	Tenant string `json:"tenant,omitzero"`
	User   string `json:"user"`
	New    *int64 `json:"new,omitzero"`
	Unread *int64 `json:"unread,omitzero"`
	Read   *int64 `json:"read,omitzero"`
	Saved  *int64 `json:"saved,omitzero"`
}

// recordingEvent is notify_callrecording.
type recordingEvent struct {
	head   `json:",inline"`
	Tenant string `json:"tenant,omitzero"`
	User   string `json:"user"`
	On     *bool  `json:"on,omitzero"`
	Talker string `json:"talker_id,omitzero"`
}

// serverEvent is about the line to the PBX and the PBX itself. Event is connected, live, lost, status, notice,
// unrecognised or unreadable.
type serverEvent struct {
	head    `json:",inline"`
	Event   string `json:"event"`
	Status  string `json:"status,omitzero"`
	Code    *int64 `json:"code,omitzero"`
	Message string `json:"message,omitzero"`
	Method  string `json:"method,omitzero"`
	Reason  string `json:"reason,omitzero"`
}

// eventOf puts a notification into its event. The state of a talker depends on those before it.
func (w *watcher) eventOf(epoch uint64, n pal.Notification, at time.Time) event {
	if s, ok := n.(pal.CallStatus); ok {
		return eventOfStatus(s, w.states.follow(s), newHead(kindStatus, epoch, at))
	}
	switch n := n.(type) {
	case pal.ParkStatus:
		return parkEvent{
			head: newHead(kindPark, epoch, at), Tenant: n.Tenant.String(), Park: n.Park.String(), On: truth(n.On),
			Talker: n.Talker.String(), Room: n.Room.String(), Time: stamp(n.Time),
		}
	case pal.LineStatus:
		return lineEvent{
			head: newHead(kindLine, epoch, at), Tenant: n.Tenant.String(), Line: n.Line.String(), On: truth(n.On),
			TalkerID: n.TalkerID.String(), Talker: n.Talker.String(), AssignedTalker: n.AssignedTalker.String(),
			Room: n.Room.String(), Time: stamp(n.Time),
		}
	case pal.Registration:
		return registeredEvent{
			head: newHead(kindRegistered, epoch, at), Tenant: n.Tenant.String(), User: n.User.String(), Registered: truth(n.Registered),
		}
	case pal.VoicemailCount:
		return voicemailEvent{
			head: newHead(kindVoicemail, epoch, at), Tenant: n.Tenant.String(), User: n.User.String(),
			New: number(n.New), Unread: number(n.Unread), Read: number(n.Read), Saved: number(n.Saved),
		}
	case pal.RecordingStatus:
		return recordingEvent{
			head: newHead(kindRecording, epoch, at), Tenant: n.Tenant.String(), User: n.User.String(), On: truth(n.On), Talker: n.Talker.String(),
		}
	}
	return eventOfServer(n, newHead(kindServer, epoch, at))
}

func eventOfStatus(s pal.CallStatus, state pal.State, h head) event {
	return statusEvent{
		head: h, Tenant: s.Tenant.String(), User: s.User.String(), Status: number(s.Code), State: state.String(),
		Talker: s.Talker.String(), Room: s.Room.String(), UserName: s.UserName.String(),
		Other: s.Other.String(), OtherName: s.OtherName.Or(s.OtherNameShort).String(),
		Time: stamp(s.Time), Role: s.Role.String(), LogID: numeric(s.LogID),
		ResCode: numeric(s.ResCode), Q850: numeric(s.Q850), DisconnectedBy: numeric(s.DisconnectedBy),
	}
}

func eventOfServer(n pal.Notification, h head) event {
	switch n := n.(type) {
	case pal.ServerStatus:
		return serverEvent{head: h, Event: "status", Status: n.Status.String()}
	case pal.Notice:
		return serverEvent{head: h, Event: "notice", Code: number(n.Code), Message: n.Message.String()}
	}
	return serverEvent{head: h, Event: "unrecognised", Method: pal.NewText(n.Method()).String()}
}

// number is nil when it was not told.
func number(n pal.Number) *int64 {
	if !n.Known {
		return nil
	}
	return &n.Value
}

// numeric is a number where the text is one, else the text; nil when it was not told.
func numeric(t pal.Text) any {
	if t.Empty() {
		return nil
	}
	if n, err := strconv.ParseInt(t.Raw(), 10, 64); err == nil {
		return n
	}
	return t.String()
}

// truth is nil when it was not told.
func truth(s pal.Switch) *bool {
	if s == pal.NotTold {
		return nil
	}
	on := s == pal.On
	return &on
}

// stamp is empty when it was not told.
func stamp(n pal.Number) string {
	if !n.Known {
		return ""
	}
	return n.Milliseconds().UTC().Format(millis)
}
