package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// Field is one thing that a form asks for.
type Field struct {
	// Name is what the value is sent as.
	Name, Label, Help, Kind string
	// Value is what there is now, raw as the PBX told it; a secret never has one.
	Value            string
	Required, Secret bool
	// Needed is why it is required, where that is more than that it is.
	Needed string
	// Schedule and Extension tell a value that can be said in words, or chosen from
	// the directory.
	Schedule, Extension bool
	// Fixed is shown and cannot be changed: what the form is about.
	Fixed bool
	// Multiline is a text of several lines.
	Multiline bool
	Allowed   []string
	// Check says what is wrong with a value, in words; empty when it can be sent.
	Check func(string) string
}

// Form is a method of the PBX to be filled in.
type Form struct {
	Method, Title, Help string
	Fields              []Field
	// Properties are those of what the form is about, as the PBX told of what kind it is;
	// nil where the method takes none.
	Properties pal.PropertyTable
	// Grave forms create, delete or end a call: they are sent after a y only. Creates
	// tells those that create.
	Grave, Creates bool
	// Changes tells that it changes something.
	Changes bool
	// Why is why this operator may not send it; empty when they may.
	Why string
	// Locked is why all of it is fixed: it is to be read, and is not sent; empty where it can
	// be.
	Locked string
	// byUser tells that the login is a user's.
	byUser bool
	// BlankStays tells that a value left blank stays as the PBX has it, and that
	// Emptied empties it.
	BlankStays bool
	// tenant has what the form is about; empty where that is typed, or not known.
	tenant string
	// kind is that of the extension that the form is about, where its properties are asked.
	kind string
	// person is the name of the extension that the form is about.
	person string
	// route is what the PBX told of the route that the form is about.
	route pal.Route
	// onCall tells that it names a call, epoch on which connection it was made then.
	onCall bool
	epoch  uint64
	// intent is what such a form does to which call, once Read has looked at the board.
	intent *Intent
	// unread tells that it is about something that the PBX has and was not asked for.
	unread bool
	// unknown is why the PBX does not tell what the form is about; empty when it did, or
	// was not asked.
	unknown string
	// again makes the form anew, with what the PBX has now; nil where nothing that the
	// PBX told is in it.
	again func(context.Context) (Form, error)
}

// Emptied is typed for a value that shall be empty, where blank leaves it as it is.
const Emptied = `""`

// FieldProblem is a value that cannot be sent, or that the PBX refused.
type FieldProblem struct{ Field, Problem string }

// Error implements error.
func (e *FieldProblem) Error() string {
	if e.Field == "" {
		return e.Problem
	}
	return e.Field + ": " + e.Problem
}

// creating and ending are the methods that create, and that delete or end a call,
// whatever is filled in; read only.
var (
	creating = []string{"createExtension", "createTenant", "insertRouteVariables"}
	ending   = []string{"deleteExtension", "deleteNote", "deleteRouteVariables", "disconnect"}
)

// Form makes the empty form of a method.
func (d *Desk) Form(name string) (Form, bool) {
	m, ok := pal.FindMethod(name)
	if !ok {
		return Form{}, false
	}
	f := Form{
		Method: m.Name, Title: m.Name, Help: m.Help, Grave: slices.Contains(ending, m.Name),
		Changes: m.Changes, Why: d.op.Role.WhyNot(m, d.Login()), byUser: d.Login() == pal.ByUser,
	}
	if slices.Contains(creating, m.Name) {
		f.create()
	}
	if f.onCall = namesCall(m); f.onCall {
		f.epoch = d.store.Snapshot().Epoch
	}
	for _, p := range m.Params {
		switch {
		case p.Name == "tenant" && !p.Required && d.Login() != pal.BySA:
		case p.Kind == pal.KindRoute:
			f.Fields = append(f.Fields, routeFields()...)
		case p.Kind == pal.KindObject:
			f.Properties = propertiesOf(m.Name)
		default:
			f.Fields = append(f.Fields, d.field(p))
		}
	}
	switch m.Name {
	case methodOf[Barge]:
		f.askAsBarge()
	// The others are about one that is not there yet.
	case "createTenant":
		f.Fill("tenant", "")
	case "createExtension":
		f.Fields[f.index("extension")].Extension = false
	}
	return f, true
}

