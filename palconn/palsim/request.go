package palsim

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// request is a method call that is allowed and well-formed.
type request struct {
	by *client
	// tenant is the caller's own, for sa the one it named. It is nil when sa named
	// none for a method that needs none.
	tenant *tenant
	given
}

// given are the parameters of a request as texts. A parameter that is null is not
// there; one that is empty has no texts.
type given map[string]value

// value is one parameter.
type value struct {
	texts []string
	// list tells that it came as an array.
	list bool
	// members are those of an object.
	members map[string]string
}

func (g given) has(name string) bool { return len(g[name].texts) > 0 }

func (g given) text(name string) string {
	if !g.has(name) {
		return ""
	}
	return g[name].texts[0]
}

func (g given) texts(name string) []string { return g[name].texts }

func (g given) members(name string) map[string]string { return g[name].members }

// came tells a parameter that was given, if only as an empty text.
func (g given) came(name string) bool {
	_, came := g[name]
	return came
}

func (g given) number(name string, otherwise int) int {
	n, err := strconv.Atoi(g.text(name))
	if err != nil {
		return otherwise
	}
	return n
}

func (g given) isTrue(name string) bool { return strings.EqualFold(g.text(name), "true") }

// readParams reads and checks the params of a method by the table: names it does
// not know are passed over, as PBXs do.
func readParams(method pal.Method, params jsontext.Value) (given, error) {
	raw := map[string]jsontext.Value{}
	if params != nil && json.Unmarshal(params, &raw, jsontext.AllowDuplicateNames(true)) != nil {
		return nil, invalid("params must be an object")
	}
	all := given{}
	for _, param := range method.Params {
		v, came, err := readParam(param, raw[param.Name])
		switch {
		case err != nil:
			return nil, err
		case param.Required && len(v.texts) == 0 && len(v.members) == 0:
			return nil, invalid("%s is missing", param.Name)
		case came:
			all[param.Name] = v
		}
	}
	if len(method.OneOf) > 0 && !slices.ContainsFunc(method.OneOf, all.has) {
		return nil, invalid("one of %s is missing", strings.Join(method.OneOf, ", "))
	}
	return all, nil
}

// readParam reads one parameter; it came unless it is missing or null.
func readParam(param pal.Param, raw jsontext.Value) (v value, came bool, err error) {
	switch {
	case raw == nil || raw.Kind() == 'n':
		return value{}, false, nil
	case param.Kind == pal.KindObject:
		v, err = readMembers(param, raw)
	case param.Kind == pal.KindRoute && raw.Kind() != '[':
		err = invalid("%s must be a list of texts", param.Name)
	case raw.Kind() == '[' && (param.Kind == pal.KindTexts || param.Kind == pal.KindRoute || param.Many):
		v, err = readList(param, raw)
	default:
		var text string
		if text, err = readScalar(param, raw); text != "" {
			v.texts = []string{text}
		}
	}
	return v, true, err
}

// readMembers reads an object of names and texts; null is the empty text.
func readMembers(param pal.Param, raw jsontext.Value) (value, error) {
	elements := map[string]jsontext.Value{}
	if json.Unmarshal(raw, &elements, jsontext.AllowDuplicateNames(true)) != nil {
		return value{}, invalid("%s must be an object of names and texts", param.Name)
	}
	members := make(map[string]string, len(elements))
	for _, name := range slices.Sorted(maps.Keys(elements)) {
		switch {
		case len(param.Allowed) > 0 && !slices.Contains(param.Allowed, name):
			return value{}, invalid("%s cannot have %q", param.Name, name)
		case elements[name].Kind() == 'n':
			members[name] = ""
			continue
		}
		text, err := readScalar(pal.Param{Name: name}, elements[name])
		if err != nil {
			return value{}, err
		}
		members[name] = text
	}
	return value{members: members}, nil
}

