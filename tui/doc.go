// Package tui is the screen of the console: one Bubble Tea model over panes and
// dialogs that are plain values.
//
// The screen wakes once a frame, however many events came, takes one snapshot and
// paints the rows in sight. Acts go to the desk in commands; nothing here waits
// for the PBX. Bubble Tea calls Update and View from one goroutine, and all state
// of App belongs to it.
package tui
