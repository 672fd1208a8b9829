package pal_test

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

func TestGistSaysWhatARequestIsAbout(t *testing.T) {
	custom := func(method, params string) pal.Request {
		return pal.Custom{Name: method, Params: jsontext.Value(params)}
	}
	for want, r := range map[string]pal.Request{
		"extension 1001, type user": custom("createExtension", `{"tenant":"main","extension":"1001","password":"s3cret","login_password":"hush","type":"user"}`),
		"tid 12":                    pal.Hold{TID: "12"},
		"talker_id 12":              pal.SendDTMF{TID: "12", Signal: "4929#"},
		"name door, description d":  custom("setNote", `{"name":"door","description":"d","note":"4711"}`),
		"rid 7, user 1001 1002":     pal.CallForward{Tenant: "main", RID: "7", Users: []string{"1001", "1002"}},
		"template trunk, values of route mobile, tenant main, enabled 0": custom("updateRouteVariables", `{"template":"trunk","values":["0","main","mobile","hush","","","a"]}`),
		"": custom("nothingOfOurs", `{"a":1}`),
	} {
		if got := pal.Gist(r); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestSecretsInARequest(t *testing.T) {
	for params, want := range map[string][]string{
		`{"extension":"1","password":"one","login_password":"two","type":"user"}`: {"one", "two"},
		`{"properties":{"name":"Ana","login.password":"three","password":""}}`:    {"three"},
		`{"values":["1","main","r1","four","","","v"]}`:                           {"four"},
	} {
		method := map[byte]string{'e': "createExtension", 'p': "setExtensionProperties", 'v': "insertRouteVariables"}[params[2]]
		got := pal.SecretsIn(pal.Custom{Name: method, Params: jsontext.Value(params)})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", params, diff)
		}
	}
}

func TestGistTellsNoSecret(t *testing.T) {
	const secret = "s3cret"
	for _, m := range pal.Methods() {
		params := jsontext.Value(`{}`)
		for _, p := range m.Params {
			if p.Secret || p.Kind == pal.KindRoute {
				params = jsontext.Value(`{"` + p.Name + `":"` + secret + `"}`)
			}
			if p.Kind == pal.KindObject {
				params = jsontext.Value(`{"` + p.Name + `":{"login.password":"` + secret + `"}}`)
			}
			if got := pal.Gist(pal.Custom{Name: m.Name, Params: params}); strings.Contains(got, secret) {
				t.Errorf("%s: %q", m.Name, got)
			}
		}
	}
}
