package tui

import (
	"slices"

	"cordboard/internal/desk"
	"cordboard/keymap"
	"cordboard/model"
	"cordboard/tui/pane"
)

// aim chooses targets from the board as it is shown.
func (a *App) aim() desk.Aim { return desk.Aim{Snap: a.snap, Own: a.Desk.Own()} }

// target is what an action would be about now. has is false when there is
// nothing.
func (a *App) target(action keymap.Action) (t desk.Target, has bool) {
	if t, ok := a.implied(action); ok {
		return t, true
	}
	pick, _ := a.views[a.active].list().Pick()
	switch {
	case action == keymap.TakeBack:
		return a.heldIn(pick)
	case a.ownFirst(pick) && slices.Contains(ownActs, action):
		return a.aim().None(), false
	case action == keymap.Call:
		// A call that is made is about no other: of what is selected only the tenant counts.
		t, has := a.picked(pick)
		return desk.Target{Tenant: t.Tenant, Epoch: t.Epoch}, has
	}
	return a.picked(pick)
}

// implied is the target that an action has by itself, whatever is selected: the
// longest parked call, the one phone that rings, the transfer begun last, the
// operator's own call.
func (a *App) implied(action keymap.Action) (desk.Target, bool) {
	pick, _ := a.views[a.active].list().Pick()
	switch action {
	case keymap.RetrieveOverdue:
		return a.longest()
	case keymap.Retrieve:
		if !a.onPark() {
			return a.longest()
		}
	case keymap.Answer:
		return a.ringing(pick)
	case keymap.TakeBack:
		if _, held := a.heldIn(pick); !held {
			return a.movedTarget()
		}
	case keymap.HangUp:
		if t, ok := a.ownIn(pick); ok {
			return t, true
		}
		return a.ownInstead(pick)
	case keymap.Park, keymap.ParkIn, keymap.Hold, keymap.DTMF, keymap.Transfer, keymap.TransferAttended, keymap.Record:
		return a.ownInstead(pick)
	}
	return desk.Target{}, false
}

// ownActs are about the operator's own call where typing searches, whoever was found.
var ownActs = []keymap.Action{
	keymap.Park, keymap.ParkIn, keymap.Hold, keymap.DTMF, keymap.Transfer, keymap.TransferAttended, keymap.Record, keymap.HangUp,
}

// ownFirst tells a cursor in the directory where typing searches: it stands where a
// search left it, on whom to reach, not on whose call to end.
func (a *App) ownFirst(pick pane.Pick) bool {
	return a.Keys.SearchesByTyping() && pick.Extension != model.Who{} && pick.Call == 0
}

// ownInstead is the operator's own call where no call is selected, or whom to reach.
func (a *App) ownInstead(pick pane.Pick) (desk.Target, bool) {
	nothing := pick.Call == 0 && pick.Park == (model.Who{}) && pick.Extension == (model.Who{})
	if !nothing && !a.ownFirst(pick) {
		return desk.Target{}, false
	}
	return a.ownCall()
}

// ownIn is the operator's own leg in a selected call: hanging up leaves a call of
// one's own, it does not end it for the others.
func (a *App) ownIn(pick pane.Pick) (desk.Target, bool) {
	own, ok := a.snap.Extension(a.Desk.Own())
	if !ok || pick.Call == 0 {
		return desk.Target{}, false
	}
	for _, t := range own.Talkers {
		if t.Call == pick.Call {
			return a.aim().Leg(own, t), true
		}
	}
	return desk.Target{}, false
}

// picked is the call of a selection.
func (a *App) picked(pick pane.Pick) (desk.Target, bool) {
	if c, ok := a.snap.Call(pick.Call); ok && c.Park.Empty() {
		return a.aim().Call(c), true
	}
	if e, ok := a.snap.Extension(pick.Extension); ok {
		if t, busy := a.aim().Extension(e); busy {
			return t, true
		}
	}
	if p, ok := a.parkOf(pick); ok {
		return a.aim().Park(p), true
	}
	return a.aim().None(), false
}

