package palsim

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// The error codes of JSON-RPC 2.0.
const (
	codeParseError     = -32700
	codeInvalidRequest = -32600
	codeInvalidParams  = -32602
	codeInternal       = -32603
	// codeRefused is of the range that JSON-RPC leaves to servers.
	codeRefused = -32000
)

// The results of methods that went well.
const (
	// succeeded is the message of call control.
	succeeded = "succeeded"
	// resultOK is what methods of the settings answer where the guide says "OK".
	resultOK = "OK"
)

// command carries out one method. It gives the result, or a *rpcError, which
// becomes an error object, or a failed, which becomes a result "failed: …".
type command func(r *request) (any, error)

// rpcError is an error object.
type rpcError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

// Error implements error.
func (e *rpcError) Error() string { return e.Message }

// failed is a failure that is answered as a result.
type failed string

// Error implements error.
func (f failed) Error() string { return string(f) }

func failure(format string, args ...any) error { return failed(fmt.Sprintf(format, args...)) }

// refused is an error object for what the PBX will not do.
func refused(format string, args ...any) error {
	return &rpcError{Code: codeRefused, Message: fmt.Sprintf(format, args...)}
}

// notFound is an error object for what is not there.
func notFound(format string, args ...any) error {
	return &rpcError{Code: pal.CodeNotFound, Message: fmt.Sprintf(format, args...)}
}

var (
	errNoPermission = &rpcError{Code: codeRefused, Message: "No permission."}
	errUnknownUser  = &rpcError{Code: pal.CodeNotFound, Message: "Invalid User Name"}
)

type okReply struct {
	Version string         `json:"jsonrpc"`
	Result  any            `json:"result"`
	ID      jsontext.Value `json:"id"`
}

type failedReply struct {
	Version string         `json:"jsonrpc"`
	Error   *rpcError      `json:"error"`
	ID      jsontext.Value `json:"id"`
}

// incoming is a request as it arrives. ID is nil when there is none.
type incoming struct {
	Method *string        `json:"method"`
	Params jsontext.Value `json:"params"`
	ID     jsontext.Value `json:"id"`
	Result jsontext.Value `json:"result"`
	Error  jsontext.Value `json:"error"`
}

// receive takes one frame from a client: a request, a batch of them, or nothing.
func (p *PBX) receive(c *client, frame []byte) {
	frame = bytes.TrimSpace(frame)
	if len(frame) == 0 {
		return
	}
	p.do(func() {
		if frame[0] != '[' {
			p.reply(c, p.handle(c, frame))
			return
		}
		var elements []jsontext.Value
		if json.Unmarshal(frame, &elements) != nil {
			p.reply(c, refusal(nil, codeParseError, "Parse error"))
			return
		}
		var replies [][]byte
		for _, element := range elements {
			if reply := p.handle(c, element); reply != nil {
				replies = append(replies, reply)
			}
		}
		if replies != nil {
			p.reply(c, asArray(replies))
		}
	})
}

// reply sends an answer, late when DelayReplies says so.
func (p *PBX) reply(c *client, frame []byte) {
	switch {
	case frame == nil:
	case p.delay > 0:
		p.after(p.delay, func() { c.wire.send(frame) })
	default:
		c.wire.send(frame)
	}
}

// handle carries out one element of a frame and gives the reply, nil for none.
func (p *PBX) handle(c *client, element []byte) []byte {
	var in incoming
	err := json.Unmarshal(element, &in, jsontext.AllowDuplicateNames(true))
	switch {
	case err != nil && !jsontext.Value(element).IsValid():
		return refusal(nil, codeParseError, "Parse error")
	case err != nil || in.Method == nil && in.Result == nil && in.Error == nil:
		return refusal(in.ID, codeInvalidRequest, "Invalid Request")
	case in.Method == nil:
		return nil
	}
	p.see(c, in)
	if *in.Method == "login" && !c.ready {
		p.logIn(c, in)
		return nil
	}
	return p.dispatch(c, in)
}

