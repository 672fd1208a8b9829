package model

import (
	"sort"
	"time"

	"cordboard/palconn/pal"
)

// Sure says how far what is shown can be trusted.
type Sure uint8

// Live follows the PBX; Stale was true when the line to it broke; Unsure is
// shown while the first connection has not told everything yet.
const (
	Unsure Sure = iota
	Live
	Stale
)

// Link is how the line to the PBX is.
type Link uint8

// The states of the line. Stopped is one that will not come back by itself.
const (
	Connecting Link = iota
	Up
	Reconnecting
	Inactive
	Stopped
)

// Snapshot is the state at one moment. It never changes.
type Snapshot struct {
	// Version grows with every change; equal versions are equal snapshots.
	Version uint64
	// Epoch is the connection that the rows come from; 0 before the first.
	Epoch uint64
	Sure  Sure
	// Link is how the line to the PBX is.
	Link Link
	// AsOf is when the line was lost; zero while it is live.
	AsOf time.Time
	// Why is what broke the line, in words; empty while it is live.
	Why string
	// Replays are the kinds of which all is known: this PBX has shown that it tells its
	// present state after a login. Of the others there may be more than is shown:
	// calls begun before Since.
	Replays Kinds
	// Since is when the epoch began.
	Since time.Time

	Extensions Rows[Extension]
	// Names grows when an extension appears, is renamed or deleted: what an order or an
	// index of names depends on.
	Names uint64
	// Boxes are the places in Extensions of those whose voicemail was told.
	Boxes []int32
	// Messages and Recordings tell of how many extensions the sums of the voicemail and
	// of the recordings are known.
	Messages, Recordings Extent
	// Calls are the conversations in the order they began (by ID).
	Calls []*Conversation
	// Parks and Lines are in the order of their numbers.
	Parks []*Park
	Lines []*Line
	// Ended are the last conversations that ended, the newest last. Unseen is how many
	// of them were lost from sight when the line last broke.
	Ended  []*Ended
	Unseen int
	Counts Counts

	index *index
	// unsure is until when times are but the latest that they can be.
	unsure time.Time
}

// AtLeast reports whether something has lasted since this time at least, and nobody
// knows for how long before: the clock of the PBX that told it is not known yet.
func (s *Snapshot) AtLeast(since time.Time) bool {
	return since.Before(s.unsure)
}

// Extent tells of how many a sum is known.
type Extent uint8

// The extents. Of some, a sum is the least that it can be.
const (
	ToldOfNone Extent = iota
	ToldOfSome
	ToldOfAll
)

// Counts are the figures of the top line. Each conversation counts once.
type Counts struct {
	Ringing, Talking, Held, Parked int
	// NewMessages is the sum over all extensions that told it.
	NewMessages int
	Recording   int
}

// Identity is what of an extension never changes within an epoch, so that all its
// rows share it.
type Identity struct {
	ID     Who
	Number pal.Text
}

// Extension is one row of the directory.
type Extension struct {
	*Identity
	// Rev grows with every change of the row, here and in the rows below.
	Rev                   uint64
	Name                  pal.Text
	Voicemail             Voicemail
	Registered, Recording pal.Switch
	// Deleted tells that the PBX has it no more: it is listed nowhere.
	Deleted bool
	// Talkers are its legs, in the order they began.
	Talkers []Talker
}

// Main is the talker by which an extension is described when it has several: one
// that talks, then one that rings, then the others. ok is false without a call.
func (e *Extension) Main() (main Talker, ok bool) {
	for _, t := range e.Talkers {
		if !ok || weight[t.State] > weight[main.State] {
			main, ok = t, true
		}
	}
	return main, ok
}

// weight orders the states by how much they say of a person.
var weight = map[State]int{Talking: 6, Ringing: 5, Calling: 4, Held: 3, Parked: 2, Ending: 1}

// Voicemail is how many messages a box holds; nothing is known until Known.
type Voicemail struct {
	New, Unread, Read, Saved int32
	Known                    bool
}

// Talker is one leg of a user.
type Talker struct {
	ID    Leg
	Call  CallID
	Room  pal.Text
	State pal.State
	// Code is the last code, also one that is not known.
	Code pal.Code
	// Caller tells that this leg made the call.
	Caller bool
	Number pal.Text
	Name   pal.Text
	// Other and OtherName are the other side, as the PBX tells it to this leg.
	Other, OtherName pal.Text
	// Began is when the leg appeared, Since when its state began.
	Began, Since time.Time
	Recording    pal.Switch
	// Note is the last flag of a transfer: 47 answered, 48 failed, 0 none.
	Note pal.Code
}

