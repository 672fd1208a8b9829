package model_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"cordboard/model"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// picture is what a PBX and a board are both said in, to be compared.
type picture struct {
	People  []string
	Talkers []string
	Parks   []string
	Lines   []string
	// Rooms are those with somebody of ours in them, and who that is.
	Rooms []string
	// Pairs are the rooms of two who talk with each other, also with one outside.
	Pairs []string
}

func (p *picture) sort() {
	for _, lines := range [][]string{p.People, p.Talkers, p.Parks, p.Lines, p.Rooms, p.Pairs} {
		slices.Sort(lines)
	}
}

func personLine(tenant, number string, registered, recording bool, vm palsim.VoicemailTruth) string {
	return fmt.Sprintf("%s/%s registered %t recording %t voicemail %v", tenant, number, registered, recording, vm)
}

func talkerLine(tenant, user, id, room string, state model.State, other, name string, since time.Time, recording bool) string {
	return fmt.Sprintf("%s/%s talker %s in %s %s with %q %q since %s recording %t",
		tenant, user, id, room, state, other, name, since.UTC().Format("15:04:05.000"), recording)
}

func parkLine(tenant, number, who, by string, since time.Time) string {
	return fmt.Sprintf("%s/%s %q by %q since %s", tenant, number, who, by, since.UTC().Format("15:04:05.000"))
}

func lineLine(tenant, line, user, room string) string {
	return fmt.Sprintf("%s/%s user %q room %q", tenant, line, user, room)
}

func roomLine(tenant, room string, users []string) string {
	slices.Sort(users)
	return fmt.Sprintf("%s/%s %s", tenant, room, strings.Join(users, " "))
}

// pictureOf draws the truth. Of a party outside that was parked before the
// follower came, it draws what the follower can know.
func pictureOf(truth palsim.Truth, seen *model.Snapshot, f *follower) picture {
	var p picture
	for _, e := range truth.Extensions {
		p.People = append(p.People, personLine(e.Tenant, e.Number, e.Registered, e.Recording, e.Voicemail))
	}
	for _, t := range truth.Talkers {
		if !t.Outside {
			p.Talkers = append(p.Talkers, talkerLine(t.Tenant, t.User, t.ID, t.Room, t.State, t.OtherNumber, t.OtherName, t.Since, t.Recording))
		}
	}
	for _, park := range truth.Parks {
		p.Parks = append(p.Parks, f.parkLine(park, seen))
	}
	for _, l := range truth.Lines {
		if l.On {
			p.Lines = append(p.Lines, lineLine(l.Tenant, l.Line, l.User, knownRoom(l, truth)))
		}
	}
	p.drawRooms(truth)
	p.sort()
	return p
}

// parkLine draws a place; what nobody told the follower is as the board has it.
func (f *follower) parkLine(park palsim.ParkTruth, seen *model.Snapshot) string {
	who, by := park.WhoNumber, park.By
	id := model.Who{Tenant: park.Tenant, Number: park.Number}
	if since, before := f.before[id]; before && since.Equal(park.Since) {
		if row, ok := seen.Park(id); ok {
			who, by = unlessEmpty(row.Parked.Number, who), unlessEmpty(row.By.Number, by)
		}
	}
	return parkLine(park.Tenant, park.Number, who, by, park.Since)
}

func unlessEmpty(shown pal.Text, truth string) string {
	if shown.Empty() {
		return ""
	}
	return truth
}

// knownRoom is the room of a line, empty while nobody of ours is, or waits, in it.
func knownRoom(l palsim.LineTruth, truth palsim.Truth) string {
	for _, t := range truth.Talkers {
		if t.Room == l.Room && (!t.Outside || t.State == model.Parked) {
			return l.Room
		}
	}
	return ""
}

func (p *picture) drawRooms(truth palsim.Truth) {
	for _, r := range roomsOf(truth) {
		if len(r.ours) > 0 || r.parked {
			p.Rooms = append(p.Rooms, roomLine(r.tenant, r.id, r.ours))
		}
		if r.isPair() {
			p.Pairs = append(p.Pairs, roomLine(r.tenant, r.id, r.all))
		}
	}
}

// simRoom is a room of the simulator: the users in it, ours and all.
type simRoom struct {
	tenant, id string
	ours, all  []string
	talking    int
	parked     bool
}

// isPair tells a room of two who talk with each other.
func (r *simRoom) isPair() bool { return len(r.all) == 2 && r.talking == 2 && len(r.ours) > 0 }

func roomsOf(truth palsim.Truth) map[string]*simRoom {
	rooms := map[string]*simRoom{}
	for _, t := range truth.Talkers {
		r := rooms[t.Room]
		if r == nil {
			r = &simRoom{tenant: t.Tenant, id: t.Room}
			rooms[t.Room] = r
		}
		r.all = append(r.all, t.User)
		if !t.Outside {
			r.ours = append(r.ours, t.User)
		}
		if t.State == model.Talking {
			r.talking++
		}
		r.parked = r.parked || t.State == model.Parked
	}
	return rooms
}

