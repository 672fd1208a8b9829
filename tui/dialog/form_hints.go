package dialog

import "cordboard/keymap"

// Hint is a key that answers a dialog now, by its name in the keymap, and what it does.
type Hint struct{ Key, Does string }

// Hints are the keys that work on the field under the cursor.
func (d *Form) Hints(keys keymap.Map) []Hint {
	submit := firstKey(keys, keymap.Submit)
	if submit == "" {
		return given(Hint{firstKey(keys, keymap.Cancel), "cancel"})
	}
	return given(Hint{submitKey, d.options.Submit}, Hint{firstKey(keys, keymap.Cancel), "cancel"}, d.fieldHint(keys))
}

// fieldHint is the key that the field under the cursor is left or filled with.
func (d *Form) fieldHint(keys keymap.Map) Hint {
	f := d.field()
	switch {
	case d.turns():
		return Hint{firstKey(keys, keymap.Mode), "turns"}
	case f != nil && f.adds && f.text() != "":
		return Hint{firstKey(keys, keymap.Submit), "adds it"}
	case len(d.offers.list) > 0 && d.offers.edited:
		return Hint{firstKey(keys, keymap.Mode), "completes"}
	case f != nil && f.lines == nil && d.editable(d.at, 1) >= 0:
		return Hint{firstKey(keys, keymap.Submit), "next"}
	}
	return Hint{}
}

// Hints are the key that sends, and the one that does not.
func (d *Difference) Hints(keys keymap.Map) []Hint {
	confirm := Hint{firstKey(keys, keymap.Submit), "send"}
	if d.options.Danger {
		confirm = Hint{firstKey(keys, keymap.Yes), "yes"}
	}
	return given(confirm, Hint{firstKey(keys, keymap.Cancel), "no"})
}

// given are the hints that have a key.
func given(hints ...Hint) []Hint {
	var have []Hint
	for _, h := range hints {
		if h.Key != "" {
			have = append(have, h)
		}
	}
	return have
}
