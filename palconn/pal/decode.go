package pal

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// maxDepth is how deeply the objects and arrays of one frame may nest.
const maxDepth = 16

// lenient are the options of every decoding: a broken character in a name must
// not cost the event it came with, and the last of two equal names wins, as in
// the PBXs' own clients.
var lenient = json.JoinOptions(jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))

// Lenient are the options with which this package decodes, for what came with a
// frame and is read elsewhere: results.
func Lenient() json.Options { return lenient }

// ID is the id of a request or response. Servers echo strings as numbers and
// numbers as strings, so ids are compared by their text.
type ID struct {
	// Text is the id without quotes; empty for null and for a missing id.
	Text string
	// Wire is the id exactly as it came, nil when it was missing.
	Wire jsontext.Value
}

// Present reports whether the message had an id that is not null.
func (id ID) Present() bool { return id.Text != "" }

// Response is the PBX's answer to one request: a result or an error.
type Response struct {
	ID     ID
	Result jsontext.Value
	// Err is nil when there is a result. Its Method is not filled in.
	Err *Refused
}

// Call is a request that the PBX makes of the client.
type Call struct {
	ID   ID
	Name Text
}

// Receiver takes what one frame holds, in the order of the frame. Values that
// hold raw JSON (Response.Result, Unrecognised.Params, ID.Wire) point into the
// frame and are the receiver's only while it runs.
type Receiver interface {
	Notified(Notification)
	Answered(Response)
	Called(Call)
	// Spoiled reports an element, or a whole frame, that could not be read. The
	// other elements of its batch are delivered all the same. Of kind "length" it
	// follows a notification that was delivered with a text cut to MaxText.
	Spoiled(*Malformed)
}

// Malformed is a frame or an element of a batch that could not be read.
type Malformed struct {
	// Kind is a short word to count by: "json", "depth", "shape", "params", "length".
	Kind  string
	Cause error
}

// Error implements error. It is safe to show, though the cause may quote the frame.
func (e *Malformed) Error() string {
	return fmt.Sprintf("unreadable frame (%s): %s", e.Kind, NewText(e.Cause.Error()))
}

// Unwrap gives the cause.
func (e *Malformed) Unwrap() error { return e.Cause }

// Decode reads one frame: an object or a batch of them. An empty frame holds
// nothing. It never panics, whatever the frame holds.
func Decode(frame []byte, to Receiver) {
	frame = bytes.TrimSpace(frame)
	switch {
	case len(frame) == 0:
	case frame[0] == '[':
		decodeBatch(frame[1:], to)
	default:
		decodeElement(frame, maxDepth, to)
	}
}

// decodeBatch cuts a batch into its elements before any of them is looked at, so
// that broken JSON in one of them does not cost the others.
func decodeBatch(rest []byte, to Receiver) {
	for {
		rest = skipSeparators(rest)
		if len(rest) == 0 {
			spoil(to, "json", errors.New("the batch has no end"))
			return
		}
		end, _ := valueEnd(rest)
		if end == 0 {
			if string(rest) != "]" {
				spoil(to, "json", errors.New("the brackets of the batch do not match"))
			}
			return
		}
		decodeElement(rest[:end], maxDepth-1, to)
		rest = rest[end:]
	}
}

// decodeElement reads one message that may nest as deeply as deepest.
func decodeElement(element jsontext.Value, deepest int, to Receiver) {
	switch {
	case !element.IsValid(lenient):
		spoil(to, "json", json.Unmarshal(element, new(jsontext.Value), lenient))
		return
	case element.Kind() != '{':
		spoil(to, "shape", errors.New("not an object"))
		return
	}
	e := readEnvelope(element)
	if e.depth > deepest {
		spoil(to, "depth", fmt.Errorf("nested deeper than %d", maxDepth))
		return
	}
	decodeEnvelope(e, to)
}

func spoil(to Receiver, kind string, cause error) { to.Spoiled(&Malformed{Kind: kind, Cause: cause}) }

// envelope is one JSON-RPC 2.0 object. What is missing or null is nil, but for
// the result, where null is a success.
type envelope struct {
	method, id, params, result, err jsontext.Value
	depth                           int
}

func readEnvelope(element jsontext.Value) envelope {
	var e envelope
	o := members(element)
	for o.next() {
		switch string(o.key()) {
		case "method":
			e.method = unlessNull(o.value)
		case "id":
			e.id = o.value
		case "params":
			e.params = unlessNull(o.value)
		case "result":
			e.result = o.value
		case "error":
			e.err = unlessNull(o.value)
		}
	}
	e.depth = o.depth
	return e
}

func unlessNull(value jsontext.Value) jsontext.Value {
	if value.Kind() == 'n' {
		return nil
	}
	return value
}

func decodeEnvelope(e envelope, to Receiver) {
	id := ID{Text: scalar(e.id), Wire: e.id}
	switch {
	case e.method != nil && e.method.Kind() != '"':
		spoil(to, "shape", errors.New("the method is no text"))
	case e.method != nil:
		decodeMethod(scalar(e.method), id, e.params, to)
	case e.err != nil:
		to.Answered(Response{ID: id, Err: readError(e.err)})
	case e.result != nil || id.Present():
		to.Answered(Response{ID: id, Result: e.result})
	default:
		spoil(to, "shape", errors.New("neither a method nor an answer"))
	}
}

func decodeMethod(method string, id ID, params jsontext.Value, to Receiver) {
	if id.Present() {
		to.Called(Call{ID: id, Name: NewText(method)})
		if method != LoginRequired {
			return
		}
	}
	note, err := readNotification(method, params)
	if err != nil {
		spoil(to, "params", fmt.Errorf("%s: %w", NewText(method), err))
		return
	}
	to.Notified(note)
	if hasLongText(params) {
		spoil(to, "length", fmt.Errorf("%s: a text of more than %d bytes was cut", NewText(method), MaxText))
	}
}

// hasLongText tells whether a text of the object was too long to be kept. What is
// short as a whole, as nearly always, is not looked at.
func hasLongText(params jsontext.Value) bool {
	if len(params) <= MaxText {
		return false
	}
	for o := members(params); o.next(); {
		if len(o.value) > MaxText && len(scalar(o.value)) > MaxText {
			return true
		}
	}
	return false
}

// readError reads an error object; one without a message is shown as it came.
func readError(wire jsontext.Value) *Refused {
	refused := &Refused{}
	for o := members(wire); o.next(); {
		switch string(o.key()) {
		case "code":
			refused.Code = o.number().Value
		case "message":
			refused.Message = o.text()
		}
	}
	if refused.Message.Empty() {
		refused.Message = NewText(cmp.Or(scalar(wire), string(wire)))
	}
	return refused
}
