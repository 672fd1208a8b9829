package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// Open makes the form of an operation, filled with what the PBX tells of the item.
// It blocks until the PBX has answered.
func (d *Desk) Open(ctx context.Context, o Operation, item Item) (Form, error) {
	method := o.Method
	if item.Area == Everything {
		method = item.Name
	}
	f, ok := d.Form(method)
	if !ok {
		return Form{}, &Refusal{Why: "there is no method " + method}
	}
	if item.Area == Everything {
		f.unread = slices.Contains(readable, method)
		f.letBlankStay()
		return f, d.createIn(ctx, &f, item)
	}
	if !o.OnItem {
		if method == "setNote" {
			f.Title = "create note"
			f.create()
		}
		return f, d.createIn(ctx, &f, item)
	}
	f.Title = o.Name + " " + pal.NewText(item.Name).String()
	f.tenant = cmp.Or(item.Tenant, d.op.Tenant)
	f.about("tenant", f.tenant)
	err := d.fill(ctx, &f, o, item)
	if !f.Grave {
		f.again = func(ctx context.Context) (Form, error) { return d.Open(ctx, o, item) }
	}
	return f, err
}

func (d *Desk) fill(ctx context.Context, f *Form, o Operation, item Item) error {
	switch f.Method {
	case "setExtensionProperties":
		f.about("extension", item.Name)
		return d.fillExtension(ctx, f, item)
	case "deleteExtension":
		f.about("extension", item.Name)
		f.person = item.Person
	case "setNote":
		return d.fillNote(ctx, f, item)
	case "deleteNote":
		f.about("name", item.Name)
		return d.lockDeleted(ctx, f, item)
	case "setPlanSwitchTimer":
		return d.fillTimer(ctx, f, o, item)
	case "setDid":
		return d.fillDid(ctx, f, item)
	case "updateRouteVariables":
		return d.fillRoute(ctx, f, item)
	case "deleteRouteVariables":
		f.about("template", item.Group)
		f.about("name", item.Name)
		return d.aloneRoute(ctx, item.Group, item.Name)
	case "setTenantProperties":
		f.about("tenant", item.Name)
		return d.fillTenant(ctx, f, item)
	}
	return nil
}

func (d *Desk) fillNote(ctx context.Context, f *Form, item Item) error {
	note, err := fetch[map[string]pal.LongText](ctx, d, "getNote", d.inTenant(item.Tenant, map[string]any{"name": item.Name}))
	f.about("name", item.Name)
	for _, key := range []string{"description", "useraccess", "note"} {
		f.Fill(key, note[key].Raw())
	}
	d.lockNote(f, note["useraccess"].Raw())
	return err
}

// noNoteYet refuses to create a note that is there: setNote would write over it.
func (d *Desk) noNoteYet(ctx context.Context, values map[string]string) error {
	note, err := fetch[map[string]pal.LongText](ctx, d, "getNote", d.inTenant(values["tenant"], map[string]any{"name": values["name"]}))
	refused, ok := errors.AsType[*pal.Refused](err)
	switch {
	case ok && refused.Code == pal.CodeNotFound, err == nil && len(note) == 0:
		return nil
	case ok:
		return &FieldProblem{"name", Result(err)}
	case err != nil:
		return err
	}
	return &FieldProblem{"name", "there is such a note already: edit that one"}
}

func (d *Desk) fillTimer(ctx context.Context, f *Form, o Operation, item Item) error {
	number := o.Key
	f.about("extension", item.Name)
	f.about("number", number)
	tenant, err := d.aloneExtension(ctx, item.Name)
	if err != nil {
		return err
	}
	f.tenant = cmp.Or(tenant, f.tenant)
	schedule, err := fetch[pal.LongText](ctx, d, "getPlanSwitchTimer", map[string]any{"extension": item.Name, "number": number})
	f.Fill("schedule", schedule.Raw())
	return err
}

// fillExtension adds the properties of the extension's kind with their values. The
// kind is asked for first, and the stype by which groups and IVRs differ.
func (d *Desk) fillExtension(ctx context.Context, f *Form, item Item) error {
	kind, err := d.properties(ctx, item, []string{"type", "stype"})
	if err != nil {
		return err
	}
	f.kind = cmp.Or(item.Group, kind[0].Raw())
	f.Properties = propertiesOfKind(f.kind, kind[1].Raw())
	err = d.fillProperties(f, func(names []string) ([]pal.LongText, error) { return d.properties(ctx, item, names) })
	f.lockProperties()
	return err
}

// propertiesOfKind are those of a kind of extension and a stype, of which any may be
// chosen that the kind has. Of a stype that no table has they are those of all of them.
func propertiesOfKind(kind, stype string) pal.PropertyTable {
	table := pal.Properties(kind, stype)
	if len(table) == 0 {
		table = pal.Properties(kind, "")
	}
	if i := slices.IndexFunc(table, func(p pal.Property) bool { return p.Name == "stype" }); i >= 0 {
		table[i], _ = pal.FindProperty(kind, "", "stype")
	}
	return table
}

func (d *Desk) properties(ctx context.Context, item Item, names []string) ([]pal.LongText, error) {
	return d.fetchEach(ctx, "getExtensionProperties", names, d.inTenant(item.Tenant, map[string]any{"extension": item.Name}))
}

