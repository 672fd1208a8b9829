package dialog

import (
	"cordboard/model"
	"cordboard/tui/theme"
)

// presence is what an extension is doing, as one word with its look.
type presence struct {
	word  string
	style theme.Style
	glyph theme.Glyph
	// other is the other party, joined by how it stands to this one; empty without a call.
	other string
	join  theme.Glyph
}

func presenceOf(snap *model.Snapshot, e *model.Extension) presence {
	talker, busy := e.Main()
	if !busy {
		return idlePresence(e.Registered)
	}
	p := statePresence(talker.State)
	p.other, p.join = otherLabel(snap, talker), joint(talker)
	return p
}

// otherLabel is the other side of a talker, by the name the PBX told with the call or the one in the directory.
func otherLabel(snap *model.Snapshot, t model.Talker) string {
	name := t.OtherName
	if e, ok := snap.Extension(model.Who{Tenant: t.ID.Tenant, Number: t.Other.Raw()}); ok {
		name = name.Or(e.Name)
	}
	return model.Party{Number: t.Other, Name: name}.Label()
}

func idlePresence(registered model.Switch) presence {
	switch registered {
	case model.On:
		return presence{word: "idle", style: theme.Idle, glyph: theme.GlyphIdle}
	case model.Off:
		return presence{word: "not registered", style: theme.NotRegistered, glyph: theme.GlyphNotRegistered}
	}
	return statePresence(model.Unknown)
}

func statePresence(state model.State) presence {
	p := presence{word: state.String(), style: theme.Unknown, glyph: theme.GlyphUnknown}
	switch state {
	case model.Ringing:
		p.style, p.glyph = theme.Ringing, theme.GlyphRinging
	case model.Calling:
		p.style, p.glyph = theme.Calling, theme.GlyphCalling
	case model.Talking:
		p.style, p.glyph = theme.Talking, theme.GlyphTalking
	case model.Held:
		p.style, p.glyph = theme.Held, theme.GlyphHeld
	case model.Parked:
		p.style, p.glyph = theme.Parked, theme.GlyphParked
	case model.Ending:
		p.style, p.glyph = theme.Ending, theme.GlyphEnding
	}
	return p
}

// joint stands between a talker and its other party: who called whom while it rings, both while they talk.
func joint(t model.Talker) theme.Glyph {
	switch t.State {
	case model.Ringing, model.Calling, model.Unknown:
		if t.Caller {
			return theme.GlyphTo
		}
		return theme.GlyphFrom
	}
	return theme.GlyphWith
}
