// Package palconn is the line to the PBX: it dials, logs in, calls methods,
// delivers notifications and stays connected.
//
// A Conn is one connection. Dial opens it and logs in with the nonce login (PAL
// guide 4.1): the password never leaves the process, neither in the URL nor in
// an error. A Session keeps one Conn at a time alive for ever and tells a Watcher
// which notifications belong to which connection (epoch).
//
// Ordering. What the PBX sends is delivered in the order of the wire, from the
// first frame on, also what comes before the login result. The answer to a call
// is handed to its caller after everything that stood before it was delivered.
// Sinks and Watchers are never called concurrently.
//
// Blocking. A Sink that blocks holds up the connection it listens to: frames wait
// in a bounded queue, then in the network. It must not call Send.
//
// Long answers. A message of 256 KB or more is in memory once: what Send returns
// points into it, and who called reads it on a goroutine of his own while
// notifications go on. Lists come as iterators that read row by row; extensions are
// asked for page by page, so that the line is free for other messages between.
//
// Sending. A request is written once. When its answer does not come, the error is
// a *pal.Unfinished, and errors.Is(err, pal.ErrOutcomeUnknown) tells that a
// method which changes something may have been carried out. Every other error of
// Send means that nothing was changed.
//
// Cancelling. The context of a Send ends the waiting, not the connection. The
// context of Dial ends dialling and login, not the connection that came of it.
//
// Trust. wss verifies against the roots of Options.TLS, or of the system. With
// Options.Pin the PBX is known by its key alone. A certificate that does not do is
// a *DialError of kind Untrusted, which a Session does not try again.
//
// Proxies of the environment are not used and redirects are not followed: the
// console talks to the PBX it was given, or to nobody.
package palconn
