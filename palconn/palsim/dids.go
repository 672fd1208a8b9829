package palsim

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

func (p *PBX) didCommands() map[string]command {
	return map[string]command{"getAllDids": p.getAllDids, "setDid": p.setDid}
}

// variableNames are v1–v9, w1–w9 and x1–x9, in the order of a route's values.
func variableNames() []string {
	names := make([]string, 0, len(route{})-firstVariable)
	for _, letter := range "vwx" {
		for n := 1; n <= 9; n++ {
			names = append(names, fmt.Sprintf("%c%d", letter, n))
		}
	}
	return names
}

// getAllDids is PAL guide 6.10: an object for each route of the DID templates, with
// the names that setDid takes. A password is none of them.
func (p *PBX) getAllDids(r *request) (any, error) {
	dids := []did{}
	for _, t := range p.templates {
		if !t.isDID {
			continue
		}
		for _, route := range t.of(r.tenant) {
			dids = append(dids, did{t.name, route})
		}
	}
	return dids, nil
}

// did is a route as getAllDids shows it.
type did struct {
	template string
	route    *route
}

// MarshalJSONTo implements json.MarshalerTo: members in the order of the guide.
func (d did) MarshalJSONTo(enc *jsontext.Encoder) error {
	tokens := []jsontext.Token{
		jsontext.BeginObject,
		jsontext.String("template"), jsontext.String(d.template),
		jsontext.String("name"), jsontext.String(d.route[routeName]),
		jsontext.String("enabled"), jsontext.String(d.route[routeEnabled]),
	}
	for i, name := range variableNames() {
		tokens = append(tokens, jsontext.String(name), jsontext.String(d.route[firstVariable+i]))
	}
	for _, token := range append(tokens, jsontext.EndObject) {
		if err := enc.WriteToken(token); err != nil {
			return err
		}
	}
	return nil
}

// setDid is PAL guide 6.22: what is given is set, also to an empty text.
func (p *PBX) setDid(r *request) (any, error) {
	t, err := p.template(r)
	if err != nil {
		return nil, err
	}
	if !t.isDID {
		return nil, errNoPermission
	}
	route := t.find(r.text("name"))
	if route == nil || r.by.rank != pal.BySA && route[routeTenant] != r.tenant.name {
		return nil, t.noRoute(r.text("name"))
	}
	if r.has("enabled") {
		route[routeEnabled] = r.text("enabled")
	}
	for i, name := range variableNames() {
		if r.came(name) {
			route[firstVariable+i] = r.text(name)
		}
	}
	return resultOK, nil
}
