package model

import (
	"math"
	"slices"

	"cordboard/palconn/pal"
)

func (b *board) applyRegistration(n *pal.Registration) bool {
	if n.User.Empty() || n.Registered == pal.NotTold {
		b.drops.Incomplete++
		return false
	}
	id := b.who(n.Tenant, n.User)
	b.row(&b.heard.registrations, Leg{Tenant: id.Tenant, User: id.Number})
	place := b.extension(id, n.User)
	b.rows.edit(place).Registered = n.Registered
	if n.Registered == pal.On {
		b.setDeleted(place, false)
	}
	return true
}

// setDeleted also empties the voicemail box of one that is deleted.
func (b *board) setDeleted(place int, deleted bool) {
	if b.rows.rows.At(place).Deleted == deleted {
		return
	}
	row := b.rows.edit(place)
	row.Deleted = deleted
	*b.names++
	if deleted {
		b.newMessages -= int(row.Voicemail.New)
		row.Voicemail = Voicemail{Known: row.Voicemail.Known}
	}
}

func (b *board) applyVoicemail(n *pal.VoicemailCount) bool {
	if n.User.Empty() || !(n.New.Known || n.Unread.Known || n.Read.Known || n.Saved.Known) {
		b.drops.Incomplete++
		return false
	}
	id := b.who(n.Tenant, n.User)
	b.row(&b.heard.voicemail, Leg{Tenant: id.Tenant, User: id.Number})
	place := b.extension(id, n.User)
	box := &b.rows.edit(place).Voicemail
	if !box.Known {
		b.boxes = append(b.boxes, int32(place))
	}
	was := box.New
	keep(&box.New, n.New)
	keep(&box.Unread, n.Unread)
	keep(&box.Read, n.Read)
	keep(&box.Saved, n.Saved)
	box.Known = true
	b.newMessages += int(box.New) - int(was)
	return true
}

// keep stores a count that was told and leaves one that was not.
func keep(count *int32, told pal.Number) {
	if told.Known {
		*count = int32(min(max(told.Value, 0), math.MaxInt32))
	}
}

// applyRecording takes whether a talker is recorded; without a talker it is about
// all those of the user.
func (b *board) applyRecording(n *pal.RecordingStatus) bool {
	if n.User.Empty() || n.On == pal.NotTold {
		b.drops.Incomplete++
		return false
	}
	who := b.who(n.Tenant, n.User)
	b.row(&b.heard.recordings, Leg{Tenant: who.Tenant, User: who.Number, Talker: n.Talker.Raw()})
	place := b.extension(who, n.User)
	if !b.settled {
		b.early[Leg{who.Tenant, who.Number, n.Talker.Raw(), b.epoch}] = n.On
	}
	var legs []*leg
	if p := b.phones[place]; p != nil {
		legs = p.legs
	}
	for _, l := range legs {
		if n.Talker.Empty() || l.row.ID.Talker == n.Talker.Raw() {
			l.row.Recording = n.On
			b.touchRoom(l.room)
		}
	}
	b.setRecording(b.rows.edit(place), b.recording(legs, n.On, n.Talker.Empty()))
	return true
}

func (b *board) setRecording(row *Extension, now pal.Switch) {
	if row.Recording != pal.NotTold {
		b.recordings--
	}
	if now != pal.NotTold {
		b.recordings++
	}
	row.Recording = now
}

// earlyRecording is what the PBX told of a leg before the leg itself: in which order it
// tells its present state is its own affair.
func (b *board) earlyRecording(id Leg) pal.Switch {
	if told, ok := b.early[id]; ok {
		return told
	}
	id.Talker = ""
	return b.early[id]
}

// recording says of a phone that it is recorded while one of its legs is. What was
// told of one leg, not of all, says nothing of another that the PBX never told.
func (b *board) recording(legs []*leg, told pal.Switch, all bool) pal.Switch {
	recorded := slices.ContainsFunc(legs, func(l *leg) bool { return l.row.Recording == pal.On })
	switch {
	case recorded:
		return pal.On
	case told == pal.Off && !all && !b.replays().Has(OfRecordings):
		return pal.NotTold
	}
	return told
}
