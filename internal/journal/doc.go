// Package journal keeps what was done and which calls were seen, in one SQLite file that only its owner can read.
//
// Contracts:
//   - An act is a chain of steps (intent, result, confirmation, end). A step is appended, never changed, and is on the disk
//     when the call that wrote it returns. A step that cannot be written is an *Unwritable, and nothing of it is kept; the
//     next step tries again.
//   - Each step carries a hash over the hash of the step before it and all that it says. Verify walks them and finds every
//     edit, deletion, insertion and swap inside. A cut of the end, or a whole chain written anew, shows only against a hash
//     that was noted somewhere else. A cut of the front can be made to look like retention, and a noted hash vouches for
//     nothing before the first step that is left: such a cut shows only where everything is kept.
//   - Retention goes by the clock, but never removes everything: it waits for a step or a call that is not too old.
//   - Calls seen stand beside the chain. Seen never blocks: the journal's own goroutine writes them in batches, and what
//     does not fit in its queue is counted and let go. When that goroutine panics, every further step is refused.
//   - Several processes may have the same file open: they append to one chain.
//   - Texts are stored as pal.Text shows them, and read through it again: what a Reader gives may be printed. No caller
//     hands in a secret.
package journal
