package model

import "cordboard/palconn/pal"

// The words of the protocol that rows are made of. What reads the model needs no
// more of the protocol than these.
type (
	// Text is a text of the PBX that is safe to show.
	Text = pal.Text
	// State is what a talker is doing.
	State = pal.State
	// Switch is on, off or not told.
	Switch = pal.Switch
	// Code is a call status code of the PBX.
	Code = pal.Code
)

// The states of a talker or a conversation.
const (
	Unknown = pal.Unknown
	Ringing = pal.Ringing
	Calling = pal.Calling
	Talking = pal.Talking
	Held    = pal.Held
	Parked  = pal.Parked
	Ending  = pal.Ending
	Gone    = pal.Gone
)

// The values of a Switch.
const (
	NotTold = pal.NotTold
	Off     = pal.Off
	On      = pal.On
)

// The flags of a transfer.
const (
	TransferAnswered = pal.CodeTransferAnswered
	TransferFailed   = pal.CodeTransferFailed
)

// WithoutWord is a text with a secret hidden where it stands as a word (pal.WithoutWord).
func WithoutWord(text, secret string) string { return pal.WithoutWord(text, secret) }