// fetchEach asks for properties by their names and gives one value for each, however many
// the PBX answers: those that it leaves out are empty, what it adds is about none of them.
func (d *Desk) fetchEach(ctx context.Context, method string, names []string, params map[string]any) ([]pal.LongText, error) {
	params["property_names"] = names
	values, err := fetch[[]pal.LongText](ctx, d, method, params)
	each := make([]pal.LongText, len(names))
	copy(each, values)
	return each, err
}

func (d *Desk) fillTenant(ctx context.Context, f *Form, item Item) error {
	return d.fillProperties(f, func(names []string) ([]pal.LongText, error) {
		return d.fetchEach(ctx, "getTenantProperties", names, map[string]any{"tenant": item.Name})
	})
}

// fillProperties makes a field of every property of the table that can be edited,
// with indices at 1, and fills in what ask tells. Secrets are never asked for.
func (d *Desk) fillProperties(f *Form, ask func(names []string) ([]pal.LongText, error)) error {
	var names []string
	for _, p := range f.Properties {
		name, ok := p.Example(p.Name[:indexAt(p.Name)])
		if !ok || slices.Contains(names, name) {
			continue
		}
		f.Fields = append(f.Fields, propertyField(p, name))
		if !p.Secret() {
			names = append(names, name)
		}
	}
	values, err := ask(names)
	if err != nil {
		return err
	}
	for i, name := range names {
		if name == "type" {
			f.about(name, values[i].Raw())
			continue
		}
		f.Fill(name, values[i].Raw())
	}
	return nil
}

// indexAt is where the first index of a property's name stands.
func indexAt(name string) int {
	for i, r := range name {
		if r == '[' {
			return i
		}
	}
	return len(name)
}

// propertyField is the field of a property under a concrete name.
func propertyField(p pal.Property, name string) Field {
	f := Field{
		Name: name, Label: name, Help: p.Help, Kind: p.Kind.String(), Secret: p.Secret(), Allowed: p.Allowed,
		Schedule: p.Kind == pal.ScheduleValue, Extension: p.Kind == pal.ExtensionValue,
		Check: func(value string) string {
			if err := p.Check(value); err != nil {
				return err.Error()
			}
			return ""
		},
	}
	switch {
	case p.Unit != "":
		f.Kind += ", " + p.Unit
	case p.Kind == pal.ChoiceValue:
		f.Kind = strings.Join(p.Allowed, ", ")
	}
	if p.Kind == pal.BoolValue {
		f.Allowed = []string{"true", "false"}
	}
	return f
}

// Offered are the properties that can be added to a form with these values, nil where the
// method takes none: of a group or an IVR they are those of the stype that is chosen.
func (f Form) Offered(values map[string]string) pal.PropertyTable {
	if f.index("stype") < 0 {
		return f.Properties
	}
	return propertiesOfKind(f.kind, values["stype"])
}

// Opener makes the form of something of one extension, filled with what there is.
type Opener func(ctx context.Context, extension model.Who) (Form, error)

// OpenNote is the note of a person: the one whose name is their number. One that
// is not there yet is an empty form; one that may not be read is an error.
func (d *Desk) OpenNote(ctx context.Context, extension model.Who) (Form, error) {
	f, _ := d.Form("setNote")
	f.Title = "note of " + pal.NewText(extension.Number).String()
	f.about("tenant", extension.Tenant)
	err := d.fillNote(ctx, &f, Item{Area: Notes, Tenant: extension.Tenant, Name: extension.Number})
	if refused, ok := errors.AsType[*pal.Refused](err); ok && refused.Code == pal.CodeNotFound {
		f.create()
		err = nil
	}
	f.again = func(ctx context.Context) (Form, error) { return d.OpenNote(ctx, extension) }
	return f, err
}

// forwarding are the properties that say where the calls of a person go (7.6), with what
// they are called here; read only.
var forwarding = []struct{ name, label string }{
	{"pln1_d_phoneforward", "rings also"},
	{"pln1_d_noanswerforward", "no answer: to"},
	{"pln1_d_busyforward", "busy: to"},
	{"pln1_d_ringertime", "no answer after (sec)"},
	{"noanswerforward.voicemail", "no answer: to voicemail"},
	{"busyforward.voicemail", "busy: to voicemail"},
}

// OpenForwarding is where the calls of a person go.
func (d *Desk) OpenForwarding(ctx context.Context, extension model.Who) (Form, error) {
	f, _ := d.Form("setExtensionProperties")
	f.Title = "forwarding of " + pal.NewText(extension.Number).String()
	f.Help = "Where their calls go when they are busy or do not answer, and who else rings."
	f.about("tenant", extension.Tenant)
	f.about("extension", extension.Number)
	all := pal.Properties(pal.UserExtension, "")
	names := make([]string, len(forwarding))
	for i, property := range forwarding {
		names[i] = property.name
		p, _ := all.Find(property.name)
		field := propertyField(p, property.name)
		field.Label, field.Help = property.label, property.name+": "+field.Help
		field.Extension = strings.HasSuffix(property.name, "forward")
		f.Fields = append(f.Fields, field)
	}
	values, err := d.properties(ctx, Item{Tenant: extension.Tenant, Name: extension.Number, Group: pal.UserExtension}, names)
	for i, value := range values {
		f.Fill(names[i], value.Raw())
	}
	f.Properties = all
	f.again = func(ctx context.Context) (Form, error) { return d.OpenForwarding(ctx, extension) }
	return f, err
}
