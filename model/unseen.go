package model

import (
	"slices"
	"time"

	"cordboard/palconn/pal"
)

// takeOver lists what became of the calls of the board before, behind what had ended
// there already: those that this one does not have ended while nobody was connected, or
// go on untold. They were seen last at lost.
func (b *board) takeOver(before *board, lost time.Time) {
	var gone []*Ended
	b.lost = 0
	for _, r := range before.calls {
		if now, ok := b.rooms[r.key]; r.gone || ok && now.parties() == r.parties() {
			continue
		}
		r.keepParties()
		e := b.sawEnd(r)
		if e == nil {
			e = r.epitaph(lost)
			e.Unseen = true
			b.lost++
		}
		gone = append(gone, e)
	}
	b.ended = slices.Concat(before.ended, gone, b.ended)
}

// sawEnd is the end of a call of the board before, where this one was told of it: the
// ends of all its legs, or of one and that of the call. It is listed once, as the call
// that it was. It is nil for a call of whose end nothing was told.
func (b *board) sawEnd(r *room) *Ended {
	over := 0
	for _, l := range r.legs {
		id := l.row.ID
		id.Epoch = b.epoch
		if b.dead.has(id) {
			over++
		}
	}
	if over == 0 {
		return nil
	}
	again := slices.IndexFunc(b.ended, func(e *Ended) bool { return e.Tenant == r.key.tenant && e.Room == r.key.room })
	if again < 0 {
		if over < len(r.legs) || r.park != nil {
			return nil
		}
		return r.epitaph(b.told)
	}
	told := b.ended[again]
	b.ended = slices.Delete(b.ended, again, again+1)
	r.resCode, r.q850 = told.ResCode, told.Q850
	if r.answer.IsZero() && told.Answered {
		r.answer = moment{Time: told.End.Add(-told.Talked)}
	}
	return r.epitaph(told.End)
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
