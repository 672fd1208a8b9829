package desk

import (
	"slices"

	"cordboard/palconn/pal"
)

// MethodInfo is one method of the PBX as it is shown: what it takes, what it
// gives, and why this operator may not call it.
type MethodInfo struct {
	Name, Section, Permission, Help string
	// Why is empty when the operator may call it; Wants is the same in a word or two.
	Why, Wants string
	// Page is the reference, a line each; the first is the name.
	Page []string
}

// Methods lists the table of methods for this operator.
func (d *Desk) Methods() []MethodInfo {
	login := d.Login()
	table := pal.Methods()
	all := make([]MethodInfo, len(table))
	for i, m := range table {
		all[i] = MethodInfo{
			Name: m.Name, Section: m.Section, Permission: m.Permit.String(), Help: m.Help,
			Why: d.op.Role.WhyNot(m, login), Wants: d.op.Role.Wants(m, login), Page: page(m),
		}
	}
	return all
}

func page(m pal.Method) []string {
	where := "guide " + m.Section
	if !m.InGuide() {
		where = "beyond the guide"
	}
	lines := []string{m.Name + "  (" + where + ")", m.Help, "", "for " + m.Permit.String() + "; returns " + m.Returns.String(), ""}
	for _, p := range m.Params {
		need := "optional"
		switch {
		case p.Required:
			need = "required"
		case p.RequiredWith != pal.Given{}:
			need = "required with " + p.RequiredWith.String()
		}
		lines = append(lines, p.Name+": "+p.Kind.String()+", "+need, "    "+p.Help)
	}
	return append(lines, "", "cordboard call "+m.Usage())
}

// Page is the reference of one method, a line each, with why the operator may not call
// it below its name; nil for a name that is none.
func (d *Desk) Page(name string) []string {
	m, ok := pal.FindMethod(name)
	if !ok {
		return nil
	}
	lines := page(m)
	if why := d.Forbids(name); why != "" {
		lines = slices.Insert(lines, 1, "no: "+why)
	}
	return lines
}

// Forbids says why this operator may not call a method; empty when they may.
func (d *Desk) Forbids(name string) string {
	m, ok := pal.FindMethod(name)
	if !ok {
		return ""
	}
	return d.op.Role.WhyNot(m, d.Login())
}
