package desk

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// Table is the result of a method as a table. Its texts are safe to show; they may have
// several lines.
type Table struct {
	Columns []string
	Rows    [][]string
}

// nameAndValue are the columns of an object's members, read only.
var nameAndValue = []string{"name", "value"}

// newTable reads any result: a text, a list, a list of lists, an object or a
// list of objects.
func newTable(result jsontext.Value) Table {
	switch result.Kind() {
	case '[':
		return tableOfList(result)
	case '{':
		return Table{Columns: slices.Clone(nameAndValue), Rows: pairs(result)}
	case 0, 'n':
		return Table{Columns: []string{"result"}, Rows: [][]string{{"done"}}}
	}
	return Table{Columns: []string{"result"}, Rows: [][]string{{shown(result)}}}
}

// hidden stands for a secret.
const hidden = "***"

// hiding takes the secrets out of what a method with these values gave: what has the
// name of one, passwords of routes (val 3), and properties that are secret.
func (t Table) hiding(method string, values map[string]string) Table {
	t.hideNamed()
	names := strings.Split(values["property_names"], ",")
	switch method {
	case "getRouteVariables", "getAllDids":
		t.hideColumn(3, t.ofLists())
	case "getExtensionProperties":
		t.hideProperties(names)
	case "getExtensions":
		for i, name := range names {
			t.hideColumn(i+1, isSecret(name)) // the number stands before them
		}
	}
	return t
}

// naming gives names to the columns of what came without any: the values of a route by
// their places (6.17), properties in the order they were asked for (6.11, 6.12, 6.18).
func (t Table) naming(method string, values map[string]string) Table {
	names := strings.Split(values["property_names"], ",")
	for i, name := range names {
		names[i] = pal.NewText(strings.TrimSpace(name)).String()
	}
	switch method {
	case "getRouteVariables", "getAllDids":
		t.name(routeColumns())
	case "getExtensions":
		t.name(slices.Insert(names, 0, "extension"))
	case "getExtensionProperties", "getTenantProperties":
		if !t.ofLists() && len(t.Rows) == len(names) {
			return t.nameRows(names)
		}
		t.name(names)
	}
	return t
}

// name names the columns of a table whose columns have no names, as far as there are
// names.
func (t Table) name(names []string) {
	if len(t.Rows) == 0 || !t.ofLists() && !slices.Equal(t.Columns, []string{"value"}) {
		return
	}
	for i := range min(len(t.Columns), len(names)) {
		t.Columns[i] = cmp.Or(names[i], t.Columns[i])
	}
}

// nameRows puts names before values that stand below each other.
func (t Table) nameRows(names []string) Table {
	rows := make([][]string, len(t.Rows))
	for i, row := range t.Rows {
		rows[i] = slices.Insert(slices.Clone(row), 0, names[i])
	}
	return Table{Columns: slices.Clone(nameAndValue), Rows: rows}
}

// ofLists tells a table whose columns have no names.
func (t Table) ofLists() bool { return len(t.Columns) > 1 && t.Columns[1] == "2" }

// hideNamed hides the columns, and in a table of names and values the rows, that have
// the name of a secret.
func (t Table) hideNamed() {
	for i, column := range t.Columns {
		t.hideColumn(i, isSecret(column))
	}
	if slices.Equal(t.Columns, nameAndValue) {
		for _, row := range t.Rows {
			hide(row, 1, len(row) > 0 && isSecret(row[0]))
		}
	}
}

// hideProperties hides the values of secret properties: a row for each property, or
// where several extensions were asked for, a column.
func (t Table) hideProperties(names []string) {
	for i, name := range names {
		switch secret := isSecret(name); {
		case len(t.Columns) > 1 || len(names) == 1:
			t.hideColumn(i, secret)
		case i < len(t.Rows):
			hide(t.Rows[i], 0, secret)
		}
	}
}

func (t Table) hideColumn(at int, secret bool) {
	for _, row := range t.Rows {
		hide(row, at, secret)
	}
}

// isSecret tells the name of a secret: a property's, or of val 3 of a route.
func isSecret(name string) bool {
	name = strings.TrimSpace(name)
	p, known := pal.FindProperty("", "", name)
	return known && p.Secret() || strings.EqualFold(name, "password")
}

func hide(row []string, at int, secret bool) {
	if secret && at < len(row) && row[at] != "" {
		row[at] = hidden
	}
}

func tableOfList(list jsontext.Value) Table {
	var elements []jsontext.Value
	if err := json.Unmarshal(list, &elements, pal.Lenient()); err != nil {
		return Table{Columns: []string{"result"}, Rows: [][]string{{shown(list)}}}
	}
	if len(elements) > 0 && elements[0].Kind() == '{' {
		return tableOfObjects(elements)
	}
	t := Table{Columns: []string{"value"}}
	for _, element := range elements {
		row := cells(element)
		for len(t.Columns) < len(row) {
			t.Columns = append(t.Columns, fmt.Sprint(len(t.Columns)+1))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// tableOfObjects has a column for each name, in the order they were first seen.
func tableOfObjects(elements []jsontext.Value) Table {
	var t Table
	for _, element := range elements {
		row := make([]string, len(t.Columns))
		for _, pair := range pairs(element) {
			at := slices.Index(t.Columns, pair[0])
			if at < 0 {
				at = len(t.Columns)
				t.Columns, row = append(t.Columns, pair[0]), append(row, "")
			}
			row[at] = pair[1]
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func cells(element jsontext.Value) []string {
	var list []jsontext.Value
	if element.Kind() != '[' || json.Unmarshal(element, &list, pal.Lenient()) != nil {
		return []string{shown(element)}
	}
	row := make([]string, len(list))
	for i, cell := range list {
		row[i] = shown(cell)
	}
	return row
}

// pairs are the members of an object, in their order.
func pairs(object jsontext.Value) [][]string {
	dec := jsontext.NewDecoder(bytes.NewReader(object), pal.Lenient())
	if _, err := dec.ReadToken(); err != nil {
		return nil
	}
	var rows [][]string
	for dec.PeekKind() == '"' {
		name, err := dec.ReadToken()
		if err != nil {
			return rows
		}
		key := pal.NewText(name.String()).String()
		value, err := dec.ReadValue()
		if err != nil {
			return rows
		}
		rows = append(rows, []string{key, shown(value)})
	}
	return rows
}

// shown is a value as text that may be shown, with its lines.
func shown(value jsontext.Value) string { return pal.NewLongText(textOf(value).Raw()).String() }

// textOf reads a scalar as a text; anything else as its JSON.
func textOf(value jsontext.Value) pal.Text {
	var t pal.Text
	if value.Kind() == '[' || value.Kind() == '{' || json.Unmarshal(value, &t, pal.Lenient()) != nil {
		return pal.NewText(string(value))
	}
	return t
}
