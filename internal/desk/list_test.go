package desk

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn/pal"
)

// users is a result of getExtensions with so many users, from 10000 on.
func users(count int) string {
	rows := make([][]string, count)
	for i := range rows {
		rows[i] = []string{fmt.Sprint(10000 + i), "name"}
	}
	return toJSON(rows)
}

// listing is a line that has so many users, and of the other kinds nobody.
func listing(count int) map[string]func(map[string]any) (string, error) {
	return map[string]func(map[string]any) (string, error){
		"getExtensions": func(params map[string]any) (string, error) {
			if params["type"] == pal.UserExtension {
				return users(min(count, int(params["limit"].(float64)))), nil
			}
			return `[]`, nil
		},
	}
}

func TestOnlyTheBeginningOfEachKindOfExtensionIsAskedFor(t *testing.T) {
	for count, want := range map[int]Listing{
		0: {}, PageRows: {}, PageRows + 1: {More: true}, 100_000: {More: true},
	} {
		o, line := scripted(t, listing(count))
		got, err := o.List(t.Context(), Extensions, "")
		if err != nil || got.More != want.More || len(got.Items) != min(count, PageRows) {
			t.Errorf("of %d users there are %d, more %v (%v)", count, len(got.Items), got.More, err)
		}
		if len(line.asked) != len(kindsOf(Extensions)) {
			t.Errorf("asked %q", line.asked)
		}
	}
}

func TestAPBXThatPassesOverTheLimitFillsNoMemory(t *testing.T) {
	o, _ := scripted(t, map[string]func(map[string]any) (string, error){"getExtensions": always(users(20_000))})
	got, err := o.List(t.Context(), Timers, "")
	if err != nil || !got.More || len(got.Items) != 2*PageRows {
		t.Errorf("%d items, more %v (%v)", len(got.Items), got.More, err)
	}
}

func TestASearchAsksThePBXForThePatternAsItStands(t *testing.T) {
	for words, want := range map[string]string{
		"99999":     `.*99999.*`,
		"1.5+(*":    `.*1\.5\+\(\*.*`,
		"lobby":     `(?i).*lobby.*`,
		"user 77":   `(?i).*77.*`,
		"12  34":    `.*12.*34.*`,
		" ringgrou": `(?i).*ringgrou.*`,
	} {
		o, line := scripted(t, listing(3))
		if _, err := o.List(t.Context(), Timers, words); err != nil {
			t.Fatal(err)
		}
		asked := toJSON(map[string]any{"limit": PageRows + 1, "pattern": want, "property_names": []string{"name"}, "type": "user"})
		if diff := cmp.Diff("getExtensions "+asked, line.asked[0]); diff != "" {
			t.Errorf("%q (-want +got):\n%s", words, diff)
		}
	}
}

func TestASearchFindsPeopleOfTheBoardByTheirNames(t *testing.T) {
	// Given a PBX that finds nobody by a number,
	o, _ := scripted(t, map[string]func(map[string]any) (string, error){"getExtensions": always(`[]`)})
	o.hear(named(leg("70001", "11", "7", pal.CodeAnswerSuccess, "1002"), "Ana Ruiz"), named(leg("70002", "12", "7", pal.CodeAnswerSuccess, "1002"), "Bo Lund"))
	got, err := o.List(t.Context(), Extensions, "ruiz ana")
	if err != nil || len(got.Items) != 1 || got.Items[0].Name != "70001" {
		t.Errorf("found %+v (%v)", got, err)
	}
}

func TestAListingKnowsWhatASearchCanFindInIt(t *testing.T) {
	for _, c := range []struct {
		listing Listing
		words   string
		want    bool
	}{
		{Listing{}, "", true},
		{Listing{}, "1", true},
		{Listing{More: true}, "", true},
		{Listing{More: true}, "1", false},
		{Listing{Words: "1", More: true}, "1", true},
		{Listing{Words: "1", More: true}, "12", false},
		{Listing{Words: "1"}, "12", true},
		{Listing{Words: "Ana"}, "ana r", true},
		{Listing{Words: "12"}, "1", false},
		{Listing{Words: "12"}, "1 2", false},
		{Listing{Words: "12"}, "", false},
	} {
		if got := c.listing.Holds(c.words); got != c.want {
			t.Errorf("%+v holds %q: %v, want %v", c.listing, c.words, got, c.want)
		}
	}
}

func noTenant(o *options) { o.tenant = "" }

