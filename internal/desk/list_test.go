package desk

import (
	"fmt"
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

func TestThatKindsAndTenantsWereNotAskedAboutIsTold(t *testing.T) {
	// Given tenants, each with more users than are listed and nobody else,
	for names, want := range map[string]struct {
		cut   bool
		asked int
	}{
		`["a"]`:                         {false, 6},
		`["a","b","c","d","e"]`:         {false, 30},
		`["a","b","c","d","e","f"]`:     {true, 31},
		`["a","b","c","d","e","f","g"]`: {true, 31},
	} {
		answers := listing(PageRows + 1)
		answers["listTenants"] = always(names)
		o, line := scripted(t, answers, asSA, noTenant)
		got, err := o.List(t.Context(), Extensions, "")
		// then those are asked about until there are enough,
		if asked := len(line.asked) - 1; err != nil || asked != want.asked {
			t.Errorf("%s: asked %d times, want %d (%v)", names, asked, want.asked, err)
		}
		// and it is told when that was not all.
		if !got.More || got.Cut != want.cut {
			t.Errorf("%s: more %v, cut %v, want %v", names, got.More, got.Cut, want.cut)
		}
	}
}

func TestNullIsAnEmptyList(t *testing.T) {
	o, _ := scripted(t, map[string]func(map[string]any) (string, error){
		"getExtensions": always(`null`), "getNoteNames": always(`null`), "getAllDids": always(`null`), "getRouteTemplateNames": always(`null`),
	})
	for _, area := range []Area{Extensions, Timers, Notes, DIDs, Routes} {
		if got, err := o.List(t.Context(), area, ""); err != nil || len(got.Items) != 0 || got.More {
			t.Errorf("%v: %+v (%v)", area, got, err)
		}
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

func TestEveryOperationHasAKeyOfItsOwn(t *testing.T) {
	for _, area := range Areas() {
		keys := map[string]string{}
		for _, o := range Operations(area) {
			if other, taken := keys[o.Key]; taken || len(o.Key) != 1 {
				t.Errorf("%v: %q chooses %s, and %s", area, o.Key, o.Name, other)
			}
			keys[o.Key] = o.Name
		}
	}
}
