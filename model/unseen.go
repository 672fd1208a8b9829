package model

import (
	"time"

	"cordboard/palconn/pal"
)

// unseen are the calls of the board before that this one does not have: they ended
// while nobody was connected, or go on untold. They were seen last at lost.
func (b *board) unseen(before *board, lost time.Time) []*Ended {
	var all []*Ended
	for _, r := range before.calls {
		if now, ok := b.rooms[r.key]; r.gone || ok && now.parties() == r.parties() {
			continue
		}
		r.keepParties()
		e := r.epitaph(lost)
		e.Unseen = true
		all = append(all, e)
	}
	return all
}

// parties are the numbers of both sides in an order that does not depend on who
// called: a room id is used again after a PBX restarts, so it alone is no identity.
func (r *room) parties() [2]pal.Text {
	c := r.freeze(0)
	if c.From.Number.Raw() < c.To.Number.Raw() {
		return [2]pal.Text{c.From.Number, c.To.Number}
	}
	return [2]pal.Text{c.To.Number, c.From.Number}
}