// Party is one side of a conversation.
type Party struct {
	// Leg is zero for a party outside.
	Leg          Leg
	Number, Name pal.Text
	State        pal.State
	Since        time.Time
}

// Outside reports whether the PBX tells only the number of this party.
func (p Party) Outside() bool { return p.Leg.IsZero() }

// Label is what the party is called: number and name, or what there is of them.
func (p Party) Label() string {
	switch {
	case p.Name.Empty() && p.Number.Empty():
		return "unknown"
	case p.Name.Empty():
		return p.Number.String()
	case p.Number.Empty():
		return p.Name.String()
	}
	return p.Number.String() + " " + p.Name.String()
}

// Conversation is a room with those in it.
type Conversation struct {
	ID     CallID
	Rev    uint64
	Tenant string
	Room   pal.Text
	Epoch  uint64
	// From made the call and To was called. Joined came in later. In a park From is
	// who waits, To who put them there, Gone when their phone has let go, and
	// Joined are the phones that ring for the call.
	From, To     Party
	Joined       []Party
	State        pal.State
	Began, Since time.Time
	Recording    pal.Switch
	// Park is the place it is parked in; empty when it is not.
	Park pal.Text
	// Line is the shared line it came or went by; empty for none.
	Line pal.Text
	// History is what happened to it, the oldest first.
	History []Step
}

// Parties are all those in the conversation, the caller first.
func (c *Conversation) Parties() []Party {
	all := make([]Party, 0, 2+len(c.Joined))
	for _, p := range append([]Party{c.From, c.To}, c.Joined...) {
		known := !p.Number.Empty() || !p.Leg.IsZero() || !p.Name.Empty()
		if known && p.State != Gone {
			all = append(all, p)
		}
	}
	return all
}

// Step is one thing that happened to a conversation.
type Step struct {
	At time.Time
	// Number is whose leg it was; Code what the PBX said of it.
	Number pal.Text
	Code   pal.Code
	// Known is false for a code that stands in no table.
	Known bool
	State pal.State
	// reckoned tells that At was reckoned from the clock of the PBX.
	reckoned bool
}

// Park is a place to park a call in.
type Park struct {
	ID     Who
	Rev    uint64
	Number pal.Text
	// On is NotTold until the PBX has said something of this place.
	On pal.Switch
	// Call is the conversation parked here, 0 when none is known.
	Call CallID
	// Parked waits here; By parked it. Either can be unknown.
	Parked, By Party
	Since      time.Time
	// Stay tells one stay in the place from another: Since may be known better later.
	Stay uint32
}

// Line is a shared line.
type Line struct {
	ID     Who
	Rev    uint64
	Number pal.Text
	On     pal.Switch
	Call   CallID
	// Talker holds the line; Outside is the party at its other end.
	Talker  pal.Text
	Outside Party
	// Since is zero for a line that was taken before we came.
	Since time.Time
}

// Ended is a conversation that is over.
type Ended struct {
	ID     CallID
	Tenant string
	// Room names it at its PBX: by the id of its room, or by its talker where no room
	// was told.
	Room       string
	From, To   Party
	Began, End time.Time
	// Talked is how long it was connected; 0 when it was never answered.
	Talked   time.Duration
	Answered bool
	// Unseen tells that it ended, or nobody knows whether it did, while the line was
	// down: End is when it was last seen.
	Unseen bool
	// ResCode and Q850 are what the PBX said of the last leg.
	ResCode, Q850 pal.Text
}

// Extension finds an extension by identity.
func (s *Snapshot) Extension(id Who) (*Extension, bool) {
	i, ok := s.index.find(id)
	if !ok || i >= s.Extensions.Len() {
		return nil, false
	}
	return s.Extensions.At(i), true
}

// Call finds a conversation by identity.
func (s *Snapshot) Call(id CallID) (*Conversation, bool) {
	i := sort.Search(len(s.Calls), func(i int) bool { return s.Calls[i].ID >= id })
	if i == len(s.Calls) || s.Calls[i].ID != id {
		return nil, false
	}
	return s.Calls[i], true
}

// Talker finds a leg by identity.
func (s *Snapshot) Talker(leg Leg) (Talker, bool) {
	ext, ok := s.Extension(leg.Who())
	if !ok {
		return Talker{}, false
	}
	for _, t := range ext.Talkers {
		if t.ID == leg {
			return t, true
		}
	}
	return Talker{}, false
}

// Park finds a place by identity.
func (s *Snapshot) Park(id Who) (*Park, bool) {
	for _, p := range s.Parks {
		if p.ID == id {
			return p, true
		}
	}
	return nil, false
}