func readList(param pal.Param, raw jsontext.Value) (value, error) {
	var elements []jsontext.Value
	if err := json.Unmarshal(raw, &elements); err != nil {
		return value{}, invalid("%s: %v", param.Name, err)
	}
	v := value{list: true}
	for _, element := range elements {
		text, err := readScalar(param, element)
		if err != nil {
			return value{}, err
		}
		v.texts = append(v.texts, text)
	}
	return v, nil
}

// readScalar reads a text, number or boolean; numbers may come as texts and the
// other way round.
func readScalar(param pal.Param, raw jsontext.Value) (string, error) {
	text := string(raw)
	switch raw.Kind() {
	case '"':
		unquoted, err := jsontext.AppendUnquote(nil, raw)
		if err != nil {
			return "", invalid("%s: %v", param.Name, err)
		}
		text = string(unquoted)
	case '{', '[', 'n':
		return "", invalid("%s must be a %s", param.Name, param.Kind)
	}
	if text != "" && !fits(param, text) {
		return "", invalid("%s cannot be %q", param.Name, text)
	}
	return text, nil
}

func fits(param pal.Param, text string) bool {
	switch {
	case len(param.Allowed) > 0:
		return slices.Contains(param.Allowed, text)
	case param.Kind == pal.KindInt:
		_, err := strconv.ParseInt(text, 10, 64)
		return err == nil
	case param.Kind == pal.KindBool:
		return strings.EqualFold(text, "true") || strings.EqualFold(text, "false")
	}
	return true
}

func invalid(format string, args ...any) error {
	return &rpcError{Code: codeInvalidParams, Message: "Invalid params: " + fmt.Sprintf(format, args...)}
}

// tenantOf gives the tenant a request is about. Only sa chooses it; it may leave
// it out when there is one tenant only, or the method has none.
func (p *PBX) tenantOf(r *request, method pal.Method) (*tenant, error) {
	switch {
	case r.by.tenant != nil:
		return r.by.tenant, nil
	case method.Name == "createTenant":
		return nil, nil // its tenant is not there yet
	}
	if _, has := method.Param("tenant"); !has {
		return p.tenants[0], nil
	}
	if !r.has("tenant") && len(p.tenants) > 1 {
		return nil, invalid("tenant is missing")
	}
	return p.findTenant(r.text("tenant"))
}

// mayActFor tells whether the caller may act for an extension: users for their own
// only.
func (r *request) mayActFor(e *extension) bool {
	return r.by.rank != pal.ByUser || r.by.ext == e
}

// ownExtension finds a user that the caller may act for.
func (p *PBX) ownExtension(r *request, number string) (*extension, error) {
	e := r.tenant.user(number)
	switch {
	case e == nil && r.by.rank == pal.ByUser:
		return nil, errNoPermission
	case e == nil:
		return nil, failure("no extension %s", number)
	case !r.mayActFor(e):
		return nil, errNoPermission
	}
	return e, nil
}

// ownTalker finds a talker that the caller may act for. Talkers of other tenants do
// not exist for it.
func (p *PBX) ownTalker(r *request, id string) (*talker, error) {
	tid, err := strconv.Atoi(id)
	t := p.talkers[tid]
	switch {
	case err != nil || t == nil || t.tenant != r.tenant:
		return nil, failure("no such talker")
	case r.by.rank == pal.ByUser && t.ext != r.by.ext:
		return nil, errNoPermission
	}
	return t, nil
}

// onOwnTalker makes a command of an act on the talker that tid names.
func (p *PBX) onOwnTalker(act func(*talker) error) command {
	return func(r *request) (any, error) {
		t, err := p.ownTalker(r, r.text("tid"))
		if err != nil {
			return nil, err
		}
		return succeeded, act(t)
	}
}

// findRoom finds a room of the request's tenant.
func (p *PBX) findRoom(r *request, id string) (*room, error) {
	for _, t := range p.talkers {
		if t.room.id == id && t.tenant == r.tenant {
			return t.room, nil
		}
	}
	return nil, failure("no such room")
}
