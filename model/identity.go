package model

// Who names an extension, a park or a line: its tenant and its number as the PBX
// writes them (raw, never shown).
type Who struct {
	Tenant, Number string
}

// Leg is the identity of one talker: a talker id alone is used again after the
// PBX restarts, so tenant, user and epoch belong to it.
type Leg struct {
	Tenant, User, Talker string
	Epoch                uint64
}

// IsZero reports whether there is no leg: a party outside, of which the PBX tells
// only the number.
func (l Leg) IsZero() bool { return l.Talker == "" }

// Who is the extension the leg belongs to.
func (l Leg) Who() Who { return Who{l.Tenant, l.User} }

// CallID is the identity of a conversation for as long as this program runs. It
// grows with each conversation seen and is never used twice.
type CallID uint64

// roomKey is the identity of a room within one epoch.
type roomKey struct {
	tenant, room string
}
