package desk

import (
	"cmp"
	"slices"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// idsOfCalls are the fields that name a call by an id, which means something on one
// connection alone: the next gives the same ids to other calls. Read only.
var idsOfCalls = []string{"tid", "talker_id", "rid"}

// placeField is the field by which unpark names a call: the place that it stands in, where
// another may stand by the time it is sent.
const placeField = "number"

// namesCall tells a method that names a call by an id, or by its place.
func namesCall(m pal.Method) bool {
	return m.Name == methodOf[Retrieve] ||
		slices.ContainsFunc(m.Params, func(p pal.Param) bool { return slices.Contains(idsOfCalls, p.Name) })
}

// idField is the field in which a call was named.
func (f Form) idField(values map[string]string) string {
	if f.Method == methodOf[Retrieve] {
		return placeField
	}
	for _, name := range idsOfCalls {
		if values[name] != "" {
			return name
		}
	}
	return ""
}

// bindToCall freezes the call that was typed into a form, as it stands on the board now.
func (d *Desk) bindToCall(f Form, values map[string]string) (Form, error) {
	if f.intent = nil; values["tid"] != "" && values["rid"] != "" {
		return f, &FieldProblem{"rid", "leave one of tid and rid empty: they may be two calls"}
	}
	if err := d.callHolds(f, values); err != nil {
		return f, err
	}
	intent := d.intentOf(d.store.Snapshot(), f, values)
	f.intent = &intent
	if d.isOwn(f, values) && intent.Target.aim == atNothing {
		return f, &FieldProblem{"tid", "is not on the board, where your own barge is shown while it lasts"}
	}
	return f, nil
}

// callHolds tells with a *Changed that a form on a call is not about what it was: on
// another connection, or when the board shows another call than the form is bound to.
func (d *Desk) callHolds(f Form, values map[string]string) error {
	snap := d.store.Snapshot()
	switch {
	case snap.Sure != model.Live:
		return &Refusal{Why: d.staleWhy(snap)}
	case snap.Epoch != f.epoch:
		return d.callChanged(f, values, "the PBX was connected to again since this form was opened: the id may be another call's now")
	case f.intent == nil:
		return nil
	}
	if _, after, ok := f.intent.same(snap); !ok {
		return d.callChanged(f, values, "changed meanwhile: now "+after)
	}
	if now := d.intentOf(snap, f, values); f.intent.Target.aim == atNothing && now.Target.aim != atNothing {
		return d.callChanged(f, values, "on the board meanwhile: "+now.Target.describe())
	}
	return nil
}

func (d *Desk) callChanged(f Form, values map[string]string, problem string) error {
	now, _ := d.Form(f.Method)
	return &Changed{Form: now, Fields: []FieldProblem{{f.idField(values), problem}}}
}

// intentOf is what a form asks for, with the one call on the board that has the id that
// was typed; about nothing when none has, or several have.
func (d *Desk) intentOf(snap *model.Snapshot, f Form, values map[string]string) Intent {
	i := Intent{Place: values[placeField]}
	for act, method := range methodOf {
		if f.Method == method || f.Method == methodFor(act, Target{Recording: pal.On, State: pal.Held}) {
			i.Act = act
		}
	}
	found := d.aimed(snap, f, values)
	if len(found) == 1 {
		i.Target = found[0]
		return i
	}
	i.Target = Aim{Snap: snap, Own: d.Own()}.None()
	return i
}

// aimed are the calls on the board with the ids, or in the place, that were typed.
func (d *Desk) aimed(snap *model.Snapshot, f Form, values map[string]string) (found []Target) {
	aim, tenant := Aim{Snap: snap, Own: d.Own()}, d.tenantTyped(values)
	field := f.idField(values)
	is := func(id, of string) bool { return id == values[field] && (tenant == "" || of == tenant) }
	switch field {
	case placeField:
		for _, p := range snap.Parks {
			if p.On == pal.On && is(p.Number.Raw(), p.ID.Tenant) {
				found = append(found, aim.Park(p))
			}
		}
		return found
	case "rid":
		for _, c := range snap.Calls {
			if is(c.Room.Raw(), c.Tenant) {
				found = append(found, aim.Call(c))
			}
		}
		return found
	}
	for _, e := range snap.Extensions.All() {
		for _, talker := range e.Talkers {
			if is(talker.ID.Talker, e.ID.Tenant) {
				found = append(found, aim.Leg(e, talker))
			}
		}
	}
	return found
}

// tenantTyped is the tenant that a form is about; empty where the PBX need not be told.
func (d *Desk) tenantTyped(values map[string]string) string {
	if d.Login() != pal.BySA {
		return ""
	}
	return cmp.Or(values["tenant"], d.op.Tenant)
}

// sayCall tells whose the call is that a form is bound to.
func (f Form) sayCall(values map[string]string) string {
	if f.intent.Target.aim != atNothing {
		return f.intent.Target.describe()
	}
	field := f.idField(values)
	id := pal.NewText(values[field]).String()
	if field == placeField {
		return "Who is in " + id + " is not known."
	}
	return "What has " + field + " " + id + " is not known: it is on the board not at all, or not once alone."
}
