package palconn_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// sameText compares texts by what came.
var sameText = cmp.Options{
	cmp.Comparer(func(a, b pal.Text) bool { return a == b }),
	cmp.Comparer(func(a, b pal.LongText) bool { return a == b }),
}

func texts(raw ...string) []pal.Text {
	var all []pal.Text
	for _, text := range raw {
		all = append(all, pal.NewText(text))
	}
	return all
}

func longTexts(raw ...string) []pal.LongText {
	var all []pal.LongText
	for _, text := range raw {
		all = append(all, pal.NewLongText(text))
	}
	return all
}

// collected is all that a list gives, and the error that it ends with.
func collected[Row any](list iter.Seq2[Row, error]) ([]Row, error) {
	var all []Row
	for row, err := range list {
		if err != nil {
			return all, err
		}
		all = append(all, row)
	}
	return all, nil
}

// last is the error that a list ends with.
func last[Row any](list iter.Seq2[Row, error]) error {
	_, err := collected(list)
	return err
}

// clientOf is a client of a PBX that gives one result to everything.
func clientOf(t *testing.T, result string) palconn.Client {
	t.Helper()
	pbx := newForeignPBX(t, serve(func(heard) string { return `"result":` + result }))
	return palconn.Client{Sender: dialled(t, optionsFor(pbx), newTold())}
}

