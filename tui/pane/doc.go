// Package pane holds the lists that the views of the console are made of.
//
// A pane reads one model.Snapshot at a time and paints the rows that are in
// sight. It does no I/O, sends nothing and decides nothing about calls: what is
// selected leaves it as a Pick, an identity, never a row number.
package pane
