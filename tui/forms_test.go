package tui

import (
	"slices"
	"testing"

	"cordboard/internal/desk"
	"cordboard/palconn/pal"
)

func TestAPropertyIsFoundByAnyPartOfItsNameAndByWhatItIs(t *testing.T) {
	form := desk.Form{Properties: pal.Properties(pal.UserExtension, "")}
	for typed, want := range map[string]struct {
		first, has string
	}{
		"pln2_d_b":    {"pln2_d_busyforward", ""},
		"ringer":      {"pln1_d_ringertime", "pln1_ptn1_ringertime"},
		"forward":     {"", "pln1_d_busyforward"},
		"busyforward": {"busyforward.voicemail", "pln1_d_busyforward"},
		"Calls Busy":  {"", "pln1_d_busyforward"},
	} {
		var names []string
		for _, offer := range completeProperty(form, nil, typed) {
			names = append(names, offer.Value)
			if _, known := form.Properties.Find(offer.Value); !known || offer.Help == "" {
				t.Errorf("%q offers %+v", typed, offer)
			}
		}
		if len(names) == 0 || len(names) > mostSuggestions || want.first != "" && names[0] != want.first || want.has != "" && !slices.Contains(names, want.has) {
			t.Errorf("%q offers %q, want %+v", typed, names, want)
		}
	}
	if offers := completeProperty(form, nil, "no such words"); len(offers) != 0 {
		t.Errorf("offered is %v", offers)
	}
}
