package dialog_test

import (
	"testing"

	"cordboard/tui/dialog"
)

func commandLine() *dialog.CommandLine {
	return dialog.NewCommand(dialog.CommandOptions{
		Words: []dialog.Command{
			{Name: "find", Help: "narrow the list to what matches"},
			{Name: "transfer", Help: "transfer the call blind"},
			{Name: "transfer-attended", Help: "transfer the call attended: speak first"},
			{Name: "theme", Help: "change the colours", Args: func() []string { return []string{"contrast", "dark", "light"} }},
		},
		History: []string{"find ana", "theme dark"},
	})
}

func TestCommandListsWhatCanBeTyped(t *testing.T) {
	open(t, commandLine(), reception()).shows(38, 8,
		":",
		"  find           narrow the list to w…",
		"  transfer       transfer the call bl…",
		"  transfer-atte… transfer the call at…",
		"  theme          change the colours",
		"", "", "",
	).press("t").shows(76, 18,
		":t",
		"  transfer       transfer the call blind",
		"  transfer-atte… transfer the call attended: speak first",
		"  theme          change the colours",
		"", "", "", "", "", "", "", "", "", "", "", "", "", "",
	)
}

func TestCommandIsCompleted(t *testing.T) {
	for _, c := range []struct{ keys, want []string }{
		{[]string{"f", "tab"}, []string{":find"}},
		{[]string{"tr", "tab"}, []string{":transfer"}},
		{[]string{"tr", "tab", "tab"}, []string{":transfer"}},
		{[]string{"transfer-", "tab"}, []string{":transfer-attended"}},
		{[]string{"TH", "tab"}, []string{":theme"}},
		{[]string{"th", "tab", "d", "tab"}, []string{":theme dark"}},
		{[]string{"theme l", "tab"}, []string{":theme light"}},
		{[]string{"zz", "tab"}, []string{":zz"}},
		{[]string{"find da", "tab"}, []string{":find da"}},
	} {
		d := open(t, commandLine(), reception()).press(c.keys...)
		if got := d.screen(38, 1); got[0] != c.want[0] {
			t.Errorf("%q gave %q, want %q", c.keys, got[0], c.want[0])
		}
	}
}

func TestCommandListsTheWordsThatFollow(t *testing.T) {
	open(t, commandLine(), reception()).press("th", "tab").shows(38, 8,
		":theme", "  contrast", "  dark", "  light", "", "", "", "")
}

func TestCommandIsEntered(t *testing.T) {
	line := commandLine()
	d := open(t, line, reception()).press(" find Bo y ", "enter").decided(dialog.Chosen)
	if got := line.Choice(); got != "find Bo y" || !d.Typed() {
		t.Errorf("got %q, typed %t", got, d.Typed())
	}
	open(t, commandLine(), reception()).press("  ", "enter").decided(dialog.Cancelled)
	open(t, commandLine(), reception()).press("find", "esc").decided(dialog.Cancelled)
	open(t, commandLine(), reception()).paste("hang-up\n").decided(dialog.Stay)
}

func TestCommandComesFromTheHistory(t *testing.T) {
	line := commandLine()
	d := open(t, line, reception()).press("tr")
	for _, step := range []struct{ key, want string }{
		{"up", ":theme dark"},
		{"up", ":find ana"},
		{"up", ":find ana"},
		{"down", ":theme dark"},
		{"down", ":tr"},
		{"down", ":tr"},
		{"up", ":theme dark"},
	} {
		if got := d.press(step.key).screen(38, 1)[0]; got != step.want {
			t.Errorf("%s gave %q, want %q", step.key, got, step.want)
		}
	}
	// what comes from there can be changed and entered
	d.press("er", "enter").decided(dialog.Chosen)
	if got := line.Choice(); got != "theme darker" {
		t.Errorf("got %q", got)
	}
}

func TestCommandIsClicked(t *testing.T) {
	line := commandLine()
	d := open(t, line, reception()).press("tr")
	d.screen(38, 8)
	if v := d.Click(3, 2); v != dialog.Stay {
		t.Fatalf("the first click gave %d", v)
	}
	if v := d.Click(3, 2); v != dialog.Chosen || line.Choice() != "transfer-attended" {
		t.Errorf("the second click gave %d, %q", v, line.Choice())
	}
	// a word clicked on once is what Enter takes
	line = commandLine()
	d = open(t, line, reception()).press("t")
	d.screen(38, 8)
	d.Click(3, 3)
	d.press("enter").decided(dialog.Chosen)
	if got := line.Choice(); got != "theme" {
		t.Errorf("got %q", got)
	}
}
