package cli

import (
	"slices"
	"strings"
	"testing"

	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

func TestCallPrintsTheResultAsJSON(t *testing.T) {
	pbx := startPBX(t, palsim.Options{Extensions: 3})
	extensions := outcome{exitDone, `["1000","1001","1002"]` + "\n", ""}

	t.Run("flags after the arguments", func(t *testing.T) {
		got := cordboard(t, world(t).knowing("1000"), with(at(pbx, "1000"), "call", "getExtensions", "type=user")...)
		wantOutcome(t, got, extensions)
	})
	t.Run("flags before the arguments", func(t *testing.T) {
		args := append(append([]string{"call"}, at(pbx, "1000")...), "getExtensions", "limit:=-1")
		wantOutcome(t, cordboard(t, world(t).knowing("1000"), args...), extensions)
	})
	t.Run("the configuration instead of flags", func(t *testing.T) {
		env := world(t).configured(t, "[pbx]\nurl = \""+pbx.URL()+"\"\ntenant = \"main\"\nuser = \"1000\"\npassword = \"1000\"\n")
		wantOutcome(t, cordboard(t, env, "call", "getExtensions"), extensions)
	})
}

func TestCallEscapesWhatATerminalMustNotSee(t *testing.T) {
	var b strings.Builder
	must(t, writeJSON(&b, []byte("{ \"name\" : \"\u9673 \\u001b[2J \u009b31m \u202e \U000e0041 \xff \U0001f600\" }")))
	want := `{"name":"陳 \u001b[2J \u009b31m \u202e \udb40\udc41 \ufffd 😀"}` + "\n"
	if b.String() != want {
		t.Errorf("got  %q\nwant %q", b.String(), want)
	}
}

// TestCallOfEveryAct calls each method that answers with a message, when the PBX can do it.
func TestCallOfEveryAct(t *testing.T) {
	for method, act := range acts {
		t.Run(method, func(t *testing.T) {
			pbx := startPBX(t, palsim.Options{Extensions: 8})
			args := append([]string{"call", method}, act(t, pbx)...)
			got := cordboard(t, world(t).knowing("1000"), with(at(pbx, "1000"), args...)...)
			if got.code != exitDone || got.stderr != "" || !strings.HasPrefix(got.stdout, `"succeeded`) {
				t.Errorf("%q gave %+v", args, got)
			}
			if seen := requests(pbx); len(seen) != 1 || seen[0].Method != method {
				t.Errorf("the PBX saw %+v, not one %s", seen, method)
			}
		})
	}
	for _, m := range pal.Methods() {
		if _, tested := acts[m.Name]; m.Returns == pal.ReturnsMessage && m.Name != loginMethod && !tested {
			t.Errorf("%s answers with a message and is not called here", m.Name)
		}
	}
}

// acts prepare a PBX for each method and give the arguments for it. 1003 and 1004 talk.
var acts = map[string]func(t *testing.T, pbx *palsim.PBX) []string{
	"barge": func(t *testing.T, pbx *palsim.PBX) []string {
		caller, _ := talking(t, pbx, "1003", "1004")
		return []string{"user=1005", "tid=" + caller.ID, "listen=true", "speak=false", "--reason=training"}
	},
	"callforward": func(t *testing.T, pbx *palsim.PBX) []string {
		caller, _ := talking(t, pbx, "1003", "1004")
		return []string{"rid=" + caller.Room, "user=1005,1006"}
	},
	"cancelTransfer": func(t *testing.T, pbx *palsim.PBX) []string { return []string{"tid=" + consulting(t, pbx)} },
	"conference":     func(t *testing.T, pbx *palsim.PBX) []string { return []string{"tid=" + consulting(t, pbx)} },
	"disconnect": func(t *testing.T, pbx *palsim.PBX) []string {
		caller, _ := talking(t, pbx, "1003", "1004")
		return []string{"rid=" + caller.Room}
	},
	"makeCall": func(*testing.T, *palsim.PBX) []string { return []string{"user=1003", "from=1003", "to=1004", "type=2"} },
	"park": func(t *testing.T, pbx *palsim.PBX) []string {
		_, called := talking(t, pbx, "1003", "1004")
		return []string{"tid=" + called.ID, "number=801"}
	},
	"unpark": func(t *testing.T, pbx *palsim.PBX) []string {
		talking(t, pbx, "1003", "1004")
		must(t, pbx.Park(palsim.DefaultTenant, "1004", "801"))
		return []string{"user=1005", "number=801"}
	},
	"startRecording": onTalker,
	"stopRecording": func(t *testing.T, pbx *palsim.PBX) []string {
		tid := onTalker(t, pbx)
		must(t, pbx.StartRecording(palsim.DefaultTenant, "1003"))
		return tid
	},
	"hold": onTalker,
	"unhold": func(t *testing.T, pbx *palsim.PBX) []string {
		tid := onTalker(t, pbx)
		must(t, pbx.Hold(palsim.DefaultTenant, "1003"))
		return tid
	},
	"transfer": func(t *testing.T, pbx *palsim.PBX) []string {
		return append(onTalker(t, pbx), "user=1005", "mode=blind")
	},
	"remoteControl": func(t *testing.T, pbx *palsim.PBX) []string {
		if _, err := pbx.Call(palsim.DefaultTenant, "1003", "1004"); err != nil {
			t.Fatal(err)
		}
		return []string{"talker_id=" + talkerOf(t, pbx, "1004").ID, "action=talk"}
	},
	"sendDTMF": func(t *testing.T, pbx *palsim.PBX) []string {
		caller, _ := talking(t, pbx, "1003", "1004")
		return []string{"talker_id=" + caller.ID, "signal=12#"}
	},
	"line": func(*testing.T, *palsim.PBX) []string { return []string{"line=L1-1", "status=on"} },
	"ping": func(*testing.T, *palsim.PBX) []string { return nil },
}

func onTalker(t *testing.T, pbx *palsim.PBX) []string {
	t.Helper()
	caller, _ := talking(t, pbx, "1003", "1004")
	return []string{"tid=" + caller.ID}
}

// consulting is a talker whose transfer to 1005 is being announced.
func consulting(t *testing.T, pbx *palsim.PBX) string {
	t.Helper()
	caller, _ := talking(t, pbx, "1003", "1004")
	must(t, pbx.Transfer(palsim.DefaultTenant, "1003", "1005", pal.Attended))
	must(t, pbx.Answer(palsim.DefaultTenant, "1005"))
	return caller.ID
}

func TestCallWithWrongArgumentsReachesNoPBX(t *testing.T) {
	const transferUsage = "usage: cordboard call transfer [tenant=TEXT] user=TEXT tid=TEXT [mode=blind|attended]\n"
	for _, c := range []struct {
		args   []string
		stderr string
	}{
		{[]string{"transfer", "tid=1", "user="}, "cordboard: transfer: user must not be empty\n" + transferUsage},
		{[]string{"transfer", "tid=1"}, "cordboard: transfer: user is missing\n" + transferUsage},
		{
			[]string{"transfer", "tid=1", "user=1001", "mode=sideways"},
			"cordboard: transfer: mode must be one of: blind, attended\n" + transferUsage,
		},
		{[]string{"transfer", "tid=1", "user=1001", "colour=red"}, "cordboard: transfer: colour is not one of its parameters\n" + transferUsage},
		{[]string{"transfer", "1001"}, "cordboard: transfer: argument 1 is neither name=text nor name:=JSON\n" + transferUsage},
		{
			[]string{"disconnect"},
			"cordboard: disconnect: tid or rid is missing\nusage: cordboard call disconnect [tenant=TEXT] [tid=TEXT] [rid=TEXT] [delay=N]\n",
		},
		{
			[]string{"createExtension", "extension=2000", "type=user"},
			"cordboard: createExtension: password is missing: type user needs it\n" +
				"usage: cordboard call createExtension [tenant=TEXT] extension=TEXT [password=TEXT] [login_password=TEXT] type=user|ringgroup|ivr|conditional|conference|callback\n",
		},
		{[]string{"teleport"}, "cordboard: there is no method \"teleport\"\nusage: cordboard methods lists them\n"},
		{[]string{"login", "login_password=1"}, "cordboard: the login belongs to the connection: it is done before every call\n"},
		{
			nil,
			"cordboard: requires at least 1 arg(s), only received 0\nusage: cordboard call METHOD [name=text | name:=JSON]… [flags]\n",
		},
		{
			[]string{"ping", "--colour"},
			"cordboard: unknown flag: --colour\nusage: cordboard call METHOD [name=text | name:=JSON]… [flags]\n",
		},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			pbx := startPBX(t, palsim.Options{})
			got := cordboard(t, world(t).knowing("1000"), with(at(pbx, "1000"), append([]string{"call"}, c.args...)...)...)
			wantOutcome(t, got, outcome{exitMisused, "", c.stderr})
			if seen := pbx.Requests(); len(seen) > 0 {
				t.Errorf("the PBX saw %+v", seen)
			}
		})
	}
}

