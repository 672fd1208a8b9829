package pal_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/palconn/pal"
)

func method(t *testing.T, name string) pal.Method {
	t.Helper()
	m, ok := pal.FindMethod(name)
	if !ok {
		t.Fatalf("the table has no method %q", name)
	}
	return m
}

func route(values int) string {
	return "[" + strings.TrimSuffix(strings.Repeat(`"1",`, values), ",") + "]"
}

func TestArgumentsBecomeParams(t *testing.T) {
	for _, test := range []struct{ why, method, args, want string }{
		{"no parameters", "ping", "", `{}`},
		{"texts, in the order given", "transfer", "tid=1416|user=1002|mode=blind", `{"tid":"1416","user":"1002","mode":"blind"}`},
		{"text that looks like JSON stays text", "setNote", `name=a|note={"b":=1}`, `{"name":"a","note":"{\"b\":=1}"}`},
		{"optional text may be emptied", "setNote", "name=a|note=", `{"name":"a","note":""}`},
		{"text as JSON", "setNote", `name:="a\nb"`, `{"name":"a\nb"}`},
		{"barge sends tid as a number", "barge", "user=1001|tid=1416|listen=TRUE|speak=tutor", `{"user":"1001","tid":1416,"listen":true,"speak":"tutor"}`},
		{"numbers may be negative", "getExtensions", "limit=-1", `{"limit":-1}`},
		{"numbers as JSON", "getExtensions", "limit:=20", `{"limit":20}`},
		{"booleans as JSON", "barge", "user=1|tid:=2|listen:=false|speak=true", `{"user":"1","tid":2,"listen":false,"speak":"true"}`},
		{"a list by commas", "callforward", "rid=28|user=1001, 1002", `{"rid":"28","user":["1001","1002"]}`},
		{"a list as JSON keeps commas", "makeCall", `user=1|from=1|to:=["a,b"]|type=2`, `{"user":"1","from":"1","to":["a,b"],"type":"2"}`},
		{"several extensions where PBXs take them", "getExtensionProperties", `extension:=["1001","1002"]|property_names=name`, `{"extension":["1001","1002"],"property_names":["name"]}`},
		{"an object", "setTenantProperties", `tenant=acme|properties:={"desc":"A","maxusers":5}`, `{"tenant":"acme","properties":{"desc":"A","maxusers":5}}`},
		{"the shortest route", "insertRouteVariables", "template=t|values:=" + route(7), `{"template":"t","values":` + route(7) + `}`},
		{"the longest route", "insertRouteVariables", "template=t|values:=" + route(33), `{"template":"t","values":` + route(33) + `}`},
		{"a schedule is text", "setPlanSwitchTimer", "extension=1001|schedule=P20260101A127", `{"extension":"1001","schedule":"P20260101A127"}`},
		{"either of two", "disconnect", "rid=28|delay=5", `{"rid":"28","delay":5}`},
	} {
		t.Run(test.why, func(t *testing.T) {
			got, err := method(t, test.method).ParseArgs(split(test.args))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWrongArgumentsAreExplained(t *testing.T) {
	for _, test := range []struct{ method, args, want string }{
		{"transfer", "user=1002", "transfer: tid is missing"},
		{"transfer", "user=|tid=1", "transfer: user must not be empty"},
		{"transfer", `user:=""|tid=1`, "transfer: user must not be empty"},
		{"transfer", "user=1|tid=1|to=2", "transfer: to is not one of its parameters"},
		{"transfer", "user=1|tid=1|user=2", "transfer: user is given twice"},
		{"transfer", "user=1|tid=1|mode=warm", "transfer: mode must be one of: blind, attended"},
		{"transfer", "user=1|1416", "transfer: argument 2 is neither name=text nor name:=JSON"},
		{"transfer", `user:=["1","2"]|tid=1`, "transfer: user must be a text"},
		{"transfer", "user:=null|tid=1", "transfer: user must be a text"},
		{"transfer", "user:={|tid=1", "transfer: user is not valid JSON"},
		{"transfer", "user:=|tid=1", "transfer: user is not valid JSON"},
		{"transfer", "user=\xff|tid=1", "transfer: user is not valid UTF-8"},
		{"transfer", "\u202euser=1|tid=1", "transfer: \uFFFDuser is not one of its parameters"},
		{"disconnect", "delay=1", "disconnect: tid or rid is missing"},
		{"disconnect", "tid=", "disconnect: tid must not be empty"},
		{"disconnect", "rid=1|delay=1.5", "disconnect: delay must be a whole number"},
		{"disconnect", "rid=1|delay=", "disconnect: delay must be a whole number"},
		{"disconnect", `rid=1|delay:="1"`, "disconnect: delay must be a whole number"},
		{"disconnect", "rid=1|delay:=1e3", "disconnect: delay must be a whole number"},
		{"barge", "user=1|tid=T5", "barge: tid must be a whole number"},
		{"barge", "user=1|tid=5|listen=yes", "barge: listen must be true or false"},
		{"barge", "user=1|tid=5|listen=truely", "barge: listen must be true or false"},
		{"barge", "user=1|tid=5|listen:=1", "barge: listen must be true or false"},
		{"callforward", "rid=1|user=", "callforward: user has an empty entry"},
		{"callforward", "rid=1|user=1,,2", "callforward: user has an empty entry"},
		{"callforward", "rid=1|user:=[]", "callforward: user must not be empty"},
		{"callforward", "rid=1|user:=[1]", "callforward: user must be a JSON list of texts"},
		{"callforward", "rid=1|user:=[null]", "callforward: user must be a JSON list of texts"},
		{"callforward", `rid=1|user:="1"`, "callforward: user must be a JSON list of texts"},
		{"getTenantProperties", "tenant=a|property_names=desc,colour", "getTenantProperties: property_names must be one of: tenantid, desc, maxrecordingsessions, maxusers, maxsessions"},
		{"setTenantProperties", "tenant=a|properties=desc", "setTenantProperties: properties takes JSON: write properties:=…"},
		{"setTenantProperties", "tenant=a|properties:=[]", "setTenantProperties: properties must be a JSON object"},
		{"setTenantProperties", "tenant=a|properties:={}", "setTenantProperties: properties must not be empty"},
		{"setTenantProperties", `tenant=a|properties:={"colour":"red"}`, "setTenantProperties: properties has a name that it must not have; each must be one of: tenantid, desc, maxrecordingsessions, maxusers, maxsessions"},
		{"setTenantProperties", `tenant=a|properties:={"desc":{}}`, "setTenantProperties: properties must hold texts, numbers, true and false only"},
		{"setTenantProperties", `tenant=a|properties:={"desc":"a","desc":"b"}`, "setTenantProperties: properties is not valid JSON"},
		{"insertRouteVariables", "template=t|values=1,2", "insertRouteVariables: values takes JSON: write values:=…"},
		{"insertRouteVariables", "template=t|values:=" + route(6), "insertRouteVariables: values must have 7 to 33 entries, not 6"},
		{"insertRouteVariables", "template=t|values:=" + route(34), "insertRouteVariables: values must have 7 to 33 entries, not 34"},
	} {
		t.Run(test.method+" "+test.args, func(t *testing.T) {
			params, err := method(t, test.method).ParseArgs(split(test.args))
			usage, ok := errors.AsType[*pal.UsageError](err)
			if !ok {
				t.Fatalf("got params %s and error %v, want a UsageError", params, err)
			}
			if diff := cmp.Diff(test.want, usage.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The guide lets the passwords be left out for those who are no users (6.4).
func TestAUserIsNotCreatedWithoutPasswords(t *testing.T) {
	for args, want := range map[string]string{
		"extension=2000|type=user|password=1|login_password=2":               "",
		"type:=\"user\"|extension=2000|login_password:=\"2\"|password=1":     "",
		"extension=2000|type=ringgroup":                                      "",
		"extension=2000|type=ivr|password=":                                  "",
		"extension=2000|type=user":                                           "createExtension: password is missing: type user needs it",
		"extension=2000|type=user|password=1":                                "createExtension: login_password is missing: type user needs it",
		"login_password=2|extension=2000|type=user":                          "createExtension: password is missing: type user needs it",
		"extension=2000|type:=\"user\"|password:=\"\"|login_password=geheim": "createExtension: password is missing: type user needs it",
	} {
		_, err := method(t, "createExtension").ParseArgs(split(args))
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", args, got, want)
		}
	}
}

// Whatever is wrong with the arguments for a password, the error does not repeat it.
func TestUsageErrorsKeepSecrets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// The prefix makes the secret a word that no message holds by itself.
		secret := "hunter2" + rapid.String().Draw(t, "secret")
		param := rapid.SampledFrom([]string{"login_password=", "login_password:=", "password:=", ""}).Draw(t, "form")
		m, _ := pal.FindMethod("createExtension")
		_, err := m.ParseArgs([]string{param + strings.ReplaceAll(secret, "=", "")})
		if err == nil {
			t.Fatal("the extension and its type are missing, yet there is no error")
		}
		if strings.Contains(err.Error(), "hunter2") {
			t.Fatalf("the error tells the secret: %v", err)
		}
	})
}

// split gives the arguments of a test case, which are separated by bars.
func split(args string) []string {
	if args == "" {
		return nil
	}
	return strings.Split(args, "|")
}