func TestTheDirectoryInBothShapes(t *testing.T) {
	checkLeaks(t)
	client := clientOf(t, `["1001",["1002","佐藤 花子"],1003,["1004",null],["1005"],["1006","Bo",true,{}]]`)
	got, err := collected(client.Extensions(t.Context(), pal.GetExtensions{Limit: -1, Type: "user"}))
	var want []palconn.Person
	for _, row := range [][2]string{{"1001"}, {"1002", "佐藤 花子"}, {"1003"}, {"1004"}, {"1005"}, {"1006", "Bo"}} {
		want = append(want, palconn.Person{Number: pal.NewText(row[0]), Name: pal.NewText(row[1])})
	}
	if diff := cmp.Diff(want, got, sameText); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestResultsOfAnotherShapeAreErrors(t *testing.T) {
	checkLeaks(t)
	for _, result := range []string{`{"a":1}`, `"what"`, `17`} {
		client := clientOf(t, result)
		for name, err := range map[string]error{
			"a directory": last(client.Extensions(t.Context(), pal.GetExtensions{})),
			"routes":      last(client.RouteVariables(t.Context(), pal.GetRouteVariables{})),
			"DIDs":        last(client.AllDids(t.Context(), pal.GetAllDids{})),
		} {
			if err == nil || !strings.HasPrefix(err.Error(), "reading the result of get") {
				t.Errorf("%s of %s: %v", name, result, err)
			}
		}
		if _, err := client.ExtensionProperties(t.Context(), pal.GetExtensionProperties{Extensions: []string{"1001"}}); err == nil {
			t.Errorf("properties of %s", result)
		}
	}
}

func TestPropertiesOfSeveralExtensions(t *testing.T) {
	checkLeaks(t)
	ana := palconn.Properties{Values: longTexts("Ana Ruiz")}
	denied := palconn.Properties{Err: &pal.Failed{Method: "getExtensionProperties", Result: pal.NewText("No permission.")}}
	for result, want := range map[string][]palconn.Properties{
		`[["Ana Ruiz"],"No permission."]`: {ana, denied},
		`[["Ana Ruiz"]]`:                  {ana},
		`["Ana Ruiz"]`:                    {ana},
		`["No permission."]`:              {denied},
		`["Ana Ruiz","x"]`:                {{Values: longTexts("Ana Ruiz", "x")}},
		`[["Ana Ruiz"],["Bo"],["Cy"]]`:    nil,
	} {
		t.Run(result, func(t *testing.T) {
			asked := []string{"1001", "1002"}[:max(1, min(2, len(want)))]
			got, err := clientOf(t, result).ExtensionProperties(t.Context(),
				pal.GetExtensionProperties{Extensions: asked, Properties: []string{"name"}})
			if diff := cmp.Diff(want, got, sameText); diff != "" || (err != nil) != (want == nil) {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestProductInfo(t *testing.T) {
	checkLeaks(t)
	info, err := clientOf(t, `{"users":20,"pal.notify_registered":"false","version":"3.8.4.9"}`).ProductInfo(t.Context())
	if err != nil || info.Version().Raw() != "3.8.4.9" || info["users"].Raw() != "20" {
		t.Errorf("%v, %v", info, err)
	}
}

func TestMethodsThatThePBXDoesNotKnow(t *testing.T) {
	checkLeaks(t)
	asked := make(chan string, 99)
	pbx := newForeignPBX(t, serve(func(h heard) string {
		asked <- h.Method
		if h.Method == "getRouteTemplateName" {
			return `"result":["a"]`
		}
		return unknownMethod(h)
	}))
	conn := dialled(t, optionsFor(pbx), newTold())
	client := palconn.Client{Sender: conn}
	// A method beyond the guide is asked for once, and switched off,
	if err := client.Hold(t.Context(), pal.Hold{TID: "1"}); !pal.IsMethodNotFound(err) {
		t.Errorf("hold: %v", err)
	}
	if err := client.Hold(t.Context(), pal.Hold{TID: "1"}); !errors.Is(err, pal.ErrUnsupported) || conn.Supports("hold") || !conn.Supports("unhold") {
		t.Errorf("hold again: %v", err)
	}
	// one of the guide is asked for each time,
	for range 2 {
		if err := client.Park(t.Context(), pal.Park{TID: "1", Number: "801"}); !pal.IsMethodNotFound(err) {
			t.Errorf("park: %v", err)
		}
	}
	// and one that has two spellings under both.
	if result, err := conn.Send(t.Context(), pal.Custom{Name: "getRouteTemplateNames"}); string(result) != `["a"]` || err != nil {
		t.Errorf("getRouteTemplateNames: %s, %v", result, err)
	}
	want := []string{"hold", "park", "park", "getRouteTemplateNames", "getRouteTemplateName"}
	var got []string
	for range want {
		got = append(got, await(t, asked))
	}
	if diff := cmp.Diff(want, got); diff != "" || len(asked) != 0 {
		t.Errorf("frames (-want +got):\n%s", diff)
	}
}

func TestEveryTypedMethodIsOneRequestAsInTheTable(t *testing.T) {
	checkLeaks(t)
	wire := make(chan heard, 99)
	pbx := newForeignPBX(t, serve(func(h heard) string {
		wire <- h
		return `"result":"ok"`
	}))
	c, ctx := palconn.Client{Sender: dialled(t, optionsFor(pbx), newTold())}, t.Context()
	_, callErr := c.MakeCall(ctx, pal.MakeCall{User: "1000", From: "1000", To: []string{"1001"}, Type: pal.CallerFirst})
	err := errors.Join(
		callErr,
		c.Barge(ctx, pal.Barge{User: "1000", TID: "7", Listen: true, Speak: pal.SpeakNone}),
		c.CallForward(ctx, pal.CallForward{RID: "9", Users: []string{"1001"}}),
		c.CancelTransfer(ctx, pal.CancelTransfer{TID: "7"}),
		c.Disconnect(ctx, pal.Disconnect{TID: "7"}),
		c.Park(ctx, pal.Park{TID: "7", Number: "801"}),
		c.StartRecording(ctx, pal.StartRecording{TID: "7"}),
		c.StopRecording(ctx, pal.StopRecording{TID: "7"}),
		c.Transfer(ctx, pal.Transfer{User: "1001", TID: "7", Mode: pal.Blind}),
		c.Unpark(ctx, pal.Unpark{User: "1000", Number: "801"}),
		c.Hold(ctx, pal.Hold{TID: "7"}), c.Unhold(ctx, pal.Unhold{TID: "7"}),
		c.Conference(ctx, pal.Conference{TID: "7"}),
		c.RemoteControl(ctx, pal.RemoteControl{TID: "7", Action: "talk"}),
		c.SendDTMF(ctx, pal.SendDTMF{TID: "7", Signal: "12#"}),
		c.Line(ctx, pal.Line{Line: "L1-1", Status: "on"}),
		c.Ping(ctx),
	)
	if err != nil {
		t.Fatal(err)
	}
	for range 17 {
		checkAgainstTable(t, await(t, wire))
	}
	if len(wire) != 0 {
		t.Errorf("%d frames too many", len(wire))
	}
}

// checkAgainstTable finds the required parameters in a request, and no others
// than those of the table.
func checkAgainstTable(t *testing.T, h heard) {
	t.Helper()
	method, ok := pal.FindMethod(h.Method)
	var params map[string]json.RawMessage
	if err := json.Unmarshal(h.Params, &params); err != nil || !ok {
		t.Errorf("%s %s: %v", h.Method, h.Params, err)
	}
	for name := range params {
		if _, known := method.Param(name); !known {
			t.Errorf("%s has no parameter %s", h.Method, name)
		}
	}
	missing := slices.DeleteFunc(slices.Clone(method.Params), func(p pal.Param) bool {
		return !p.Required || len(params[p.Name]) > len(`""`) || string(params[p.Name]) == fmt.Sprint(7)
	})
	if len(missing) > 0 {
		t.Errorf("%s %s lacks %v", h.Method, h.Params, missing)
	}
}
