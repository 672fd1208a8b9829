// Package keymap holds what a person can press: the actions of the console, the keys of each in the two maps, the words
// that explain them, and the part of the screen in which they work. It is data with a lookup; what an action does is
// not known here.
//
// Keys are written the way Bubble Tea names them ("x", "alt+1", "f3", "shift+tab"), except that " " is written "space".
// Lookup takes both.
//
// Contracts:
//   - A Map never changes and is safe for use from any goroutine.
//   - In a Map a key has one meaning: no two actions that can be meant at the same moment share a key. The barge scope is
//     the exception, laid over the rest on purpose: ask for it first, and only while a barge of ours lasts.
//   - ctrl+c is Interrupt in every Map and belongs to nothing else.
//   - In a map that searches by typing, a letter, a digit or the space alone is no action outside dialogs.
package keymap