func (d *Desk) field(p pal.Param) Field {
	f := Field{
		Name: p.Name, Label: p.Name, Help: p.Help, Kind: p.Kind.String(), Required: p.Required, Secret: p.Secret,
		Allowed: p.Allowed, Multiline: p.Name == "note", Schedule: p.Kind == pal.KindSchedule,
		Extension: p.Name == "extension" || p.Name == "user" || p.Name == "from" || p.Name == "to",
	}
	if p.Kind == pal.KindInt || p.Kind == pal.KindSchedule {
		f.Check = func(value string) string { return wrong(p, value) }
	}
	switch {
	case p.Name == "tenant":
		f.Value = d.op.Tenant
	case p.Name == "update_password":
		f.Help += "; left blank, whether one is typed"
		f.Allowed = []string{"true", "false"}
	case p.Kind == pal.KindTexts:
		f.Allowed, f.Help = nil, p.Help+"; separated by commas"
	case p.Kind == pal.KindBool:
		f.Allowed = []string{"true", "false"}
	}
	return f
}

// create makes a form of something that is not there yet.
func (f *Form) create() { f.Grave, f.Creates = true, true }

// letBlankStay makes a form of something that is there already and that was not
// asked for: what nobody has seen must not be emptied.
func (f *Form) letBlankStay() {
	if f.Method != "updateRouteVariables" && f.Method != "setDid" {
		return
	}
	f.BlankStays = true
	f.Help += " What is left blank stays as it is; " + Emptied + " empties it."
	for i := range f.Fields {
		if f.Fields[i].Name == "enabled" {
			f.Fields[i].Required = false
		}
	}
}

// Made is the item that a form with these values creates; false for a form that creates
// none.
func (f Form) Made(values map[string]string) (Item, bool) {
	item := Item{Tenant: values["tenant"]}
	switch {
	case !f.Creates:
		return Item{}, false
	case f.Method == "createExtension":
		item.Area, item.Name, item.Group = Extensions, values["extension"], values["type"]
	case f.Method == "insertRouteVariables":
		item = Item{Area: Routes, Tenant: values["route-tenant"], Name: values["route-name"], Group: values["template"]}
	case f.Method == "createTenant":
		item = Item{Area: Tenants, Name: values["tenant"]}
	case f.Method == "setNote":
		item.Area, item.Name = Notes, values["name"]
	}
	return item, true
}

// propertiesOf are those that a method can set; of an extension those of every kind, until
// its own is known.
func propertiesOf(method string) pal.PropertyTable {
	if method == "setTenantProperties" {
		return pal.TenantProperties()
	}
	return pal.Properties("", "")
}

// Refuses says why a property cannot be added to the form by its name; empty when it
// can. Those of tenants are all there are, those of extensions are not.
func (f Form) Refuses(name string) string {
	if _, known := f.Properties.Find(name); known || f.Method != "setTenantProperties" {
		return ""
	}
	names := make([]string, len(f.Properties))
	for i, p := range f.Properties {
		names[i] = p.Name
	}
	return "must be one of: " + strings.Join(names, ", ")
}

// Fill puts a raw value that the PBX told into a field, unless it is what the form
// is about. One of a few values cannot be emptied, and need not be given where the
// PBX told none.
func (f *Form) Fill(name, raw string) {
	i := f.index(name)
	if i < 0 || f.Fields[i].Secret || f.Fields[i].Fixed {
		return
	}
	f.Fields[i].Value = raw
	if len(f.Fields[i].Allowed) > 0 {
		f.Fields[i].Required = raw != ""
	}
}

// about fills in what a form is about, which cannot be changed any more.
func (f *Form) about(name, raw string) {
	if i := f.index(name); i >= 0 {
		f.Fields[i].Value, f.Fields[i].Fixed = raw, true
	}
}

// index is that of the field with a name, -1 when there is none.
func (f *Form) index(name string) int {
	return slices.IndexFunc(f.Fields, func(field Field) bool { return field.Name == name })
}