// pictureShown draws a board.
func pictureShown(s *model.Snapshot, truth palsim.Truth) picture {
	var p picture
	ours := map[model.CallID][]string{}
	for _, e := range s.Extensions.All() {
		vm := palsim.VoicemailTruth{
			New: int(e.Voicemail.New), Unread: int(e.Voicemail.Unread), Read: int(e.Voicemail.Read), Saved: int(e.Voicemail.Saved),
		}
		p.People = append(p.People, personLine(e.ID.Tenant, e.ID.Number, e.Registered == model.On, e.Recording == model.On, vm))
		for _, t := range e.Talkers {
			ours[t.Call] = append(ours[t.Call], e.ID.Number)
			p.Talkers = append(p.Talkers, talkerLine(t.ID.Tenant, t.ID.User, t.ID.Talker, roomOf(s, t.Call), t.State, t.Other.Raw(), t.OtherName.Raw(), t.Since, t.Recording == model.On))
		}
	}
	for _, park := range s.Parks {
		if park.On == model.On {
			p.Parks = append(p.Parks, parkLine(park.ID.Tenant, park.ID.Number, park.Parked.Number.Raw(), park.By.Number.Raw(), park.Since))
		}
	}
	for _, l := range s.Lines {
		if l.On == model.On {
			p.Lines = append(p.Lines, lineLine(l.ID.Tenant, l.ID.Number, l.Talker.Raw(), roomOf(s, l.Call)))
		}
	}
	p.showRooms(s, truth, ours)
	p.sort()
	return p
}

// roomOf is the room of a conversation, empty when it is not on the board.
func roomOf(s *model.Snapshot, id model.CallID) string {
	c, ok := s.Call(id)
	if !ok {
		return ""
	}
	return c.Room.Raw()
}

func (p *picture) showRooms(s *model.Snapshot, truth palsim.Truth, ours map[model.CallID][]string) {
	rooms := roomsOf(truth)
	for _, c := range s.Calls {
		p.Rooms = append(p.Rooms, roomLine(c.Tenant, c.Room.Raw(), ours[c.ID]))
		if r, ok := rooms[c.Room.Raw()]; ok && r.isPair() {
			p.Pairs = append(p.Pairs, roomLine(c.Tenant, c.Room.Raw(), numbers(c.Parties())))
		}
	}
}

func numbers(parties []model.Party) (all []string) {
	for _, p := range parties {
		all = append(all, p.Number.Raw())
	}
	return all
}

// recount counts the figures of the top line from the rows.
func recount(s *model.Snapshot) (c model.Counts) {
	figures := map[model.State]*int{
		model.Ringing: &c.Ringing, model.Calling: &c.Ringing, model.Talking: &c.Talking,
		model.Held: &c.Held, model.Parked: &c.Parked,
	}
	for _, call := range s.Calls {
		if figure := figures[call.State]; figure != nil {
			*figure++
		}
		if call.Recording == model.On {
			c.Recording++
		}
	}
	for _, e := range s.Extensions.All() {
		c.NewMessages += int(e.Voicemail.New)
	}
	return c
}

// differs says how a board differs from the truth; it is empty when it does not.
func (f *follower) differs(truth palsim.Truth) string {
	seen := f.store.Snapshot()
	diff := cmp.Diff(pictureOf(truth, seen, f), pictureShown(seen, truth))
	if len(f.faults) > 0 {
		diff += fmt.Sprintf("\nfaults: %q", f.faults)
	}
	if counts := cmp.Diff(recount(seen), seen.Counts); counts != "" {
		diff += "\ncounts (-rows +counts):\n" + counts
	}
	if !slices.IsSortedFunc(seen.Calls, func(a, b *model.Conversation) int { return int(a.ID) - int(b.ID) }) {
		diff += "\nthe calls are not in the order of their ids"
	}
	return diff
}

// falsehoods finds what a board shows that is not so. It may show less than there
// is, and a state that is unknown.
func (f *follower) falsehoods(truth palsim.Truth) (lies []string) {
	s := f.store.Snapshot()
	talkers := map[string]palsim.TalkerTruth{}
	for _, t := range truth.Talkers {
		talkers[t.ID] = t
	}
	people := map[model.Who]palsim.ExtensionTruth{}
	for _, e := range truth.Extensions {
		people[model.Who{Tenant: e.Tenant, Number: e.Number}] = e
	}
	for _, e := range s.Extensions.All() {
		is := people[e.ID]
		if e.Registered != model.NotTold && (e.Registered == model.On) != is.Registered {
			lies = append(lies, fmt.Sprintf("%v registered: %v", e.ID, e.Registered))
		}
		if e.Voicemail.Known && int(e.Voicemail.New) != is.Voicemail.New {
			lies = append(lies, fmt.Sprintf("%v has %d messages", e.ID, e.Voicemail.New))
		}
		for _, t := range e.Talkers {
			if is, there := talkers[t.ID.Talker]; !there || t.State != model.Unknown && t.State != is.State {
				lies = append(lies, fmt.Sprintf("%v is %s", t.ID, t.State))
			}
		}
	}
	return append(lies, falseParks(s, truth)...)
}

func falseParks(s *model.Snapshot, truth palsim.Truth) (lies []string) {
	occupied := map[model.Who]bool{}
	for _, p := range truth.Parks {
		occupied[model.Who{Tenant: p.Tenant, Number: p.Number}] = true
	}
	for _, p := range s.Parks {
		if p.On != model.NotTold && (p.On == model.On) != occupied[p.ID] {
			lies = append(lies, fmt.Sprintf("%v occupied: %v", p.ID, p.On))
		}
	}
	return lies
}
