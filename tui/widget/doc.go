// Package widget holds the parts a screen is put together from: painted lines, a table with a cursor that is an
// identity, boxes, dialogs laid over a screen, the regions a mouse can hit.
//
// A painted row is one string of an exact number of cells. Styles come in as SGR sequences that a theme made once and
// are written around the text, so a row costs what copying it costs. A row is as wide as charmbracelet/x/ansi counts it,
// the measure Bubble Tea itself cuts by; text that terminals count otherwise has room for all of them, and a mark behind
// it, which Anchor turns into a move to where the row goes on.
//
// Text handed in for painting is plain: control characters in it are dropped, not obeyed. Nothing here is safe for
// use by several goroutines at once, and nothing is shared between two values: a session owns its widgets.
package widget
