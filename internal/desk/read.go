package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// readable are the methods that change what the PBX can tell; read only.
var readable = []string{
	"setExtensionProperties", "setNote", "setPlanSwitchTimer", "setDid", "updateRouteVariables", "setTenantProperties",
}

func isReadable(method string) bool { return slices.Contains(readable, method) }

// Unread tells that a form names what it is about in values that are typed, so that Read
// must look at it before it is sent.
func (f Form) Unread() bool {
	return f.onCall || f.unread
}

// Read makes the form that is sent of one that was filled in: bound to the call that it
// names, or of the same thing with all that the PBX has of it now. Where the PBX does not
// tell that, it is the form as it is, and Say says so. It blocks until the PBX has
// answered; errors are those of Submit.
func (d *Desk) Read(ctx context.Context, f Form, values map[string]string) (Form, error) {
	if err := f.Check(values); err != nil {
		return f, err
	}
	if f.onCall {
		return d.bindToCall(f, values)
	}
	now, err := d.openTyped(ctx, f.Method, values)
	if f.unknown = untold(err); f.unknown != "" {
		return f, nil
	}
	if err != nil {
		return f, f.refused(err, values)
	}
	return now, nil
}

// untold is why an error leaves open what the PBX has: it does not tell this login, or
// nobody (6.10), or it cannot be asked about the right one; empty for any other error.
func untold(err error) string {
	if refusal, ok := errors.AsType[*Refusal](err); ok {
		return refusal.Why
	}
	if _, no := saidNo(err); no || errors.Is(err, pal.ErrUnsupported) {
		return Result(err)
	}
	return ""
}

// openTyped opens what was typed into the form of a method.
func (d *Desk) openTyped(ctx context.Context, method string, values map[string]string) (Form, error) {
	item := Item{Tenant: values["tenant"], Name: values["extension"]}
	switch method {
	case "setNote":
		return d.OpenNote(ctx, model.Who{Tenant: cmp.Or(values["tenant"], d.op.Tenant), Number: values["name"]})
	case "setDid":
		item = Item{Group: values["template"], Name: values["name"]}
	case "updateRouteVariables":
		item = Item{Tenant: values["route-tenant"], Group: values["template"], Name: values["route-name"]}
	case "setTenantProperties":
		item = Item{Name: values["tenant"]}
	}
	return d.Open(ctx, Operation{Name: method, Method: method, Key: cmp.Or(values["number"], "1"), OnItem: true}, item)
}

// Say tells what a form is about, as far as its values do not: whose extension it deletes,
// whose call it names, which properties are not of the type of an extension, or that what there is now is not known; empty for any other form.
func (d *Desk) Say(f Form, values map[string]string) string {
	switch {
	case f.unknown != "":
		return "What there is now is not known: " + f.unknown
	case f.intent != nil:
		return f.sayCall(values)
	case f.Method == "setExtensionProperties":
		return f.sayOthers(values)
	}
	return d.sayDeleted(f, values)
}
