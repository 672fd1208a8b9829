package desk

import (
	"cmp"
	"slices"

	"cordboard/palconn/pal"
)

// orderedIn is the tenant that an order is written down with. Only sa names one (section
// 4): what all others name is passed over.
func (d *Desk) orderedIn(o order) string {
	if d.Login() != pal.BySA {
		return d.op.Tenant
	}
	return cmp.Or(pal.TenantIn(o.request), o.tenant, d.op.Tenant)
}

// SayTenant is the tenant that a form with these values is about, as sa must know it
// before it is sent; empty for all others, who have one tenant.
func (d *Desk) SayTenant(f Form, values map[string]string) string {
	if d.Login() != pal.BySA {
		return ""
	}
	name := f.tenantIn(values)
	switch {
	case name != "":
		return pal.NewText(name).String()
	case f.index("tenant") >= 0, f.index("route-tenant") >= 0:
		return "(none)"
	}
	return "(" + f.Method + " names none: the PBX chooses)"
}

func (f Form) tenantIn(values map[string]string) string {
	return cmp.Or(values["tenant"], values["route-tenant"], f.tenant)
}

// sayDeleted tells what a form deletes, and which calls it has now; empty for any other
// form.
func (d *Desk) sayDeleted(f Form, values map[string]string) string {
	name, calls := pal.NewText(values["name"]).String(), ""
	switch f.Method {
	case "deleteExtension":
		name, calls = d.sayPerson(f, values)
	case "deleteNote":
		name = "note " + name
	case "deleteRouteVariables":
		name = "route " + name + " of template " + pal.NewText(values["template"]).String()
	default:
		return ""
	}
	if tenant := f.tenantIn(values); tenant != "" && d.Login() == pal.BySA {
		name += " of tenant " + pal.NewText(tenant).String()
	}
	return "It deletes " + name + calls
}

// subjects are the fields that say what a method is about that changes what the PBX can
// tell; read only.
var subjects = map[string][]string{
	"setExtensionProperties": {"tenant", "extension"}, "setNote": {"tenant", "name"}, "setPlanSwitchTimer": {"extension", "number"},
	"setDid": {"template", "name"}, "updateRouteVariables": {"template", "route-name"}, "setTenantProperties": {"tenant"},
}

// Names tells a field that says what a form is about, or what an act is done with: its
// value is no change of one that there is.
func (f Form) Names(field string) bool {
	switch {
	case f.Acts():
		return true
	case f.Creates:
		return f.Method != "createTenant" && (field == "tenant" || field == "route-tenant")
	}
	return slices.Contains(subjects[f.Method], field)
}

// Acts tells that a form does something to what it names, and that no value of it is
// compared with one that there is.
func (f Form) Acts() bool { return f.Changes && !f.Creates && !isReadable(f.Method) }
