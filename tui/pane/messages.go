package pane

import (
	"fmt"
	"slices"

	"cordboard/model"
	"cordboard/tui/theme"
	"cordboard/tui/widget"
)

// boxes lists the voicemail boxes that have something in them.
type boxes struct {
	keys []model.Who
}

// NewVoicemail lists the extensions with voicemail, those with new messages first.
func NewVoicemail() List { return newList[model.Who](&boxes{}) }

func (b *boxes) title(rows string) string { return "Voicemail " + rows }

func (b *boxes) none() string { return "no messages" }

func (b *boxes) told(f *Frame) model.Extent { return f.Snap.Messages }

func (b *boxes) rows(f *Frame, words string) []model.Who {
	b.keys = b.keys[:0]
	for _, place := range f.Snap.Boxes {
		e := f.Snap.Extensions.At(int(place))
		v := e.Voicemail
		if v.New+v.Unread+v.Read+v.Saved == 0 {
			continue
		}
		if words == "" || contains(e.Number.String()+" "+e.Name.String(), words) {
			b.keys = append(b.keys, e.ID)
		}
	}
	slices.SortFunc(b.keys, func(x, y model.Who) int {
		if nx, ny := b.isNew(f, x), b.isNew(f, y); nx != ny {
			if nx {
				return -1
			}
			return 1
		}
		return model.CompareWho(x, y)
	})
	return b.keys
}

func (b *boxes) isNew(f *Frame, id model.Who) bool {
	e, ok := f.Snap.Extension(id)
	return ok && e.Voicemail.New > 0
}

func (b *boxes) stamp(f *Frame, id model.Who) widget.Stamp {
	e, ok := f.Snap.Extension(id)
	if !ok {
		return widget.Stamp{}
	}
	return widget.Stamp{Row: e.Rev, Mark: f.Snap.Names}
}

func (b *boxes) paint(f *Frame, line *widget.Line, id model.Who) {
	e, ok := f.Snap.Extension(id)
	if !ok {
		return
	}
	v := e.Voicemail
	putPerson(line, e.Number.String(), e.Name.String(), 6, max(min(line.Left()-41, 30), 8))
	if v.New > 0 {
		line.Put(f.Theme.SGR(theme.Voicemail), fmt.Sprintf("%s %d new", f.Theme.Glyph(theme.GlyphVoicemail), v.New), 9)
	} else {
		line.Gap(9)
	}
	line.Text("", fmt.Sprintf(" %d unread  %d read  %d saved", v.Unread, v.Read, v.Saved))
}

func (b *boxes) pick(_ *Frame, id model.Who) Pick { return Pick{Extension: id} }

func (b *boxes) seek(p Pick) (model.Who, bool) { return p.Extension, p.Extension != model.Who{} }

// NewRecordings lists the conversations that are being recorded.
func NewRecordings() List {
	return newList[model.CallID](&calls{
		name: "Recordings", empty: "nothing is recorded", draw: paintConversation,
		keep:   func(_ *Frame, c *model.Conversation) bool { return c.Recording == model.On },
		extent: func(f *Frame) model.Extent { return f.Snap.Recordings },
	})
}
