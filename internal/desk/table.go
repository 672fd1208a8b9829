package desk

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// lenient reads results as package pal reads notifications.
var lenient = json.JoinOptions(jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))

// Table is the result of a method as a table. Its texts are safe to show.
type Table struct {
	Columns []string
	Rows    [][]string
}

// newTable reads any result: a text, a list, a list of lists, an object or a
// list of objects.
func newTable(result jsontext.Value) Table {
	switch result.Kind() {
	case '[':
		return tableOfList(result)
	case '{':
		return Table{Columns: []string{"name", "value"}, Rows: pairs(result)}
	case 0, 'n':
		return Table{Columns: []string{"result"}, Rows: [][]string{{"done"}}}
	}
	return Table{Columns: []string{"result"}, Rows: [][]string{{shown(result)}}}
}

func tableOfList(list jsontext.Value) Table {
	var elements []jsontext.Value
	if err := json.Unmarshal(list, &elements, lenient); err != nil {
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
	if element.Kind() != '[' || json.Unmarshal(element, &list, lenient) != nil {
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
	dec := jsontext.NewDecoder(bytes.NewReader(object), lenient)
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

// shown is a value as text that may be shown.
func shown(value jsontext.Value) string { return textOf(value).String() }

// textOf reads a scalar as a text; anything else as its JSON.
func textOf(value jsontext.Value) pal.Text {
	var t pal.Text
	if value.Kind() == '[' || value.Kind() == '{' || json.Unmarshal(value, &t, lenient) != nil {
		return pal.NewText(string(value))
	}
	return t
}
