package pal

// Code is a call status code of notify_status (5.5). The codes are seen from the
// PBX, one talker (a leg of one user) at a time.
type Code int

// The codes of the guide (5.5) and, below them, those seen from PBXs in use.
const (
	CodeDisconnect    Code = -1
	CodeCalling       Code = 0
	CodeIncoming      Code = 1
	CodeCallSuccess   Code = 2
	CodeEndTalking    Code = 12
	CodeAnswerSuccess Code = 14
	CodeParkCancel    Code = 21
	CodeParkStart     Code = 30
	CodeHold          Code = 35
	CodeUnhold        Code = 36
	CodeStartRinging  Code = 65

	CodeAnsweredAgain    Code = 16
	CodeTransferAnswered Code = 47
	CodeTransferFailed   Code = 48
	CodeAnsweredToo      Code = 205
)

// State is what a talker is doing, in the words of the console.
type State uint8

// The states of a talker. Gone is the state after CodeDisconnect and is final.
const (
	Unknown State = iota
	Ringing
	Calling
	Talking
	Held
	Parked
	Ending
	Gone
)

var stateWords = [...]string{"unknown", "ringing", "calling", "talking", "held", "parked", "ending", "gone"}

// String returns the one word for the state that is used everywhere.
func (s State) String() string { return stateWords[s] }

// IsUp reports whether the talker is connected to somebody or waits connected.
func (s State) IsUp() bool { return s == Talking || s == Held || s == Parked }

// RoleCaller is the role (CallStatus.Role) of the talker whose user made the call.
const RoleCaller = "c"

// Step is what one code does to a talker.
type Step struct {
	State State
	// Keep tells that the code leaves the state as it is: a flag (47, 48) or a
	// code that is not known.
	Keep bool
	// Back tells that the talker returns to the state it had before it was parked.
	Back bool
	// Known is false for a code that stands in no table.
	Known bool
}

// Next gives what a code means for a talker whose role is role ("" when it is
// not told). An unknown code keeps the call and its state.
func (c Code) Next(role string) Step {
	switch c {
	case CodeDisconnect:
		return Step{State: Gone, Known: true}
	case CodeCalling:
		if role == RoleCaller {
			return Step{State: Calling, Known: true}
		}
		return Step{State: Ringing, Known: true}
	case CodeStartRinging:
		return Step{State: Ringing, Known: true}
	case CodeIncoming:
		return Step{State: Calling, Known: true}
	case CodeCallSuccess, CodeAnswerSuccess, CodeAnsweredAgain, CodeAnsweredToo, CodeUnhold:
		return Step{State: Talking, Known: true}
	case CodeHold:
		return Step{State: Held, Known: true}
	case CodeParkStart:
		return Step{State: Parked, Known: true}
	case CodeParkCancel:
		return Step{State: Talking, Back: true, Known: true}
	case CodeEndTalking:
		return Step{State: Ending, Known: true}
	case CodeTransferAnswered, CodeTransferFailed:
		return Step{Keep: true, Known: true}
	}
	return Step{Keep: true}
}