// Check says what is wrong with the values of a form that was filled in, as a
// *FieldProblem, and asks nobody. Values are by the fields' names, those that were
// not changed as the PBX told them.
func (f Form) Check(values map[string]string) error {
	if f.Locked != "" {
		return &FieldProblem{Problem: f.Locked}
	}
	_, err := f.params(values)
	return err
}

// Submit sends a form that was filled in, with values as Check takes them. A
// *FieldProblem says what is wrong before anything is sent, a *Changed that somebody
// else has changed the same thing since it was opened: then nothing is sent. Once it is
// sent its answer is waited for as Do does.
func (d *Desk) Submit(ctx context.Context, f Form, values map[string]string) (Table, error) {
	if err := f.Check(values); err != nil {
		return Table{}, err
	}
	f, err := d.lookBefore(ctx, f, values)
	if err != nil {
		return Table{}, f.refused(err, values)
	}
	params, err := f.params(values)
	if err != nil {
		return Table{}, err
	}
	if ctx.Err() != nil {
		return Table{}, &Refusal{Why: errEnding.Error()}
	}
	o := order{
		request: pal.Custom{Name: f.Method, Params: params}, secrets: f.secrets(values), reason: values[bargeReason],
		epoch: f.epoch, tenant: f.tenant,
	}
	o.holds = func(took time.Duration) error { return d.holdsStill(ctx, f, values, took) }
	if f.intent != nil {
		o.about = f.sayCall(values)
	}
	result, err := d.invoke(d.life, o)
	if err != nil {
		return Table{}, f.refused(err, values)
	}
	d.learn(d.life, f, values)
	return newTable(result).hiding(f.Method, values).naming(f.Method, values), nil
}

// params are the values as the method takes them, checked by the table.
func (f Form) params(values map[string]string) (jsontext.Value, error) {
	m, ok := pal.FindMethod(f.Method)
	if !ok {
		return nil, &FieldProblem{Problem: "there is no method " + f.Method}
	}
	if err := checkPassword(values); err != nil {
		return nil, err
	}
	params, err := m.ParseArgs(f.args(m, values))
	if err == nil && m.Name == methodOf[Barge] {
		return params, checkBarge(pal.Custom{Name: m.Name, Params: params}, values[bargeReason])
	}
	return params, problemOf(err)
}

// args writes the values as the arguments that the table of methods checks.
func (f Form) args(m pal.Method, values map[string]string) []string {
	var args []string
	for _, p := range m.Params {
		value := values[p.Name]
		if p.Name == "update_password" {
			value = updatesPassword(values)
		}
		switch {
		case p.Kind == pal.KindRoute:
			args = append(args, p.Name+":="+f.routeJSON(values))
		case p.Kind == pal.KindObject:
			args = append(args, p.Name+":="+f.properties(m, values))
		case value == "" && !f.emptied(p.Name):
		case f.Method == "setDid" && !p.Required && f.unchanged(p.Name, value):
			// What is not named stays.
		case f.Empties(p.Name, value):
			args = append(args, p.Name+"=")
		case p.Name == "note", p.Kind == pal.KindSchedule && f.unchanged(p.Name, value):
			// As JSON it goes as it is.
			args = append(args, p.Name+":="+quote(value))
		default:
			args = append(args, p.Name+"="+value)
		}
	}
	return args
}

// problemOf tells at which field a wrong argument stands.
func problemOf(err error) error {
	usage, ok := err.(*pal.UsageError)
	if !ok {
		return err
	}
	return &FieldProblem{Field: strings.TrimPrefix(usage.Param, "values."), Problem: usage.Problem}
}

// wrong is what is wrong with the value of a parameter; empty when nothing is.
func wrong(p pal.Param, value string) string {
	m := pal.Method{Params: []pal.Param{p}}
	_, err := m.ParseArgs([]string{p.Name + "=" + value})
	if usage, ok := errors.AsType[*pal.UsageError](err); ok {
		return usage.Problem
	}
	return ""
}

// SaySchedule is a schedule P…A…W…D…T… in words, or what is wrong with it.
func SaySchedule(text string) string {
	schedule, err := pal.ParseSchedule(text)
	if err != nil {
		return err.Error()
	}
	return schedule.Words()
}
