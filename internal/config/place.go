package config

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// place is where a setting stands in the file, in bytes from its start, and what kind of value it has there.
type place struct {
	path       []string
	kind       unstable.Kind
	key, value int
	// elements are those of a list.
	elements []element
}

type element struct {
	kind unstable.Kind
	text string
	at   int
}

// find is the place of a text in the list; the whole value when it is not there.
func (p place) find(text string) int {
	for _, e := range p.elements {
		if e.text == text {
			return e.at
		}
	}
	return p.value
}

// places maps dotted names to where they stand.
type places map[string]place

// readPlaces walks a document up to its first syntax error, which is the decoder's to report.
func readPlaces(document []byte) places {
	found := make(places)
	var parser unstable.Parser
	parser.Reset(document)
	var table []string
	for parser.NextExpression() {
		switch node := parser.Expression(); node.Kind {
		case unstable.Table, unstable.ArrayTable:
			here := placeOf(node, nil)
			table = here.path
			found.put(here)
		case unstable.KeyValue:
			found.putPair(node, table)
		}
	}
	return found
}

func (p places) put(here place) { p[strings.Join(here.path, ".")] = here }

func (p places) putPair(pair *unstable.Node, table []string) {
	here := placeOf(pair, table)
	value := pair.Value()
	here.kind = value.Kind
	if value.Raw.Length > 0 {
		here.value = int(value.Raw.Offset)
	}
	for children := value.Children(); children.Next(); {
		child := children.Node()
		if value.Kind == unstable.InlineTable {
			p.putPair(child, here.path)
			continue
		}
		here.elements = append(here.elements, element{kind: child.Kind, text: string(child.Data), at: int(child.Raw.Offset)})
	}
	p.put(here)
}

// placeOf is the place of the node's key, which may be dotted, in its table.
func placeOf(node *unstable.Node, table []string) place {
	here := place{path: slices.Clone(table), kind: node.Kind, key: -1}
	for key := node.Key(); key.Next(); {
		if here.key < 0 {
			here.key = int(key.Node().Raw.Offset)
		}
		here.path = append(here.path, string(key.Node().Data))
	}
	here.value = here.key
	return here
}

// Error is a problem at a place in the configuration file.
type Error struct {
	File string
	// Line and Column count from 1; the column counts characters, as editors do.
	Line, Column int
	// Problem says what is wrong and what to do.
	Problem string
	// Err is what was found wrong, where a type of this package or of keymap says it; else nil.
	Err error
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Problem)
}

// Unwrap gives Err.
func (e *Error) Unwrap() error { return e.Err }

// source is a document with its name, to turn offsets into errors.
type source struct {
	file string
	data []byte
}

func (s source) errorAt(offset int, problem string, cause error) *Error {
	before := s.data[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return &Error{
		File:    s.file,
		Line:    bytes.Count(before, []byte{'\n'}) + 1,
		Column:  utf8.RuneCount(before[start:]) + 1,
		Problem: problem,
		Err:     cause,
	}
}

// offset is the inverse for the decoder's positions, whose columns count bytes.
func (s source) offset(line, column int) int {
	start := 0
	for range line - 1 {
		start += bytes.IndexByte(s.data[start:], '\n') + 1
	}
	return min(start+column-1, len(s.data))
}
