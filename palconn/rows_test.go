package palconn_test

import (
	"fmt"
	"strings"
	"testing"

	"cordboard/palconn"
	"cordboard/palconn/pal"
)

func TestALongAnswerHoldsNothingUp(t *testing.T) {
	checkLeaks(t)
	// Given a PBX that tells something before and after an answer of a megabyte
	long := `[` + strings.Repeat(routeValues+`,`, 9_999) + routeValues + `]`
	pbx := newForeignPBX(t, func(c *call) {
		c.letIn()
		h, _ := c.hear()
		c.say(status("1"))
		c.answer(h, `"result":`+long)
		c.say(status("2"))
		c.untilGone(nothing)
	})
	sink := newTold()
	client := palconn.Client{Sender: dialled(t, optionsFor(pbx), sink)}
	// when the caller is slow with the first route
	n := 0
	for _, err := range client.RouteVariables(t.Context(), pal.GetRouteVariables{Template: "t1"}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 1 {
			// then what came before the answer was heard, what came after it is heard
			sink.expect(t, "notify_status 1", "notify_status 2")
		}
	}
	// and all routes come.
	if n != 10_000 {
		t.Errorf("%d routes", n)
	}
}

func TestLongAnswersDoNotRunIntoEachOther(t *testing.T) {
	checkLeaks(t)
	// Given a PBX whose answers are long, and each a text of its own
	pbx := newForeignPBX(t, serve(func(h heard) string {
		return `"result":["` + strings.Repeat(strings.Trim(string(h.Params), `{"name:}`), 300_000) + `"]`
	}))
	conn := dialled(t, optionsFor(pbx), newTold())
	// when several are held at a time
	var answers []string
	var results [][]byte
	for i := range 4 {
		result, err := conn.Send(t.Context(), pal.GetNote{Name: fmt.Sprint(i)})
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, result)
		answers = append(answers, `["`+strings.Repeat(fmt.Sprint(i), 300_000)+`"]`)
	}
	// then none has become another.
	for i, result := range results {
		if string(result) != answers[i] {
			t.Errorf("answer %d is %.10s… of %d bytes", i, result, len(result))
		}
	}
}