// see keeps a request for Requests, without a password.
func (p *PBX) see(c *client, in incoming) {
	seen := SeenRequest{Login: c.login, Method: *in.Method, Params: string(in.Params), ID: string(in.ID)}
	if c.tenant != nil {
		seen.Tenant = c.tenant.name
	}
	if *in.Method == "login" {
		seen.Params = ""
	}
	p.seen = append(p.seen, seen)
	if len(p.seen) >= 2*maxSeen {
		p.seen = slices.Clone(p.seen[len(p.seen)-maxSeen:])
	}
}

// logIn answers the method login; the present state follows the result.
func (p *PBX) logIn(c *client, in incoming) {
	method, _ := pal.FindMethod("login")
	given, err := readParams(method, in.Params)
	if err != nil || !p.answerChallenge(c, given.text("login_password")) {
		p.refuseLogin(c)
		return
	}
	p.reply(c, result(in.ID, succeeded))
	p.welcome(c)
}

// dispatch carries out a method for a client that is logged in.
func (p *PBX) dispatch(c *client, in incoming) []byte {
	how, fails := p.nextFailure(*in.Method)
	switch {
	case !fails:
		return p.carryOut(c, in)
	case how == Refuse:
		return refusal(in.ID, codeInternal, "Internal error")
	case how == FailAsResult:
		return result(in.ID, "failed: "+*in.Method)
	case how == CutBefore:
		c.wire.reset()
		return nil
	}
	p.carryOut(c, in)
	if how == CutAfter {
		c.wire.reset()
	}
	return nil
}

func (p *PBX) nextFailure(method string) (how Failure, fails bool) {
	planned := p.failures[method]
	if len(planned) == 0 {
		return 0, false
	}
	p.failures[method] = planned[1:]
	return planned[0], true
}

func (p *PBX) carryOut(c *client, in incoming) []byte {
	answer, err := p.run(c, *in.Method, in.Params)
	no, isRefusal := errors.AsType[*rpcError](err)
	switch {
	case in.ID == nil:
		return nil
	case isRefusal:
		return refusal(in.ID, no.Code, no.Message)
	case err != nil:
		return result(in.ID, "failed: "+err.Error())
	}
	return result(in.ID, answer)
}

// run checks a request by the table of methods and carries it out.
func (p *PBX) run(c *client, name string, params jsontext.Value) (any, error) {
	method, known := pal.FindMethod(name)
	switch {
	case !known:
		return nil, &rpcError{Code: pal.CodeMethodNotFound, Message: "Method not found"}
	case !c.ready:
		return nil, &rpcError{Code: pal.CodeLoginFailed, Message: "Login required"}
	case method.Permit&c.rank == 0:
		return nil, errNoPermission
	case p.inactive:
		return nil, &rpcError{Code: codeInternal, Message: "The PBX is inactive"}
	}
	given, err := readParams(method, params)
	if err != nil {
		return nil, err
	}
	r := &request{by: c, given: given}
	if r.tenant, err = p.tenantOf(r, method); err != nil {
		return nil, err
	}
	return p.commands[method.Name](r)
}

// allCommands are the methods that the simulator carries out, by their names in
// the table.
func (p *PBX) allCommands() map[string]command {
	all := map[string]command{}
	for _, family := range []map[string]command{
		p.loginCommands(), p.callCommands(), p.holdCommands(), p.recordingCommands(), p.parkCommands(), p.transferCommands(), p.forwardCommands(),
		p.bargeCommands(), p.lineCommands(), p.directoryCommands(), p.productCommands(),
		p.extensionCommands(), p.noteCommands(), p.timerCommands(), p.didCommands(), p.routeCommands(), p.tenantCommands(),
	} {
		maps.Copy(all, family)
	}
	return all
}

func result(id jsontext.Value, value any) []byte {
	return encode(okReply{Version: "2.0", Result: value, ID: id})
}

// refusal is an error object; a nil id is written as null.
func refusal(id jsontext.Value, code int, message string) []byte {
	return encode(failedReply{Version: "2.0", Error: &rpcError{code, message}, ID: id})
}
