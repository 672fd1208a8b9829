package palconn_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// directory is the getExtensions of a PBX. The zero directory takes limit and
// offset.
type directory struct {
	numbers []string
	// What this PBX does not know.
	noLimit, noOffset bool
	// refusal is what it answers to an offset, instead of a list.
	refusal string
	// between changes the list before each page but the first.
	between func(*directory)
	// asked are limit and offset of each request.
	asked []string
}

// numbered is a directory of so many extensions.
func numbered(n int) *directory {
	d := &directory{}
	for i := range n {
		d.numbers = append(d.numbers, fmt.Sprint(100_000+i))
	}
	return d
}

// answer is the PBX's answer to a request.
func (d *directory) answer(params []byte) (members string) {
	if len(d.asked) > 0 && d.between != nil {
		d.between(d)
	}
	var page struct{ Limit, Offset int }
	if err := json.Unmarshal(params, &page); err != nil {
		return `"error":{"code":-32602,"message":"` + err.Error() + `"}`
	}
	d.asked = append(d.asked, fmt.Sprintf("%d from %d", page.Limit, page.Offset))
	if page.Offset > 0 && d.refusal != "" {
		return d.refusal
	}
	return `"result":` + string(d.list(page.Limit, page.Offset))
}

func (d *directory) list(limit, offset int) []byte {
	rows := d.numbers
	if !d.noOffset {
		rows = rows[min(offset, len(rows)):]
	}
	if !d.noLimit && limit >= 0 {
		rows = rows[:min(limit, len(rows))]
	}
	list, _ := json.Marshal(rows)
	return list
}

// read is what a client gets of a directory through a socket.
func (d *directory) read(t *testing.T, limit int) ([]string, error) {
	t.Helper()
	pbx := newForeignPBX(t, serve(func(h heard) string { return d.answer(h.Params) }))
	conn := dialled(t, optionsFor(pbx), newTold())
	return numbersOf(palconn.Client{Sender: conn}, limit)
}

func numbersOf(client palconn.Client, limit int) (numbers []string, err error) {
	people, err := collected(client.Extensions(context.Background(), pal.GetExtensions{Limit: limit}))
	for _, p := range people {
		numbers = append(numbers, p.Number.Raw())
	}
	return numbers, err
}

func TestADirectoryInPages(t *testing.T) {
	checkLeaks(t)
	for name, test := range map[string]struct {
		of    *directory
		limit int
		asked []string
	}{
		"empty":          {numbered(0), -1, []string{"5000 from 0"}},
		"one short page": {numbered(4_999), 0, []string{"5000 from 0"}},
		"one full page":  {numbered(5_000), -1, []string{"5000 from 0", "10000 from 4900"}},
		"several pages": {
			numbered(160_000), -1,
			[]string{"5000 from 0", "10000 from 4900", "20000 from 14800", "40000 from 34700", "80000 from 74600", "80000 from 154500"},
		},
		"a number of two tenants": {
			&directory{numbers: slices.Insert(numbered(9_000).numbers, 8_000, "104950")}, -1, []string{"5000 from 0", "10000 from 4900"},
		},
		"no more than asked for":             {numbered(9_000), 7_000, []string{"5000 from 0", "2100 from 4900"}},
		"a PBX without offset":               {&directory{numbers: numbered(12_345).numbers, noOffset: true}, -1, []string{"5000 from 0", "10000 from 4900", "-1 from 0"}},
		"a PBX without limit and offset":     {&directory{numbers: numbered(12_345).numbers, noOffset: true, noLimit: true}, -1, []string{"5000 from 0"}},
		"a PBX that refuses offset":          {&directory{numbers: numbered(12_345).numbers, refusal: `"error":{"code":-32602,"message":"offset?"}`}, -1, []string{"5000 from 0", "10000 from 4900", "-1 from 0"}},
		"a PBX that fails at offset":         {&directory{numbers: numbered(12_345).numbers, refusal: `"result":"failed"`}, -1, []string{"5000 from 0", "10000 from 4900", "-1 from 0"}},
		"a PBX without limit, asked for few": {&directory{numbers: numbered(9).numbers, noLimit: true}, 7, []string{"7 from 0"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := test.of.read(t, test.limit)
			want := test.of.numbers
			if test.limit > 0 {
				want = want[:test.limit]
			}
			if diff := cmp.Diff(test.asked, test.of.asked); diff != "" {
				t.Errorf("asked for (-want +got):\n%s", diff)
			}
			if !slices.Equal(got, want) || err != nil {
				t.Errorf("%d numbers, want %d: %v", len(got), len(want), err)
			}
		})
	}
}

func TestALoopThatEndsAsksForNoMore(t *testing.T) {
	checkLeaks(t)
	d := numbered(20_000)
	pbx := newForeignPBX(t, serve(func(h heard) string { return d.answer(h.Params) }))
	client := palconn.Client{Sender: dialled(t, optionsFor(pbx), newTold())}
	for range client.Extensions(t.Context(), pal.GetExtensions{}) {
		break
	}
	if diff := cmp.Diff([]string{"5000 from 0"}, d.asked); diff != "" {
		t.Errorf("asked for (-want +got):\n%s", diff)
	}
}

