// Package model is the live state of a PBX, built from its notifications alone:
// extensions with their talkers, conversations paired by room, parks, lines,
// voicemail and recording.
//
// It has no terminal, no socket and no clock: the time comes in with each event.
// One writer applies events in the order of the wire; any number of readers take
// snapshots, which are immutable and cost what has changed since the last one.
//
// What is not known is said so: a row that was never told is unknown, not "off",
// "free" or "0".
package model
