package cli

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"cordboard/tui/theme"
)

// judge reads all that reaches a terminal and knows two things alone: the sequences that this program writes, and text
// that can be printed. Any other byte is foreign. It knows nothing of where texts come from, and shares no code with
// what makes them safe.
//
// A text that imitates one of the program's own sequences is taken for it; what would let such a text through lets its
// neighbours in the corpus through too, and those are foreign.
type judge struct {
	// own are the escape sequences and controls of the program.
	own map[string]bool
	// rest is the beginning of a sequence or character that the last write cut.
	rest []byte
	// marks counts the combining marks since the last character that stands on its own.
	marks, read int
	foreign     []string
}

// mostReported is how many foreign bytes are told with their surroundings.
const mostReported = 5

// onScreen judges the bytes of the console, onPaper those of commands that print.
func onScreen(t *testing.T) *judge { return &judge{own: ownSequences(t)} }
func onPaper() *judge              { return &judge{own: map[string]bool{"\n": true}} }

// ownSequences are what the console writes beside text: the modes that Bubble Tea turns on and off, its moves to the
// corner and to the last row, what it clears, the title, the bell, and the styles of the themes in the colours
// of the terminals that tests have.
func ownSequences(t *testing.T) map[string]bool {
	own := map[string]bool{}
	for _, sequence := range []string{
		"\r", "\n", "\a", "\x1b]2;cordboard\a", "\x1b[H", "\x1b[2J", "\x1b[J", "\x1b[K", "\x1b[2K", "\x1b[?25l", "\x1b[?25h", "\x1b[?1049h",
		"\x1b[?1049l", "\x1b[?2004h", "\x1b[?2004l", "\x1b[?1002h", "\x1b[?1002l", "\x1b[?1003l", "\x1b[?1006h", "\x1b[?1006l", "\x1b[?7l", "\x1b[?7h", "\x1b[0m", "\x1b[7m",
	} {
		own[sequence] = true
	}
	for _, name := range theme.Names() {
		for _, profile := range []theme.Profile{theme.NoColor, theme.ANSI256} {
			look, err := theme.New(theme.Options{Name: name, Profile: profile})
			must(t, err)
			for style := theme.Plain; style <= theme.Overdue; style++ {
				own[look.SGR(style)] = true
			}
		}
	}
	delete(own, "")
	return own
}

// moves are those to the row of which Bubble Tea knows the number, the last, and to a column of the row that is painted.
var moves = regexp.MustCompile(`^\x1b\[[1-9][0-9]{0,2}(;H|G)$`)

// Write implements io.Writer. Writes may cut sequences and characters anywhere.
func (j *judge) Write(p []byte) (int, error) {
	text := append(j.rest, p...)
	for at := 0; at < len(text); {
		size, whole := nextToken(text[at:])
		if !whole {
			j.rest = bytes.Clone(text[at:])
			return len(p), nil
		}
		if why := j.flaw(text[at : at+size]); why != "" {
			j.report(why, text, at)
		}
		at += size
		j.read += size
	}
	j.rest = nil
	return len(p), nil
}

// verdict is what was foreign, nothing in the best case. A sequence that never ended is.
func (j *judge) verdict() []string {
	if len(j.rest) > 0 {
		return append(j.foreign, fmt.Sprintf("the end is cut: %+q", j.rest))
	}
	return j.foreign
}

func (j *judge) report(why string, text []byte, at int) {
	if len(j.foreign) >= mostReported {
		return
	}
	around := text[max(at-60, 0):min(at+40, len(text))]
	j.foreign = append(j.foreign, fmt.Sprintf("byte %d: %s in %+q", j.read, why, around))
}

// nextToken is the length of the first sequence, control or character; whole is false when more has to come to know it.
func nextToken(text []byte) (size int, whole bool) {
	if text[0] == '\x1b' {
		return escapeSequence(text)
	}
	if !utf8.FullRune(text) {
		return 0, false
	}
	_, size = utf8.DecodeRune(text)
	return size, true
}

// escapeSequence is the length of an escape sequence: CSI to its final byte, OSC to its BEL, others two bytes.
func escapeSequence(text []byte) (size int, whole bool) {
	if len(text) < 2 {
		return 0, false
	}
	var end int
	switch text[1] {
	case '[':
		end = bytes.IndexFunc(text[2:], func(r rune) bool { return r < ' ' || r > '?' })
	case ']':
		end = bytes.IndexFunc(text[2:], func(r rune) bool { return r < ' ' })
	default:
		return 2, true
	}
	return 2 + end + 1, end >= 0
}

// flaw says why a token is foreign; empty when it is not.
func (j *judge) flaw(token []byte) string {
	r, size := utf8.DecodeRune(token)
	switch {
	case j.own[string(token)] || j.own["\x1b[H"] && moves.Match(token):
		j.marks = 0
		return ""
	case r < ' ':
		return fmt.Sprintf("a sequence that is not ours, %+q,", token)
	case r == utf8.RuneError && size == 1:
		return "broken UTF-8"
	case unicode.Is(unicode.M, r):
		j.marks++
		if j.marks > 4 {
			return "more than four combining marks"
		}
	default:
		j.marks = 0
	}
	return unprintable(r)
}

