package desk

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

func TestAnyResultIsATable(t *testing.T) {
	for result, want := range map[string]Table{
		`"OK"`:                      {[]string{"result"}, [][]string{{"OK"}}},
		`true`:                      {[]string{"result"}, [][]string{{"true"}}},
		`null`:                      {[]string{"result"}, [][]string{{"done"}}},
		``:                          {[]string{"result"}, [][]string{{"done"}}},
		`"a\nb\u001b[31m"`:          {[]string{"result"}, [][]string{{"a\nb\uFFFD[31m"}}},
		`["a","b"]`:                 {[]string{"value"}, [][]string{{"a"}, {"b"}}},
		`[]`:                        {[]string{"value"}, nil},
		`[["a"],["b",2]]`:           {[]string{"value", "2"}, [][]string{{"a"}, {"b", "2"}}},
		`{"name":"n","deep":[1]}`:   {[]string{"name", "value"}, [][]string{{"name", "n"}, {"deep", "[1]"}}},
		`[{"a":"1"},{"b":2,"a":3}]`: {[]string{"a", "b"}, [][]string{{"1"}, {"3", "2"}}},
	} {
		if diff := cmp.Diff(want, newTable(jsontext.Value(result))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", result, diff)
		}
	}
}

func TestColumnsWithoutNamesAreNamed(t *testing.T) {
	for name, c := range map[string]struct {
		method, names, result string
		want                  Table
	}{
		"a route": {
			"getRouteVariables", "", `[["1","main","n","","","","a","b"]]`,
			Table{[]string{"enabled", "tenant", "name", "password", "reserved", "reserved", "v1", "v2"}, [][]string{{"1", "main", "n", "", "", "", "a", "b"}}},
		},
		"a DID that has names":      {"getAllDids", "", `[{"name":"n"}]`, Table{[]string{"name"}, [][]string{{"n"}}}},
		"properties of one":         {"getExtensionProperties", "name, desc", `["Ana","Lab"]`, Table{[]string{"name", "value"}, [][]string{{"name", "Ana"}, {"desc", "Lab"}}}},
		"properties of several":     {"getExtensionProperties", "name,desc", `[["Ana","Lab"]]`, Table{[]string{"name", "desc"}, [][]string{{"Ana", "Lab"}}}},
		"one property of several":   {"getExtensionProperties", "name", `[["Ana"],["Bo"]]`, Table{[]string{"name"}, [][]string{{"Ana"}, {"Bo"}}}},
		"properties of a tenant":    {"getTenantProperties", "desc", `["Lab"]`, Table{[]string{"name", "value"}, [][]string{{"desc", "Lab"}}}},
		"extensions":                {"getExtensions", "", `["1001"]`, Table{[]string{"extension"}, [][]string{{"1001"}}}},
		"extensions with names":     {"getExtensions", "name", `[["1001","Ana"]]`, Table{[]string{"extension", "name"}, [][]string{{"1001", "Ana"}}}},
		"more than was asked for":   {"getExtensions", "name", `[["1001","Ana","x"]]`, Table{[]string{"extension", "name", "3"}, [][]string{{"1001", "Ana", "x"}}}},
		"an answer of another kind": {"getRouteVariables", "", `"OK"`, Table{[]string{"result"}, [][]string{{"OK"}}}},
		"none":                      {"getRouteVariables", "", `[]`, Table{[]string{"value"}, nil}},
	} {
		got := newTable(jsontext.Value(c.result)).naming(c.method, map[string]string{"property_names": c.names})
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestSecretsAreTakenOutOfATable(t *testing.T) {
	for name, c := range map[string]struct {
		method, names, result string
		want                  [][]string
	}{
		"password of a route":  {"getRouteVariables", "", `[["1","main","n","geheim","","","a"]]`, [][]string{{"1", "main", "n", "***", "", "", "a"}}},
		"a route without one":  {"getRouteVariables", "", `[["1","main","n","","","","a"]]`, [][]string{{"1", "main", "n", "", "", "", "a"}}},
		"a property":           {"getExtensionProperties", "name, login.password", `["Ana","geheim"]`, [][]string{{"Ana"}, {"***"}}},
		"of several":           {"getExtensionProperties", "login.password,name", `[["geheim","Ana"]]`, [][]string{{"***", "Ana"}}},
		"of everybody":         {"getExtensions", "name,login.password", `[["1001","Ana","geheim"],["1002","Bo","geheim"]]`, [][]string{{"1001", "Ana", "***"}, {"1002", "Bo", "***"}}},
		"of numbers alone":     {"getExtensions", "login.password", `["1001"]`, [][]string{{"1001"}}},
		"route of 4 values":    {"getAllDids", "", `[["1","main","n","geheim"]]`, [][]string{{"1", "main", "n", "***"}}},
		"by its name":          {"getAllDids", "", `[{"name":"n","password":"geheim","v1":"a","v2":"b"}]`, [][]string{{"n", "***", "a", "b"}}},
		"by name in one":       {"getAllDids", "", `{"name":"n","Password":"geheim"}`, [][]string{{"name", "n"}, {"Password", "***"}}},
		"an object, not val 3": {"getAllDids", "", `[{"template":"t","name":"n","enabled":"1","v1":"a"}]`, [][]string{{"t", "n", "1", "a"}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := newTable(jsontext.Value(c.result)).hiding(c.method, map[string]string{"property_names": c.names})
			if diff := cmp.Diff(c.want, got.Rows); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}