func TestCallSaysWhatBecameOfTheRequest(t *testing.T) {
	impatient := "[pbx]\ntimeout = \"300ms\"\n"
	for _, c := range []struct {
		name, method string
		how          palsim.Failure
		want         outcome
	}{
		{"refused", "hold", palsim.Refuse, outcome{exitFailed, "", "cordboard: hold refused: Internal error (-32603)\n"}},
		{"failed", "hold", palsim.FailAsResult, outcome{exitFailed, "", "cordboard: hold failed: failed: hold\n"}},
		{
			"not answered", "hold", palsim.Swallow,
			outcome{exitUnknown, "", "cordboard: hold: outcome unknown: no answer in time after it was sent\n"},
		},
		{
			"cut before the answer", "hold", palsim.CutAfter,
			outcome{exitUnknown, "", "cordboard: hold: outcome unknown: the connection is closed after it was sent\n"},
		},
		{"question not answered", "getProductInfo", palsim.Swallow, outcome{exitFailed, "", "cordboard: getProductInfo: no answer in time\n"}},
		{"question cut", "getProductInfo", palsim.CutBefore, outcome{exitOffline, "", "cordboard: getProductInfo: the connection is closed\n"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			pbx := startPBX(t, palsim.Options{})
			var args []string
			if c.method == "hold" {
				args = onTalker(t, pbx)
			}
			pbx.FailNext(c.method, c.how)
			env := world(t).knowing("1000").configured(t, impatient)
			wantOutcome(t, cordboard(t, env, with(at(pbx, "1000"), append([]string{"call", c.method}, args...)...)...), c.want)
		})
	}
}

