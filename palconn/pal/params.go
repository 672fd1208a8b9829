package pal

import (
	"errors"

	"github.com/go-json-experiment/json/jsontext"
)

var errNoParams = errors.New("its params are no object")

// readNotification reads the params of a notification by its method. Fields that
// are missing stay zero, unknown ones are passed over.
func readNotification(method string, params jsontext.Value) (Notification, error) {
	read := reader(method)
	switch {
	case read == nil:
		return Unrecognised{Name: NewText(method), Params: params}, nil
	case params.Kind() != '{' && method == LoginRequired:
		return Challenge{}, nil // the connection tells that it has no nonce
	case params.Kind() != '{':
		return nil, errNoParams
	case method == NotifyStatus:
		return read(sharing(params)), nil
	}
	return read(members(params)), nil
}

// reader gives what reads a notification, nil for one that is not known.
func reader(method string) func(object) Notification {
	switch method {
	case NotifyStatus:
		return readCallStatus
	case NotifyPark:
		return readParkStatus
	case NotifyLine:
		return readLineStatus
	case NotifyRegistered:
		return readRegistration
	case NotifyVoicemail:
		return readVoicemailCount
	case NotifyRecording:
		return readRecordingStatus
	case NotifyServerStatus:
		return readServerStatus
	case NotifyPAL:
		return readNotice
	case LoginRequired:
		return readChallenge
	}
	return nil
}

func readCallStatus(o object) Notification {
	var s CallStatus
	for o.next() {
		switch string(o.key()) {
		case "tenant":
			s.Tenant = o.text()
		case "user":
			s.User = o.text()
		case "talker_id":
			s.Talker = o.text()
		case "room_id":
			s.Room = o.text()
		case "status":
			s.Code = o.number()
		case "other_number":
			s.Other = o.text()
		case "user_display_name":
			s.UserName = o.text()
		case "other_user_display_name":
			s.OtherName = o.text()
		case "other_display_name":
			s.OtherNameShort = o.text()
		case "time":
			s.Time = o.number()
		case "role":
			s.Role = o.text()
		default:
			readCallDetail(&s, o)
		}
	}
	return s
}

// readCallDetail reads the fields of a call that few messages carry.
func readCallDetail(s *CallStatus, o object) {
	switch string(o.key()) {
	case "logid":
		s.LogID = o.text()
	case "phone_id":
		s.Phone = o.text()
	case "phone_idx":
		s.PhoneIndex = o.text()
	case "rec":
		s.Recording = o.text()
	case "rescode":
		s.ResCode = o.text()
	case "q850code":
		s.Q850 = o.text()
	case "disconnected_by":
		s.DisconnectedBy = o.text()
	}
}

func readParkStatus(o object) Notification {
	var p ParkStatus
	for o.next() {
		switch string(o.key()) {
		case "tenant":
			p.Tenant = o.text()
		case "park":
			p.Park = o.text()
		case "status":
			p.On = o.onOff()
		case "room_id":
			p.Room = o.text()
		case "talker_id":
			p.Talker = o.text()
		case "time":
			p.Time = o.number()
		}
	}
	return p
}

func readLineStatus(o object) Notification {
	var l LineStatus
	for o.next() {
		switch string(o.key()) {
		case "tenant":
			l.Tenant = o.text()
		case "line":
			l.Line = o.text()
		case "status":
			l.On = o.onOff()
		case "line_talker_id":
			l.TalkerID = o.text()
		case "line_talker":
			l.Talker = o.text()
		case "assigned_talker_id":
			l.AssignedTalker = o.text()
		case "room_id":
			l.Room = o.text()
		case "time":
			l.Time = o.number()
		}
	}
	return l
}

func readRegistration(o object) Notification {
	var r Registration
	for o.next() {
		switch string(o.key()) {
		case "tenant":
			r.Tenant = o.text()
		case "user":
			r.User = o.text()
		case "registered":
			r.Registered = o.onOff()
		}
	}
	return r
}

func readVoicemailCount(o object) Notification {
	var v VoicemailCount
	for o.next() {
		switch string(o.key()) {
		case "tenant":
			v.Tenant = o.text()
		case "user":
			v.User = o.text()
		case "new":
			v.New = o.number()
		case "unread":
			v.Unread = o.number()
		case "read":
			v.Read = o.number()
		case "saved":
			v.Saved = o.number()
		}
	}
	return v
}

func readRecordingStatus(o object) Notification {
	var r RecordingStatus
	for o.next() {
		switch string(o.key()) {
		case "tenant":
			r.Tenant = o.text()
		case "user":
			r.User = o.text()
		case "talker_id":
			r.Talker = o.text()
		case "status":
			r.On = o.onOff()
		}
	}
	return r
}

func readServerStatus(o object) Notification {
	var s ServerStatus
	for o.next() {
		if string(o.key()) == "status" {
			s.Status = o.text()
		}
	}
	return s
}

func readNotice(o object) Notification {
	var n Notice
	for o.next() {
		switch string(o.key()) {
		case "code":
			n.Code = o.number()
		case "message":
			n.Message = o.text()
		}
	}
	return n
}

func readChallenge(o object) Notification {
	var c Challenge
	for o.next() {
		if string(o.key()) == "nonce" {
			c.Nonce = o.text()
		}
	}
	return c
}
