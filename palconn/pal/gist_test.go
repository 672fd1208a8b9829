package pal_test

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

func TestGistSaysWhatARequestIsAbout(t *testing.T) {
	custom := func(method, params string) pal.Request {
		return pal.Custom{Name: method, Params: jsontext.Value(params)}
	}
	for want, r := range map[string]pal.Request{
		"extension 1001, type user": custom("createExtension", `{"tenant":"main","extension":"1001","password":"s3cret","login_password":"hush","type":"user"}`),
		"tid 12":                    pal.Hold{TID: "12"},
		"rid 7, user 1001 1002":     pal.CallForward{Tenant: "main", RID: "7", Users: []string{"1001", "1002"}},
		"":                          custom("nothingOfOurs", `{"a":1}`),
	} {
		if got := pal.Gist(r); got != want {
			t.Errorf("%q, want %q", got, want)
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