// unprintable says why a character must not be printed; empty when it may. A row is made of spaces of one width; all
// else has to be seen.
func unprintable(r rune) string {
	for _, hidden := range hiddenRanges {
		if r >= hidden.from && r <= hidden.to {
			return fmt.Sprintf("%s %U", hidden.name, r)
		}
	}
	switch {
	case r == ' ', r == '\u3000':
	case r&0xFFFE == 0xFFFE:
		return fmt.Sprintf("a noncharacter %U", r)
	case !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S):
		return fmt.Sprintf("nothing that can be seen, %U,", r)
	}
	return ""
}

// hiddenRanges are from Unicode's charts, with what Unicode calls letters, marks and symbols and nobody can see.
var hiddenRanges = []struct {
	from, to rune
	name     string
}{
	{0x007F, 0x009F, "DEL or C1"},
	{0x00AD, 0x00AD, "a soft hyphen"},
	{0x034F, 0x034F, "a grapheme joiner"},
	{0x061C, 0x061C, "bidi"},
	{0x115F, 0x1160, "a Hangul filler"},
	{0x17B4, 0x17B5, "a Khmer inherent vowel"},
	{0x180B, 0x180F, "a Mongolian selector"},
	{0x200B, 0x200F, "zero width or bidi"},
	{0x2028, 0x202E, "a separator or bidi"},
	{0x2060, 0x206F, "zero width or bidi"},
	{0x2800, 0x2800, "the Braille blank"},
	{0x3164, 0x3164, "a Hangul filler"},
	{0xD800, 0xF8FF, "a surrogate or private use"},
	{0xFDD0, 0xFDEF, "a noncharacter"},
	{0xFE00, 0xFE0F, "a variation selector"},
	{0xFEFF, 0xFEFF, "a byte order mark"},
	{0xFFA0, 0xFFA0, "a Hangul filler"},
	{0xFFF0, 0xFFFC, "an annotation or object"},
	{0x13430, 0x1345F, "Egyptian format"},
	{0x16FE4, 0x16FE4, "a Khitan filler"},
	{0x1BCA0, 0x1BCA3, "shorthand format"},
	{0x1D159, 0x1D159, "the null notehead"},
	{0x1D173, 0x1D17A, "musical format"},
	{0xE0000, 0x10FFFF, "a tag, a selector or private use"},
}

func TestTheJudgeKnowsWhatIsForeign(t *testing.T) {
	for why, foreign := range map[string]string{
		"a sequence of another program": "\x1b[31m", "a move": "\x1b[5;10H", "a scroll region": "\x1b[r", "a question": "\x1b[6n", "a mode": "\x1b[?1003h",
		"a title": "\x1b]2;owned\a", "a link": "\x1b]8;;http://x/\x1b\\", "the clipboard": "\x1b]52;c;eA==\a", "a DCS": "\x1bP$qm\x1b\\", "an APC": "\x1b_Gx\x1b\\",
		"a reset": "\x1bc", "a NUL": "\x00", "a tab": "a\tb", "a backspace": "\b", "DEL": "\x7f", "C1": "\u009b31m", "a byte": "\x9b31m", "half a character": "\xe4\xbd",
		"bidi": "\u202e", "zero width": "\u200b", "a tag": "\U000e0061", "a filler": "\u3164", "a blank": "\u2800", "a selector": "\ufe0f", "private use": "\ue000",
		"a noncharacter": "\U0001fffe", "an unassigned one": "\u0378", "another space": "\u00a0", "a line separator": "\u2028", "five marks": "e\u0301\u0301\u0301\u0301\u0301",
		"our styles with more": "\x1b[7;5m", "no end": "ok\x1b[3", "no end of a title": "\x1b]2;cordboard", "an overlong one": "\xc0\x9b",
	} {
		for name, cut := range map[string]int{"whole": len(foreign), "byte by byte": 1} {
			j := onScreen(t)
			for at := 0; at < len(foreign); at += cut {
				_, _ = io.WriteString(j, foreign[at:at+cut])
			}
			if len(j.verdict()) == 0 {
				t.Errorf("%s, %s: %+q passes", why, name, foreign)
			}
		}
	}
}

func TestTheJudgeKnowsWhatIsOurs(t *testing.T) {
	ours := "\x1b[?25l\x1b[?1049h\x1b[2J\x1b[H\x1b]2;cordboard\a\x1b[H\r\x1b[1;38;5;255m cordboard  佐藤 花子 ♪ e\u0301\u0301\u0301\u0301\uFFFD\x1b[0m\r\n│\x1b[7mx\x1b[0m\x1b[36;H\a"
	for name, cut := range map[string]int{"whole": len(ours), "byte by byte": 1} {
		j := onScreen(t)
		for at := 0; at < len(ours); at += cut {
			_, _ = io.WriteString(j, ours[at:at+cut])
		}
		if found := j.verdict(); len(found) > 0 {
			t.Errorf("%s: foreign are %s", name, strings.Join(found, "\n"))
		}
	}
	paper := onPaper()
	_, _ = io.WriteString(paper, "{\"user\":\"佐藤\"}\n")
	if found := paper.verdict(); len(found) > 0 {
		t.Error(found)
	}
	_, _ = io.WriteString(paper, "\x1b[0m")
	if len(paper.verdict()) == 0 {
		t.Error("a style passes on paper")
	}
}