func TestSAWithoutATenantIsToldOfEachTenant(t *testing.T) {
	two := map[string]func(map[string]any) (string, error){
		"listTenants": always(`["main","branch"]`),
		"getNoteNames": func(params map[string]any) (string, error) {
			return toJSON([]any{"of " + params["tenant"].(string)}), nil
		},
		"getExtensions":         always(`[]`),
		"getAllDids":            always(`[]`),
		"getRouteTemplateNames": always(`[]`),
		"getNote":               always(`{}`),
		"setNote":               always(`"OK"`),
	}
	o, line := scripted(t, two, asSA, noTenant)
	for _, area := range []Area{Extensions, Timers, DIDs, Routes, Notes} {
		line.asked = nil
		if _, err := o.List(t.Context(), area, ""); err != nil {
			t.Errorf("%v: %v", area, err)
		}
		for _, tenant := range []string{"main", "branch"} {
			if !slices.ContainsFunc(line.asked, func(asked string) bool { return strings.Contains(asked, `"tenant":"`+tenant+`"`) }) {
				t.Errorf("%v: %s is not asked about: %q", area, tenant, line.asked)
			}
		}
	}
	// What is done with an item is done in its tenant.
	notes, _ := o.List(t.Context(), Notes, "")
	if got := notes.Items[1].Cells; !slices.Equal(got, []string{"branch", "of branch"}) {
		t.Fatalf("the second note is %q", got)
	}
	f, err := o.Open(t.Context(), Operations(Notes)[0], notes.Items[1])
	if err != nil || f.Fields[0].Value != "branch" || !f.Fields[0].Fixed {
		t.Fatalf("%+v, %v", f.Fields, err)
	}
	line.asked = nil
	if _, err := o.Submit(t.Context(), f, map[string]string{"tenant": "branch", "name": "of branch", "note": "x"}); err != nil {
		t.Fatal(err)
	}
	if want := []string{`setNote {"tenant":"branch","name":"of branch","note":"x"}`}; !slices.Equal(line.asked, want) {
		t.Errorf("asked %q, want %q", line.asked, want)
	}
}

func TestTenantsOfThePBXThatCannotListThem(t *testing.T) {
	answers := listing(1)
	answers["listTenants"] = func(map[string]any) (string, error) { return "", pal.ErrUnsupported }
	o, line := scripted(t, answers, asSA, noTenant)
	// Those on the board are asked about,
	for _, tenant := range []string{"main", "branch", "main"} {
		o.hear(pal.Registration{Tenant: pal.NewText(tenant), User: pal.NewText("1001"), Registered: pal.On})
	}
	got, err := o.List(t.Context(), Extensions, "")
	if err != nil || len(got.Items) != 2 {
		t.Errorf("%+v (%v)", got, err)
	}
	// and where there are none, the one without a name.
	o, line = scripted(t, answers, asSA, noTenant)
	if _, err := o.List(t.Context(), Extensions, ""); err != nil || strings.Contains(fmt.Sprint(line.asked), `"tenant"`) {
		t.Errorf("asked %q (%v)", line.asked, err)
	}
}

// The methods of the timers name no tenant: of two extensions with one number the PBX would choose.
func TestATimerOfANumberThatTwoTenantsHaveIsNotOpened(t *testing.T) {
	answers := map[string]func(map[string]any) (string, error){
		"listTenants": always(`["main","branch"]`),
		"getExtensions": func(params map[string]any) (string, error) {
			if params["tenant"] == "main" || params["pattern"] == "1001" {
				return `["1001"]`, nil
			}
			return `[]`, nil
		},
		"getPlanSwitchTimer": always(`"A62"`),
	}
	o, line := scripted(t, answers, asSA)
	open := func(number string) error {
		_, err := o.Open(t.Context(), Operations(Timers)[0], Item{Area: Extensions, Name: number, Group: pal.UserExtension})
		return err
	}
	if refusal, ok := errors.AsType[*Refusal](open("1001")); !ok || !strings.Contains(refusal.Why, "it is in main and branch") {
		t.Errorf("got %v", refusal)
	}
	if slices.ContainsFunc(line.asked, func(asked string) bool { return strings.HasPrefix(asked, "getPlan") }) {
		t.Errorf("asked %q", line.asked)
	}
	if err := open("1002"); err != nil {
		t.Error(err)
	}
	// An admin has one tenant: nothing more is asked.
	o, line = scripted(t, answers)
	if err := open("1001"); err != nil || len(line.asked) != 1 {
		t.Errorf("%v, asked %q", err, line.asked)
	}
}
