// Package desk is where an operator's act becomes one request to the PBX.
//
// Every act is bound to identities: a Target is frozen from what the operator saw
// and compared with the board before anything is sent. Do checks the role, that
// the board is live and that the target has not changed, sends one request, once,
// and says what became of it; Confirm watches the notifications for the change.
// Nothing that changes something is ever sent a second time.
//
// The settings of the PBX are areas of items, of which List asks for the first, and
// forms: Open fills one with what the PBX has now, Check finds what is wrong with the
// values typed and asks nobody, Submit sends it, once. Before that Submit may ask the
// PBX what must be known, but changes nothing. Read does so for a form in which it was
// typed what it is about; one that names a call by an id is for the connection on which
// it was made, and for the call that the board showed under that id, alone. Methods that leave alone what is not
// named are sent what was changed; to the others all that was not changed goes back as
// it came, to the last byte. A password is neither read into a form nor repeated in
// an error, the log or a table.
package desk
