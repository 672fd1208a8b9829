package pal_test

import (
	"testing"

	"github.com/go-json-experiment/json"

	"cordboard/palconn/pal"
)

func TestARouteGoesBackAsItCame(t *testing.T) {
	for told, on := range map[string]bool{"1": true, "true": true, "TRUE": true, "0": false, "false": false, "": false, "2": false} {
		// Given a route of 33 values, each another,
		values := make([]string, 33)
		for i := range values {
			values[i] = string(rune('a' + i))
		}
		values[0] = told
		wire, err := json.Marshal(values)
		if err != nil {
			t.Fatal(err)
		}
		var r pal.Route
		if err := json.Unmarshal(wire, &r); err != nil {
			t.Fatal(err)
		}
		// then it is on in any word for that, and written as it was read.
		if r.On() != on {
			t.Errorf("%q is on: %v", told, r.On())
		}
		if again, err := json.Marshal(r); err != nil || string(again) != string(wire) {
			t.Errorf("read\n%s, wrote\n%s (%v)", wire, again, err)
		}
	}
}
