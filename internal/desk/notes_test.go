package desk

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"cordboard/model"
	"cordboard/palconn/pal"
)

func TestANoteThatIsThereIsNotCreated(t *testing.T) {
	there := FieldProblem{"name", "there is such a note already: edit that one"}
	hidden := FieldProblem{"name", "refused by the PBX: No permission."}
	for name, c := range map[string]struct {
		told string
		err  error
		want error
	}{
		"there is none": {"", &pal.Refused{Code: pal.CodeNotFound}, nil},
		"null":          {`null`, nil, nil},
		"one":           {`{"note":"keep me"}`, nil, &there},
		"a hidden one":  {"", &pal.Refused{Code: -1, Message: pal.NewText("No permission.")}, &hidden},
		"no line":       {"", pal.ErrClosed, pal.ErrClosed},
	} {
		t.Run(name, func(t *testing.T) {
			o, line := scripted(t, map[string]func(map[string]any) (string, error){
				"getNote": func(map[string]any) (string, error) { return c.told, c.err }, "setNote": always(`"OK"`),
			}, asSA)
			// Given the form for a new note, which is asked about,
			create := Operations(Notes)[1]
			f, err := o.Open(t.Context(), create, Item{})
			if err != nil || f.Title != "create note" || !f.Grave || !f.Creates {
				t.Fatalf("%+v (%v)", f, err)
			}
			// when it is sent, it is written only if the PBX has none of the name in that tenant.
			_, err = o.Submit(t.Context(), f, map[string]string{"tenant": "branch", "name": "rota", "note": "new"})
			problem, _ := errors.AsType[*FieldProblem](err)
			if want, at := errors.AsType[*FieldProblem](c.want); at && (problem == nil || *problem != *want) || !at && !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			want := []string{`getNote {"name":"rota","tenant":"branch"}`}
			if c.want == nil {
				want = append(want, `setNote {"tenant":"branch","name":"rota","note":"new"}`)
			}
			if !slices.Equal(line.asked, want) {
				t.Errorf("asked %q, want %q", line.asked, want)
			}
		})
	}
}

func TestTheNoteOfAPersonWhoHasNoneIsCreated(t *testing.T) {
	for told, creates := range map[string]bool{"": true, `{"note":"text"}`: false} {
		o, _ := scripted(t, map[string]func(map[string]any) (string, error){"getNote": func(map[string]any) (string, error) {
			if told == "" {
				return "", &pal.Refused{Code: pal.CodeNotFound}
			}
			return told, nil
		}})
		f, err := o.OpenNote(t.Context(), model.Who{Tenant: "main", Number: "1003"})
		if err != nil || f.Creates != creates || f.Grave != creates {
			t.Errorf("%q: creates %v, grave %v (%v)", told, f.Creates, f.Grave, err)
		}
	}
}

func TestAnAnswerDoesNotChangeWhichNoteItIs(t *testing.T) {
	o, line := scripted(t, map[string]func(map[string]any) (string, error){
		"getNote": always(`{"name":"other","tenant":"other","useraccess":2,"note":"text"}`), "setNote": always(`"OK"`),
	}, asSA)
	f, err := o.Open(t.Context(), Operations(Notes)[0], Item{Area: Notes, Tenant: "branch", Name: "rota"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Submit(t.Context(), f, valuesOf(f)); err != nil {
		t.Fatal(err)
	}
	if sent := line.asked[len(line.asked)-1]; !strings.HasPrefix(sent, `setNote {"tenant":"branch","name":"rota","useraccess":"2"`) {
		t.Errorf("sent %s", sent)
	}
}
