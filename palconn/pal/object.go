package pal

import (
	"bytes"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// object walks the members of a JSON object that is known to be valid, without
// copying: name and value point into the frame.
type object struct {
	name  jsontext.Value
	value jsontext.Value
	// depth is how deeply the object nests, as far as it was walked.
	depth int
	rest  []byte
	// whole, when it is set, is the object as a string, which texts are cut from
	// instead of being allocated one by one.
	whole string
}

// members starts a walk. What is no object has no members.
func members(value jsontext.Value) object {
	if value.Kind() != '{' {
		return object{}
	}
	return object{rest: value[bytes.IndexByte(value, '{')+1:]}
}

// maxShared is the size up to which an object's texts share one string. Each of
// them keeps all of it in memory.
const maxShared = 512

// sharing makes the texts of the object share one string, which is right where
// most of them are kept or dropped together.
func sharing(value jsontext.Value) object {
	o := members(value)
	if len(value) <= maxShared {
		o.whole = string(value)
	}
	return o
}

// next goes on to the next member, false when there is none.
func (o *object) next() bool {
	o.rest = skipSeparators(o.rest)
	if len(o.rest) == 0 || o.rest[0] == '}' {
		return false
	}
	o.name = o.take()
	o.value = o.take()
	return true
}

func (o *object) take() jsontext.Value {
	rest := skipSeparators(o.rest)
	end, depth := valueEnd(rest)
	o.depth = max(o.depth, depth+1)
	o.rest = rest[end:]
	return rest[:end]
}

// key is the name of the member without its quotes, for a switch.
func (o *object) key() []byte {
	if bytes.IndexByte(o.name, '\\') >= 0 {
		return []byte(scalar(o.name))
	}
	return o.name[1 : len(o.name)-1]
}

func (o *object) text() Text {
	if o.whole != "" && isVerbatim(o.value) {
		end := len(o.whole) - len(o.rest)
		return NewText(o.whole[end-len(o.value)+1 : end-1])
	}
	return NewText(scalar(o.value))
}

func (o *object) number() Number { return readNumber(o.value) }
func (o *object) onOff() Switch  { return parseSwitch(scalar(o.value)) }

// scalar reads a string, and a number or a boolean as its text; null, objects
// and arrays give "", as a missing field would. A broken character becomes U+FFFD.
func scalar(value jsontext.Value) string {
	if isVerbatim(value) {
		return string(value[1 : len(value)-1])
	}
	switch value.Kind() {
	case '"':
		unquoted, _ := jsontext.AppendUnquote(nil, value) // the error tells of what was mended
		return string(unquoted)
	case '0', 't', 'f':
		return string(value)
	}
	return ""
}

// isVerbatim tells a string that means just what stands between its quotes.
func isVerbatim(value jsontext.Value) bool {
	return value.Kind() == '"' && bytes.IndexByte(value, '\\') < 0 && utf8.Valid(value)
}

// valueEnd finds where the JSON value at the start of b ends and how deeply it
// nests. b may be broken: then the end is a guess that lies within b.
func valueEnd(b []byte) (end, depth int) {
	if len(b) == 0 {
		return 0, 0
	}
	switch b[0] {
	case '"':
		return stringEnd(b, 0), 0
	case '{', '[':
		return nestedEnd(b)
	}
	for end < len(b) && !isDelimiter(b[end]) {
		end++
	}
	return end, 0
}

func nestedEnd(b []byte) (end, depth int) {
	level := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			i = stringEnd(b, i) - 1
		case '{', '[':
			level++
			depth = max(depth, level)
		case '}', ']':
			level--
			if level == 0 {
				return i + 1, depth
			}
		}
	}
	return len(b), depth
}

// stringEnd is the index after the quote that ends the string which opens at start.
func stringEnd(b []byte, start int) int {
	if n := bytes.IndexByte(b[start+1:], '"'); n >= 0 && b[start+n] != '\\' {
		return start + n + 2 // as nearly always: the first quote is not escaped
	}
	for i := start + 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(b)
}

func skipSeparators(b []byte) []byte {
	for len(b) > 0 && isSeparator(b[0]) {
		b = b[1:]
	}
	return b
}

func isSeparator(c byte) bool {
	return c == ',' || c == ':' || c == ' ' || c == '\t' || c == '\r' || c == '\n'
}

func isDelimiter(c byte) bool { return isSeparator(c) || c == '}' || c == ']' }
