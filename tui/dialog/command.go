package dialog

import (
	"slices"
	"strings"

	"cordboard/keymap"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// Command is one word of the command line.
type Command struct {
	Name string
	// Help is one line.
	Help string
	// Args gives the distinct words that can follow, as texts that are safe to show; nil when none can.
	Args func() []string
}

// CommandOptions are what the command line knows.
type CommandOptions struct {
	Words []Command
	// History are the lines entered before, the newest last. It is not changed.
	History []string
}

// CommandLine asks for a command. Tab completes it; what can stand there is listed below.
type CommandLine struct {
	silent
	options CommandOptions
	field   field
	list    choices[string] // of the words that match; only a click puts the cursor there
	back    int             // how far back in the history, 0 for the line being written
	draft   string          // the line being written, while an older one is shown
}

// NewCommand asks for a command.
func NewCommand(o CommandOptions) *CommandLine {
	c := &CommandLine{options: o, field: newField("", nil)}
	c.match()
	return c
}

// Title implements Dialog.
func (c *CommandLine) Title() string { return "Command" }

// Size implements Dialog.
func (c *CommandLine) Size() (width, height int) {
	return 70, min(max(len(c.options.Words), 4), 12) + 1
}

// Typed implements Dialog.
func (c *CommandLine) Typed() bool { return c.field.typed }

// Choice gives the line.
func (c *CommandLine) Choice() string { return strings.TrimSpace(c.field.text()) }

// Key implements Dialog. Enter on an empty line cancels.
func (c *CommandLine) Key(k Key) Verdict {
	if isText(k.Msg) {
		c.edit(k)
		return Stay
	}
	switch k.Action {
	case keymap.Submit:
		return c.submit()
	case keymap.Cancel:
		return Cancelled
	case keymap.Mode:
		c.complete()
	case keymap.DialogUp:
		c.recall(c.back + 1)
	case keymap.DialogDown:
		c.recall(c.back - 1)
	default:
		c.edit(k)
	}
	return Stay
}

// submit takes the word that was clicked on before the one that was being written.
func (c *CommandLine) submit() Verdict {
	if c.list.on {
		c.write(c.list.at, true)
	}
	if c.Choice() == "" {
		return Cancelled
	}
	return Chosen
}

func (c *CommandLine) edit(k Key) {
	if c.field.key(k.Msg) {
		c.back = 0
		c.match()
	}
}

// recall shows the line entered so many commands ago.
func (c *CommandLine) recall(back int) {
	if back < 0 || back > len(c.options.History) {
		return
	}
	if c.back == 0 {
		c.draft = c.field.text()
	}
	c.back = back
	if back == 0 {
		c.field.set(c.draft)
	} else {
		c.field.set(c.options.History[len(c.options.History)-back])
	}
	c.match()
}

// split parts the line into what stands before the word being written and that word.
func (c *CommandLine) split() (before, word string) {
	text := c.field.text()
	at := strings.LastIndexByte(text, ' ') + 1
	return text[:at], text[at:]
}

// match lists the words that can stand where the line ends.
func (c *CommandLine) match() {
	before, word := c.split()
	c.list.clear()
	c.list.set(slices.DeleteFunc(c.words(before), func(s string) bool {
		return !strings.HasPrefix(strings.ToLower(s), strings.ToLower(word))
	}))
	c.list.table.Top()
}

// words are those that can follow what stands before.
func (c *CommandLine) words(before string) []string {
	command, _, _ := strings.Cut(strings.TrimSpace(before), " ")
	if command == "" {
		names := make([]string, len(c.options.Words))
		for i, w := range c.options.Words {
			names[i] = w.Name
		}
		return names
	}
	if w, ok := c.command(command); ok && w.Args != nil {
		return slices.Clone(w.Args())
	}
	return nil
}

func (c *CommandLine) command(name string) (Command, bool) {
	i := slices.IndexFunc(c.options.Words, func(w Command) bool { return w.Name == name })
	if i < 0 {
		return Command{}, false
	}
	return c.options.Words[i], true
}

// complete writes what all matching words have in common, and a space after the only one when more can follow.
func (c *CommandLine) complete() {
	words := slices.Collect(c.list.table.All())
	if len(words) == 0 {
		return
	}
	common := words[0]
	for _, word := range words[1:] {
		common = commonPrefix(common, word)
	}
	if _, word := c.split(); len(words) > 1 && len(common) <= len(word) {
		return
	}
	c.write(common, len(words) == 1)
}

// write puts a word in place of the one being written.
func (c *CommandLine) write(word string, whole bool) {
	before, _ := c.split()
	if w, ok := c.command(word); whole && before == "" && ok && w.Args != nil {
		word += " "
	}
	c.field.set(before + word)
	c.back = 0
	c.match()
}

// commonPrefix is what two words begin with alike, in the letters of the first.
func commonPrefix(a, b string) string {
	first, second := []rune(a), []rune(b)
	n := 0
	for n < min(len(first), len(second)) && strings.EqualFold(string(first[n]), string(second[n])) {
		n++
	}
	return string(first[:n])
}

// Click implements Dialog.
func (c *CommandLine) Click(_, y int) Verdict {
	if c.list.click(y) {
		return c.submit()
	}
	return Stay
}

// Render implements Dialog.
func (c *CommandLine) Render(look Look, width, height int) []string {
	p := newPage(look, width, height)
	p.row(func(line *widget.Line) {
		line.Text(look.Theme.SGR(theme.Dim), ":")
		c.field.paint(line, look)
	})
	before, _ := c.split()
	c.list.render(p, 0, look, func(line *widget.Line, word string) {
		w, ok := c.command(word)
		if before != "" || !ok {
			line.Text("", word)
			return
		}
		line.Put(look.Theme.SGR(theme.Key), w.Name, min(14, line.Left()/2))
		line.Gap(1)
		line.Text(look.Theme.SGR(theme.Dim), w.Help)
	})
	return p.rows
}
