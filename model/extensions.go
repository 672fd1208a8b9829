package model

import (
	"time"

	"cordboard/palconn/pal"
)

func (b *board) applyRegistration(n *pal.Registration, at time.Time) bool {
	if n.User.Empty() || n.Registered == pal.NotTold {
		b.drops.Incomplete++
		return false
	}
	b.listed(n.Method(), n.User)
	e := b.extension(b.who(n.Tenant, n.User), n.User)
	e.row.Registered, e.row.At = n.Registered, at
	b.touch(e)
	return true
}

func (b *board) applyVoicemail(n *pal.VoicemailCount, at time.Time) bool {
	if n.User.Empty() || !(n.New.Known || n.Unread.Known || n.Read.Known || n.Saved.Known) {
		b.drops.Incomplete++
		return false
	}
	b.listed(n.Method(), n.User)
	e := b.extension(b.who(n.Tenant, n.User), n.User)
	was := e.row.Voicemail.New
	keep(&e.row.Voicemail.New, n.New)
	keep(&e.row.Voicemail.Unread, n.Unread)
	keep(&e.row.Voicemail.Read, n.Read)
	keep(&e.row.Voicemail.Saved, n.Saved)
	e.row.Voicemail.Known, e.row.At = true, at
	b.newMessages += int(e.row.Voicemail.New - was)
	b.touch(e)
	return true
}

// keep stores a count that was told and leaves one that was not.
func keep(count *int64, told pal.Number) {
	if told.Known {
		*count = max(told.Value, 0)
	}
}

// applyRecording takes whether a talker is recorded; without a talker it is about
// all those of the user.
func (b *board) applyRecording(n *pal.RecordingStatus, at time.Time) bool {
	if n.User.Empty() || n.On == pal.NotTold {
		b.drops.Incomplete++
		return false
	}
	b.happened(pal.Number{}, at)
	e := b.extension(b.who(n.Tenant, n.User), n.User)
	e.row.At = at
	for _, l := range e.legs {
		if n.Talker.Empty() || l.row.ID.Talker == n.Talker.Raw() {
			l.row.Recording = n.On
			b.touchRoom(l.room)
		}
	}
	e.sumRecording(n.On)
	b.touch(e)
	return true
}

// sumRecording says of an extension that it is recorded while one of its legs is;
// otherwise it is as told.
func (e *extension) sumRecording(told pal.Switch) {
	e.row.Recording = told
	for _, l := range e.legs {
		if l.row.Recording == pal.On {
			e.row.Recording = pal.On
		}
	}
}
