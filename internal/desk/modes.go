package desk

import "cordboard/palconn/pal"

// The modes of a transfer and the ways of a barge, for those who build intents.
const (
	Blind    = pal.Blind
	Attended = pal.Attended

	Listen  = pal.SpeakNone
	Whisper = pal.SpeakTutor
	Speak   = pal.SpeakAll
)
