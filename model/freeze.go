package model

import (
	"slices"

	"cordboard/palconn/pal"
)

func (b *board) freezeInto(snap, last *Snapshot) {
	sameBoard := last != nil && last.index == b.index
	b.freezeExtensions(snap.Version)
	callsChanged := b.freezeCalls(snap.Version)
	snap.Epoch, snap.Since, snap.Replays, snap.index = b.epoch, b.began, b.replays(), b.index
	snap.Extensions, snap.Names = b.rows.freeze(), *b.names
	snap.unsure = b.unsureUntil()
	snap.Boxes = slices.Clip(b.boxes)
	snap.Messages, snap.Recordings = b.extent(OfVoicemail, len(b.boxes)), b.extent(OfRecordings, b.recordings)
	snap.Ended, snap.Unseen = b.lastEnded(), b.lost
	if sameBoard && !callsChanged {
		snap.Calls = last.Calls
	} else {
		snap.Calls = b.conversations()
	}
	b.freezePlaces(snap, last, sameBoard && !callsChanged)
	snap.Counts = b.count(snap.Calls)
}

func (b *board) freezeExtensions(rev uint64) {
	for _, place := range b.rows.changed {
		row := b.rows.edit(place)
		row.Rev = rev
		if p := b.phones[place]; p != nil {
			row.Talkers = p.talkers()
		}
	}
}

func (p *phone) talkers() []Talker {
	talkers := make([]Talker, len(p.legs))
	for i, l := range p.legs {
		talkers[i] = l.row
		if l.room != nil {
			talkers[i].Call = l.room.id
		}
	}
	return talkers
}

// freezeCalls renews the conversations that changed and reports whether any did.
func (b *board) freezeCalls(rev uint64) bool {
	changed := len(b.dirtyRooms) > 0 || b.callsMoved
	for _, r := range b.dirtyRooms {
		r.dirty = false
		if !r.gone {
			r.frozen = r.freeze(b.epoch)
			r.frozen.Rev = rev
		}
	}
	// What was ended since the last snapshot must not be held until the next.
	clear(b.dirtyRooms)
	b.dirtyRooms = b.dirtyRooms[:0]
	if b.callsMoved {
		b.calls = slices.DeleteFunc(b.calls, func(r *room) bool { return r.gone })
		b.callsMoved = false
	}
	return changed
}

func (b *board) conversations() []*Conversation {
	all := make([]*Conversation, 0, len(b.calls))
	for _, r := range b.calls {
		if r.frozen != nil {
			all = append(all, r.frozen)
		}
	}
	return all
}

func (b *board) lastEnded() []*Ended {
	return slices.Clip(b.ended[max(0, len(b.ended)-keptEnded):])
}

// freezePlaces lists parks and lines. Their rows name parties of conversations,
// so they are renewed with those.
func (b *board) freezePlaces(snap, last *Snapshot, unchanged bool) {
	if unchanged && !b.parksMoved {
		snap.Parks = last.Parks
	} else {
		snap.Parks = freezeParks(b.parks, snap.Version)
	}
	if unchanged && !b.linesMoved {
		snap.Lines = last.Lines
	} else {
		snap.Lines = freezeLines(b.lines, snap.Version)
	}
	b.parksMoved, b.linesMoved = false, false
}

// freezeParks lists the places; a row that is as it was stays the same one.
func freezeParks(parks map[Who]*park, rev uint64) []*Park {
	all := make([]*Park, 0, len(parks))
	for _, p := range parks {
		p.refresh()
		if p.frozen == nil || *p.frozen != withRev(p.row, p.frozen.Rev) {
			row := withRev(p.row, rev)
			p.frozen = &row
		}
		all = append(all, p.frozen)
	}
	slices.SortFunc(all, func(a, b *Park) int { return CompareWho(a.ID, b.ID) })
	return all
}

func withRev(p Park, rev uint64) Park {
	p.Rev = rev
	return p
}

func freezeLines(lines map[Who]*line, rev uint64) []*Line {
	all := make([]*Line, 0, len(lines))
	for _, l := range lines {
		row := l.row
		if l.room != nil && !l.room.gone {
			row.Call, row.Outside = l.room.id, l.room.outside()
		}
		if l.frozen != nil {
			row.Rev = l.frozen.Rev
		}
		if l.frozen == nil || *l.frozen != row {
			row.Rev = rev
			l.frozen = &row
		}
		all = append(all, l.frozen)
	}
	slices.SortFunc(all, func(a, b *Line) int { return CompareWho(a.ID, b.ID) })
	return all
}

func (b *board) count(calls []*Conversation) Counts {
	counts := Counts{NewMessages: b.newMessages}
	for _, p := range b.parks {
		if p.row.On == pal.On && p.room == nil { // the PBX told of the place alone
			counts.Parked++
		}
	}
	for _, c := range calls {
		switch c.State {
		case pal.Ringing, pal.Calling:
			counts.Ringing++
		case pal.Talking:
			counts.Talking++
		case pal.Held:
			counts.Held++
		case pal.Parked:
			counts.Parked++
		}
		if c.Recording == pal.On {
			counts.Recording++
		}
	}
	return counts
}
