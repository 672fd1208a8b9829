// Package theme says how things look: styles, glyphs and borders, as data.
//
// A Theme belongs to one session, because each session has a terminal of its own. It is built once by New, never
// changes after that and may be read from any goroutine. The package asks no terminal anything: what the terminal
// can do comes in as a Profile.
//
// A style is the text that opens it (SGR) and the one Reset that closes any of them. Rows are painted by writing the
// two around plain text; nothing is computed per cell. No state is told by colour alone: every call state has a word
// and a glyph, every glyph an ASCII twin.
package theme
