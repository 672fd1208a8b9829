package theme

// Glyph is a mark that stands beside a word, never instead of it.
type Glyph uint8

// The glyphs. Those of a call state carry its name.
const (
	GlyphRinging Glyph = iota
	GlyphCalling
	GlyphTalking
	GlyphHeld
	GlyphParked
	GlyphEnding
	GlyphIdle
	GlyphNotRegistered
	GlyphUnknown
	GlyphRecording
	GlyphVoicemail
	GlyphOverdue
	GlyphCursor   // before the row under the cursor
	GlyphLive     // the line to the PBX: notifications come
	GlyphStale    // the line is being made again, the board is old
	GlyphDown     // no line
	GlyphWith     // between two who talk
	GlyphFrom     // before the one who calls
	GlyphTo       // before the one who is called
	GlyphMode     // before a choice that Tab turns
	GlyphEllipsis // where text was cut: one cell in both sets
	GlyphNotTold  // in place of a figure that nobody knows
	GlyphAbove    // before how many rows there are above those in sight
	GlyphBelow    // before how many there are below
	GlyphBreak    // where a line ends in a text that stands on one row

	glyphCount
)

func glyphs(ascii bool) [glyphCount]string {
	if ascii {
		return asciiGlyphs()
	}
	return [glyphCount]string{
		GlyphRinging:       "♪",
		GlyphCalling:       "↗",
		GlyphTalking:       "◆",
		GlyphHeld:          "‖",
		GlyphParked:        "▣",
		GlyphEnding:        "×",
		GlyphIdle:          "·",
		GlyphNotRegistered: "⊘",
		GlyphUnknown:       "?",
		GlyphRecording:     "⏺",
		GlyphVoicemail:     "✉",
		GlyphOverdue:       "!",
		GlyphCursor:        "▸",
		GlyphLive:          "●",
		GlyphStale:         "◐",
		GlyphDown:          "○",
		GlyphWith:          "↔",
		GlyphFrom:          "←",
		GlyphTo:            "→",
		GlyphMode:          "⇥",
		GlyphEllipsis:      "…",
		GlyphNotTold:       "–",
		GlyphAbove:         "↑",
		GlyphBelow:         "↓",
		GlyphBreak:         "↵",
	}
}

func asciiGlyphs() [glyphCount]string {
	return [glyphCount]string{
		GlyphRinging:       "^",
		GlyphCalling:       "+",
		GlyphTalking:       "#",
		GlyphHeld:          "=",
		GlyphParked:        "P",
		GlyphEnding:        "x",
		GlyphIdle:          "-",
		GlyphNotRegistered: "/",
		GlyphUnknown:       "?",
		GlyphRecording:     "R",
		GlyphVoicemail:     "M",
		GlyphOverdue:       "!",
		GlyphCursor:        ">",
		GlyphLive:          "*",
		GlyphStale:         "~",
		GlyphDown:          "o",
		GlyphWith:          "<>",
		GlyphFrom:          "<-",
		GlyphTo:            "->",
		GlyphMode:          "|",
		GlyphEllipsis:      "~",
		GlyphNotTold:       "-",
		GlyphAbove:         "^",
		GlyphBelow:         "v",
		GlyphBreak:         "|",
	}
}
