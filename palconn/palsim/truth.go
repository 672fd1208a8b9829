package palsim

import (
	"cmp"
	"slices"
	"time"

	"cordboard/palconn/pal"
)

// Truth is the whole state of a PBX at one moment: a copy, sorted, to compare a
// model with. Times are whole milliseconds, as on the wire.
type Truth struct {
	// Extensions are the users, sorted by tenant and number.
	Extensions []ExtensionTruth
	// Talkers are sorted by id.
	Talkers []TalkerTruth
	// Parks are the occupied places, sorted by tenant and number.
	Parks []ParkTruth
	// Lines are all shared lines, sorted by tenant and name.
	Lines []LineTruth
}

// ExtensionTruth is one user.
type ExtensionTruth struct {
	Tenant, Number, Name string
	Registered           bool
	// Voicemail counts messages.
	Voicemail VoicemailTruth
	// Recording tells that at least one of its talkers is recorded.
	Recording bool
}

// VoicemailTruth are the counts of notify_voicemail (PAL guide 5.6).
type VoicemailTruth struct{ New, Unread, Read, Saved int }

// TalkerTruth is one leg of a call.
type TalkerTruth struct {
	Tenant string
	// User is the extension; for an outside party, its number.
	User string
	Name string
	ID   string
	Room string
	// State is never Unknown, Ending or Gone: what ends is gone at once.
	State pal.State
	// OtherNumber and OtherName are what this talker was last told.
	OtherNumber, OtherName string
	// Since is when State began.
	Since time.Time
	// Recording tells that this talker is recorded.
	Recording bool
	// Outside marks a party that is no extension (a caller from outside, a voicemail
	// box). No notification is ever sent about it.
	Outside bool
	// Barge is nil unless the talker barged in.
	Barge *BargeMode
}

// BargeMode is what one who barged in hears and says.
type BargeMode struct {
	Listen bool
	// Speak is "true", "false" or "tutor".
	Speak string
}

// ParkTruth is an occupied parking place.
type ParkTruth struct {
	Tenant, Number string
	// Room and Talker are those of the parked party.
	Room, Talker string
	// WhoNumber and WhoName are the parked party.
	WhoNumber, WhoName string
	// By is the extension that parked it.
	By    string
	Since time.Time
}

// LineTruth is a shared line.
type LineTruth struct {
	Tenant, Line string
	On           bool
	// Room, LineTalker (the leg of the outside party, line_talker_id on the wire),
	// User (the extension that is in the call, line_talker) and UserTalker (its leg,
	// assigned_talker_id) are empty while no call is on the line. User and UserTalker
	// are empty too while nobody is in the call, as when it is parked.
	Room, LineTalker, User, UserTalker string
}

// Truth returns a copy of the present state.
func (p *PBX) Truth() Truth {
	p.mu.Lock()
	defer p.mu.Unlock()
	var truth Truth
	for _, tn := range p.tenants {
		for e := range tn.allUsers() {
			truth.Extensions = append(truth.Extensions, e.truth())
		}
		for _, place := range tn.places {
			if place.talker != nil {
				truth.Parks = append(truth.Parks, place.truth())
			}
		}
		for _, line := range tn.lines {
			truth.Lines = append(truth.Lines, line.truth())
		}
	}
	for _, t := range p.talkers {
		truth.Talkers = append(truth.Talkers, t.truth())
	}
	truth.sort()
	return truth
}

func (t *Truth) sort() {
	slices.SortFunc(t.Extensions, func(a, b ExtensionTruth) int {
		return cmp.Or(cmp.Compare(a.Tenant, b.Tenant), compareNumbers(a.Number, b.Number))
	})
	slices.SortFunc(t.Talkers, func(a, b TalkerTruth) int { return compareNumbers(a.ID, b.ID) })
	slices.SortFunc(t.Parks, func(a, b ParkTruth) int {
		return cmp.Or(cmp.Compare(a.Tenant, b.Tenant), compareNumbers(a.Number, b.Number))
	})
	slices.SortFunc(t.Lines, func(a, b LineTruth) int {
		return cmp.Or(cmp.Compare(a.Tenant, b.Tenant), cmp.Compare(a.Line, b.Line))
	})
}

// compareNumbers sorts texts of digits by value: shorter first.
func compareNumbers(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

func (e *extension) truth() ExtensionTruth {
	return ExtensionTruth{
		Tenant: e.tenant.name, Number: e.number, Name: e.name(),
		Registered: e.registered, Voicemail: e.voicemail, Recording: e.recorded(),
	}
}

func (t *talker) truth() TalkerTruth {
	truth := TalkerTruth{
		Tenant: t.tenant.name, User: t.party.number, Name: t.party.name, ID: t.id(), Room: t.room.id,
		State: t.state, OtherNumber: t.other.number, OtherName: t.other.name, Since: t.since,
		Recording: t.recording, Outside: t.ext == nil,
	}
	if t.barge != nil {
		mode := *t.barge
		truth.Barge = &mode
	}
	return truth
}

func (p *place) truth() ParkTruth {
	return ParkTruth{
		Tenant: p.tenant.name, Number: p.number, Room: p.talker.room.id, Talker: p.talker.id(),
		WhoNumber: p.talker.party.number, WhoName: p.talker.party.name, By: p.by.number, Since: p.talker.since,
	}
}

func (l *line) truth() LineTruth {
	return LineTruth{
		Tenant: l.tenant.name, Line: l.name, On: l.told.on, Room: l.told.room,
		LineTalker: l.told.lineTalker, User: l.told.user, UserTalker: l.told.userTalker,
	}
}