func TestCallSaysARefusalInWordsThatCanBeRead(t *testing.T) {
	pbx := startPBX(t, palsim.Options{Extensions: 3})
	const exposed = "others on this machine can see a password in an argument; write name=@FILE or name=@-\ncordboard: "
	for want, args := range map[string][]string{
		"deleteExtension failed: the PBX did not delete it: there may be no such extension": {"deleteExtension", "extension=9999"},
		exposed + "createExtension refused: Extension 1001 exists already (-32000)": {
			"createExtension", "extension=1001", "type=user", "password=1", "login_password=2",
		},
	} {
		got := cordboard(t, world(t).knowing("1000"), with(at(pbx, "1000"), append([]string{"call"}, args...)...)...)
		wantOutcome(t, got, outcome{exitFailed, "", "cordboard: " + want + "\n"})
	}
}

func TestCallByRole(t *testing.T) {
	pbx := startPBX(t, palsim.Options{})
	tid := onTalker(t, pbx)
	env := world(t).knowing("1000").configured(t, "[operator]\nrole = \"viewer\"\n")

	got := cordboard(t, env, with(at(pbx, "1000"), append([]string{"call", "hold"}, tid...)...)...)
	wantOutcome(t, got, outcome{exitFailed, "", "cordboard: not done: the role viewer may not hold\n"})
	if seen := pbx.Requests(); len(seen) > 0 {
		t.Errorf("a viewer's hold reached the PBX: %+v", seen)
	}
}