// parkOf is the taken place that a selection is, or whose call it is.
func (a *App) parkOf(pick pane.Pick) (*model.Park, bool) {
	if c, ok := a.snap.Call(pick.Call); ok && !c.Park.Empty() {
		pick.Park = model.Who{Tenant: c.Tenant, Number: c.Park.Raw()}
	}
	p, ok := a.snap.Park(pick.Park)
	return p, ok && p.On == model.On
}

// onPark tells that a parked call is selected.
func (a *App) onPark() bool {
	pick, _ := a.views[a.active].list().Pick()
	_, ok := a.parkOf(pick)
	return ok
}

// longest is the call that has been parked for longest where the operator's phone can
// retrieve it: in its own tenant.
func (a *App) longest() (desk.Target, bool) {
	p := longestPark(slices.DeleteFunc(slices.Clone(a.snap.Parks), func(p *model.Park) bool { return p.ID.Tenant != a.Desk.Own().Tenant }))
	if p == nil {
		return a.aim().None(), false
	}
	return a.aim().Park(p), true
}

// ringing is the call that rings at the operator's own phone: the selected one,
// or the only one.
func (a *App) ringing(pick pane.Pick) (desk.Target, bool) {
	own, ok := a.snap.Extension(a.Desk.Own())
	if !ok {
		return desk.Target{}, false
	}
	var rings []model.Talker
	for _, t := range own.Talkers {
		if t.State == model.Ringing {
			rings = append(rings, t)
		}
	}
	i := slices.IndexFunc(rings, func(t model.Talker) bool { return t.Call == pick.Call })
	if i < 0 && len(rings) == 1 {
		i = 0
	}
	if i < 0 {
		return desk.Target{}, false
	}
	return a.aim().Leg(own, rings[i]), true
}

// heldIn is the leg of a selected call that holds it while its owner speaks in
// another, as one who transfers attended does.
func (a *App) heldIn(pick pane.Pick) (desk.Target, bool) {
	c, ok := a.snap.Call(pick.Call)
	if !ok {
		return desk.Target{}, false
	}
	for _, p := range c.Parties() {
		e, ok := a.snap.Extension(p.Leg.Who())
		if ok && p.State == model.Held && len(e.Talkers) > 1 {
			return a.legTarget(p.Leg)
		}
	}
	return desk.Target{}, false
}

func (a *App) legTarget(leg model.Leg) (desk.Target, bool) {
	e, ok := a.snap.Extension(leg.Who())
	if !ok {
		return desk.Target{}, false
	}
	t, ok := a.snap.Talker(leg)
	if !ok {
		return desk.Target{}, false
	}
	return a.aim().Leg(e, t), true
}

// person is the extension that is selected and has no call: somebody to send a
// call to.
func (a *App) person() (*model.Extension, bool) {
	pick, _ := a.views[a.active].list().Pick()
	return a.snap.Extension(pick.Extension)
}

// ownCall is the one call of the operator's own that is up; of several the one that
// talks.
func (a *App) ownCall() (desk.Target, bool) {
	own, ok := a.snap.Extension(a.Desk.Own())
	if !ok {
		return desk.Target{}, false
	}
	in := func(states ...model.State) (up []model.Talker) {
		for _, t := range own.Talkers {
			if slices.Contains(states, t.State) {
				up = append(up, t)
			}
		}
		return up
	}
	up := in(model.Talking, model.Held)
	if len(up) > 1 {
		up = in(model.Talking)
	}
	if len(up) != 1 {
		return desk.Target{}, false
	}
	return a.aim().Leg(own, up[0]), true
}

// aimed is what an act is sent about when it is begun now: the operator's own call
// where it moves that one to the person who is selected.
func (a *App) aimed(action keymap.Action) (t desk.Target, has bool) {
	if t, _, ok := a.toPerson(action); ok {
		return t, true
	}
	return a.target(action)
}

// toPerson tells that an act moves the operator's own call to the person who is
// selected, rather than that person's call.
func (a *App) toPerson(action keymap.Action) (desk.Target, *model.Extension, bool) {
	if action != keymap.Transfer && action != keymap.TransferAttended {
		return desk.Target{}, nil, false
	}
	person, ok := a.person()
	if !ok || person.ID == a.Desk.Own() || len(person.Talkers) > 0 && !a.Keys.SearchesByTyping() {
		return desk.Target{}, nil, false
	}
	t, ok := a.ownCall()
	return t, person, ok
}
