// Package pal is the language of a Brekeke PBX's PAL WebSocket: its
// notifications, its call states, its table of methods, its errors, and the
// decoding of its frames.
//
// It knows no socket and keeps no state. Everything that comes from the wire as
// text leaves this package as Text, which is safe to show by construction;
// numbers that arrive as text, text that arrives as numbers and fields that are
// missing are all read, because PBXs of different versions send all of them.
//
// Section numbers in comments are those of the vendor's "PAL WebSocket
// Developer's Guide", version 3.
package pal