func TestCallOfSaNamesTheTenant(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"configured", []string{"getExtensions", "--tenant", "east"}, `{"tenant":"east"}`},
		{"given", []string{"getExtensions", "tenant=main", "--tenant", "east"}, `{"tenant":"main"}`},
		{"given as JSON", []string{"getExtensions", `tenant:="main"`, "--tenant", "east"}, `{"tenant":"main"}`},
		{"not a parameter", []string{"ping", "--tenant", "east"}, `{}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			pbx := startPBX(t, palsim.Options{Tenants: []string{"main", "east"}})
			got := cordboard(t, world(t).knowing("sa"), with(at(pbx, "sa"), append([]string{"call"}, c.args...)...)...)
			if got.code != exitDone {
				t.Fatalf("got %+v", got)
			}
			if seen := requests(pbx); len(seen) != 1 || seen[0].Params != c.want {
				t.Errorf("the PBX saw %+v; want params %s", seen, c.want)
			}
		})
	}
	t.Run("a tenant that the method is about is never filled in", func(t *testing.T) {
		pbx := startPBX(t, palsim.Options{})
		got := cordboard(t, world(t).knowing("sa"), with(at(pbx, "sa"), "call", "createTenant", "--tenant", "main")...)
		wantOutcome(t, got, outcome{exitMisused, "", "cordboard: createTenant: tenant is missing\nusage: cordboard call createTenant tenant=TEXT\n"})
	})
}

func TestCallCompletes(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
		not  string
	}{
		{[]string{"call", "tr"}, "transfer\tTransfers a call.\n", "login\t"},
		{[]string{"call", "transfer", "user=1001", ""}, "tid=\t", "user=\t"},
		{[]string{"call", "transfer", "mode="}, "mode=blind\nmode=attended\n", "tid="},
		{[]string{"methods", "un"}, "unpark\t", "of the call"},
	} {
		got := cordboard(t, world(t), append([]string{"__complete"}, c.args...)...)
		if !strings.Contains(got.stdout, c.want) || strings.Contains(got.stdout, c.not) {
			t.Errorf("%q gave %q; want %q and no %q", c.args, got.stdout, c.want, c.not)
		}
	}
}

// TestCallOffersEveryMethod holds completion against the table.
func TestCallOffersEveryMethod(t *testing.T) {
	got := strings.Split(cordboard(t, world(t), "__completeNoDesc", "call", "").stdout, "\n")
	for _, m := range pal.Methods() {
		if offered := slices.Contains(got, m.Name); offered != (m.Name != loginMethod) {
			t.Errorf("%s offered: %t", m.Name, offered)
		}
	}
}

func TestCallWarnsOfPropertiesThatAreNotInTheGuide(t *testing.T) {
	pbx := startPBX(t, palsim.Options{})
	got := cordboard(t, world(t).knowing("1000"), with(at(pbx, "1000"), "call", "setExtensionProperties", "extension=1001",
		`properties:={"name":"Ana","foo.bar":"1"}`)...)
	wantOutcome(t, got, outcome{
		exitDone, "\"OK\"\n", "cordboard: foo.bar is not a property of the guide's tables; it is sent all the same\n",
	})
}

func TestCallBargesWithAReasonAndToListen(t *testing.T) {
	pbx := startPBX(t, palsim.Options{Extensions: 8})
	caller, _ := talking(t, pbx, "1003", "1004")
	env := world(t).knowing("1000")
	barge := func(more ...string) outcome {
		args := append([]string{"call", "barge", "user=1005", "tid=" + caller.ID}, more...)
		return cordboard(t, env, with(at(pbx, "1000"), args...)...)
	}
	before := len(actsOf(pbx))
	// A barge without a reason is asked for wrongly, one that is heard at once is refused,
	got := barge("listen=true", "speak=false")
	if got.code != exitMisused || !strings.Contains(got.stderr, "a barge needs a reason, which the journal keeps: --reason TEXT") {
		t.Errorf("without a reason: %+v", got)
	}
	for name, how := range map[string][]string{"speak": {"listen=true", "speak=true"}, "listen": {"listen=false", "speak=false"}} {
		got = barge(append(how, "--reason", "training")...)
		if got.code != exitFailed || !strings.Contains(got.stderr, "not done: "+name+": must be") || !strings.Contains(got.stderr, "a barge begins with listening") {
			t.Errorf("%q: %+v", how, got)
		}
	}
	if acts := actsOf(pbx)[before:]; len(acts) > 0 {
		t.Errorf("the PBX was asked for %q", acts)
	}
	// and the journal has why the other was done, and that nobody sees its end.
	wantOutcome(t, barge("listen=true", "speak=false", "--reason", "training"), outcome{exitDone, `"succeeded"` + "\n", ""})
	acts := jsonLines(t, cordboard(t, env, "journal", "--kind", "acts", "--format", "json").stdout)
	if len(acts) != 1 || acts[0]["reason"] != "training" || acts[0]["ending"] != "cordboard ended first: the phone may be in the call still" {
		t.Errorf("acts: %v", acts)
	}
}