func TestExtensionsThatComeAndGoBetweenPages(t *testing.T) {
	checkLeaks(t)
	// Given an extension that is created, and some that are deleted, before the second page:
	// among them the last that was given
	d := numbered(12_000)
	d.between = func(d *directory) {
		d.numbers = slices.Delete(d.numbers, 4_990, 5_000)
		d.numbers = slices.Insert(d.numbers, 0, "000001")
		d.between = nil
	}
	before := slices.Clone(d.numbers)
	// when the directory is read
	got, err := d.read(t, -1)
	// then all that were there at their time came, once and in order.
	if !slices.Equal(got, before) || err != nil {
		t.Errorf("%d numbers, want %d: %v", len(got), len(before), err)
	}
}

func TestAPBXWithoutOffsetIsFoundOutAlsoWhenItsFirstPageChanges(t *testing.T) {
	checkLeaks(t)
	d := numbered(100_000)
	before := slices.Clone(d.numbers)
	d.noOffset = true
	d.between = func(d *directory) { d.numbers = slices.Insert(d.numbers, 0, fmt.Sprintf("new %d", len(d.asked))) }
	got, err := d.read(t, -1)
	if !slices.Equal(got, before) || err != nil {
		t.Errorf("%d numbers, want %d: %v", len(got), len(before), err)
	}
	if last := d.asked[len(d.asked)-1]; last != "-1 from 0" || len(d.asked) != 7 {
		t.Errorf("asked for %q", d.asked)
	}
}

func TestADirectoryAtOnceIsOneRequest(t *testing.T) {
	d := numbered(12_345)
	people, err := collected(palconn.Client{Sender: d}.ExtensionsAtOnce(t.Context(), pal.GetExtensions{}))
	if len(people) != len(d.numbers) || err != nil || !slices.Equal(d.asked, []string{"-1 from 0"}) {
		t.Errorf("%d people, asked for %q (%v)", len(people), d.asked, err)
	}
}

func TestADirectoryThatWasTurnedOverIsToBeReadAgain(t *testing.T) {
	checkLeaks(t)
	d := numbered(12_000)
	d.between = func(d *directory) { d.numbers = slices.Delete(d.numbers, 0, 6_000) }
	got, err := d.read(t, -1)
	if len(got) != 5_000 || !errors.Is(err, palconn.ErrListChanged) {
		t.Errorf("%d numbers, %v", len(got), err)
	}
}

func TestAPageThatIsRefusedAltogether(t *testing.T) {
	checkLeaks(t)
	d := numbered(12_000)
	pbx := newForeignPBX(t, serve(func(h heard) string {
		if len(d.asked) > 0 {
			return `"error":{"code":-1,"message":"No permission."}`
		}
		return d.answer(h.Params)
	}))
	got, err := numbersOf(palconn.Client{Sender: dialled(t, optionsFor(pbx), newTold())}, -1)
	if _, refused := errors.AsType[*pal.Refused](err); !refused || len(got) != 5_000 {
		t.Errorf("%d numbers, %v", len(got), err)
	}
}

// Send makes a directory a connection by itself.
func (d *directory) Send(_ context.Context, r pal.Request) (jsontext.Value, error) {
	params, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	list, ok := strings.CutPrefix(d.answer(params), `"result":`)
	if !ok {
		return nil, &pal.Refused{Method: r.Method()}
	}
	return jsontext.Value(list), nil
}

// Whatever comes and goes, and whatever the PBX knows: what was there throughout is
// given once, in order, or the list is to be read again.
func TestPagesFitTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := numbered(rapid.IntRange(4_900, 40_000).Draw(t, "extensions"))
		d.noOffset = rapid.Bool().Draw(t, "no offset")
		stays := map[string]bool{}
		for _, number := range d.numbers {
			stays[number] = true
		}
		d.between = func(d *directory) { change(t, d, stays) }
		got, err := numbersOf(palconn.Client{Sender: d}, -1)
		if err != nil && !errors.Is(err, palconn.ErrListChanged) || len(d.asked) > 20 {
			t.Fatalf("%d requests, %v", len(d.asked), err)
		}
		if slices.Sort(got); len(slices.Compact(slices.Clone(got))) != len(got) {
			t.Fatal("an extension came twice")
		}
		for _, number := range got {
			delete(stays, number)
		}
		if err == nil && len(stays) > 0 {
			t.Fatalf("%d extensions that stayed did not come", len(stays))
		}
	})
}

// change deletes some extensions and creates one, and notes which do not stay.
func change(t *rapid.T, d *directory, stays map[string]bool) {
	from := rapid.IntRange(0, len(d.numbers)).Draw(t, "deleted from")
	to := min(from+rapid.SampledFrom([]int{0, 0, 1, 99, 100, 5_000}).Draw(t, "deleted"), len(d.numbers))
	for _, number := range d.numbers[from:to] {
		delete(stays, number)
	}
	d.numbers = slices.Delete(slices.Clone(d.numbers), from, to)
	at := rapid.IntRange(0, len(d.numbers)).Draw(t, "created at")
	d.numbers = slices.Insert(d.numbers, at, fmt.Sprintf("new %d", len(d.asked)))
}
