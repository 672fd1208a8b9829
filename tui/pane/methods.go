package pane

import (
	"slices"
	"strings"

	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// Method is one method of the PBX as it is listed.
type Method struct {
	Name, Section, Permission, Help string
	// Why says why this login may not call it; empty when it may.
	Why string
	// Page is its reference, a line each.
	Page []string
}

// refusal is why this login may not call the method, behind its help: "Creates an
// extension. (the role supervisor may not)".
func (m Method) refusal() string {
	if m.Why == "" {
		return ""
	}
	return " (" + strings.TrimSuffix(m.Why, " "+m.Name) + ")"
}

// methods lists the methods of the PBX.
type methods struct {
	certain
	keys []string
}

// NewMethods lists the methods of the PBX.
func NewMethods() List { return newList[string](&methods{}) }

func (m *methods) title(rows string) string { return "Methods " + rows }

func (m *methods) none() string { return "no methods" }

func (m *methods) rows(f *Frame, words string) []string {
	m.keys = m.keys[:0]
	for _, method := range f.Methods {
		if words == "" || contains(method.Name+" "+method.Help, words) {
			m.keys = append(m.keys, method.Name)
		}
	}
	return m.keys
}

// Method finds a method by name.
func (f *Frame) Method(name string) (Method, bool) {
	i := slices.IndexFunc(f.Methods, func(m Method) bool { return m.Name == name })
	if i < 0 {
		return Method{}, false
	}
	return f.Methods[i], true
}

func (m *methods) stamp(f *Frame, name string) widget.Stamp {
	method, _ := f.Method(name)
	return widget.Stamp{Row: uint64(len(method.Why))}
}

func (m *methods) paint(f *Frame, line *widget.Line, name string) {
	method, _ := f.Method(name)
	style := ""
	if method.Why != "" {
		style = f.Theme.SGR(theme.Dim)
	}
	line.Put(f.Theme.SGR(theme.Dim), method.Section, 5)
	line.Put(style, method.Name, 24)
	line.Gap(1)
	line.Text(style, method.Help+method.refusal())
}

func (m *methods) pick(_ *Frame, name string) Pick { return Pick{Method: name} }

func (m *methods) seek(p Pick) (string, bool) { return p.Method, p.Method != "" }
