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

// target is what an action would be about now: the selection, or what the action
// itself names. has is false when there is nothing.
func (a *App) target(action keymap.Action) (t desk.Target, has bool) {
	pick, _ := a.views[a.active].list().Pick()
	switch action {
	case keymap.RetrieveOverdue:
		return a.longest()
	case keymap.TakeBack:
		if t, ok := a.takeBack(pick); ok {
			return t, true
		}
	case keymap.Answer:
		if t, ok := a.ringing(pick); ok {
			return t, true
		}
	case keymap.Retrieve:
		if t, ok := a.parkedPick(pick); ok {
			return t, true
		}
		return a.longest()
	}
	return a.picked(pick)
}

// picked is the call of a selection.
func (a *App) picked(pick pane.Pick) (desk.Target, bool) {
	if c, ok := a.snap.Call(pick.Call); ok {
		return a.aim().Call(c), true
	}
	if e, ok := a.snap.Extension(pick.Extension); ok {
		if t, busy := a.aim().Extension(e); busy {
			return t, true
		}
	}
	if p, ok := a.snap.Park(pick.Park); ok && p.On == model.On {
		return a.aim().Park(p), true
	}
	return a.aim().None(), false
}

// parkedPick is the place of a selection that is parked.
func (a *App) parkedPick(pick pane.Pick) (desk.Target, bool) {
	if c, ok := a.snap.Call(pick.Call); ok && !c.Park.Empty() {
		pick.Park = model.Who{Tenant: c.Tenant, Number: c.Park.Raw()}
	}
	p, ok := a.snap.Park(pick.Park)
	if !ok || p.On != model.On {
		return desk.Target{}, false
	}
	return a.aim().Park(p), true
}

// longest is the call that has been parked for longest.
func (a *App) longest() (desk.Target, bool) {
	p := a.longestPark()
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

// takeBack is the leg of an attended transfer: of the selection, or the one begun
// last.
func (a *App) takeBack(pick pane.Pick) (desk.Target, bool) {
	if c, ok := a.snap.Call(pick.Call); ok {
		for _, p := range c.Parties() {
			if p.State == model.Held && !p.Outside() {
				return a.legTarget(p.Leg)
			}
		}
	}
	if a.moved == nil {
		return desk.Target{}, false
	}
	return a.legTarget(a.moved.leg)
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

// ownCall is the one call of the operator's own that is up.
func (a *App) ownCall() (desk.Target, bool) {
	own, ok := a.snap.Extension(a.Desk.Own())
	if !ok {
		return desk.Target{}, false
	}
	var up []model.Talker
	for _, t := range own.Talkers {
		if t.State == model.Talking || t.State == model.Held {
			up = append(up, t)
		}
	}
	if len(up) != 1 {
		return desk.Target{}, false
	}
	return a.aim().Leg(own, up[0]), true
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
