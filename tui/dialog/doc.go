// Package dialog holds the questions the console asks before it acts: whom to
// transfer to, where to park, whether to end a call, with which values to change
// the PBX; and the tables it answers with.
//
// A dialog does nothing itself. It is given keys and newer boards, says Stay,
// Cancelled or Chosen, and then gives what was chosen by a Choice of its own,
// which means nothing before Chosen.
//
// Contracts:
//   - What is chosen is what the last line of the dialog says. The cursor is on an
//     identity; only the operator's own keys and clicks move it. When what it was
//     on is gone, nothing is chosen until the operator chooses again.
//   - Nothing typed and nothing moved chooses nobody.
//   - Pasted text is text: it goes into a line of text and is no key.
//   - The end of a call, and what else cannot be taken back, is confirmed by
//     keymap.Yes alone.
//   - Secrets are painted as stars, never as they are, and are taken out of what is
//     said about them.
//   - What was typed into a Form stays in it, chosen or not, until the Form is let go.
//   - A dialog asks no clock and starts no timer; the time comes with a Look.
//   - A dialog belongs to one session and is used by one goroutine.
package dialog
