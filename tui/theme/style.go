package theme

// Style is what a piece of text means; the theme says how that looks.
type Style uint8

// The styles. Those of a call state carry its name.
const (
	Plain       Style = iota
	Dim               // what may be overlooked
	Title             // the name of a pane or dialog
	Accent            // what the eye should find first
	Frame             // the border of a pane
	FrameFocus        // the border of the pane that has the keys
	Selected          // the row under the cursor in the focused pane
	SelectedDim       // the row under the cursor in any other pane
	Ringing
	Calling
	Talking
	Held
	Parked
	Ending
	Idle
	NotRegistered
	Unknown
	Stale     // shown as it was, no longer known to be so
	Good      // an act confirmed, a line alive
	Warn      // an act not confirmed, a limit near
	Bad       // an act refused, a line down
	Key       // a key in the footer
	Match     // the letters a search found
	Recording // a call that is being recorded
	Voicemail // messages waiting
	Overdue   // a wait over its limit

	styleCount
)
