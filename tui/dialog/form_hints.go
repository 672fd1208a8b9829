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
	return given(Hint{submitKey, d.options.Submit}, Hint{firstKey(keys, keymap.Cancel), "cancel"}, d.nextHint(), d.fieldHint(keys))
}

// nextHint is the key that goes to the next field, where there is one to go to.
func (d *Form) nextHint() Hint {
	first, last := d.editable(-1, 1), d.editable(len(d.fields), -1)
	if first == last && (first < 0 || first == d.at) {
		return Hint{}
	}
	return Hint{"tab", "next"}
}

// fieldHint is the key that the field under the cursor is filled with.
func (d *Form) fieldHint(keys keymap.Map) Hint {
	f := d.field()
	switch {
	case d.turns():
		return Hint{"←→", "turns"}
	case f != nil && f.adds && f.text() != "" && d.accepts():
		return Hint{firstKey(keys, keymap.Submit), "completes"}
	case f != nil && f.adds && f.text() != "" && f.refuses(f.text()) == "":
		return Hint{firstKey(keys, keymap.Submit), "adds it"}
	case d.completes():
		return Hint{"right", "completes"}
	}
	return Hint{}
}

// Hints are the key that sends, the one that does not, and those that scroll where not all was in sight at the last
// render.
func (d *Difference) Hints(keys keymap.Map) []Hint {
	confirm := Hint{firstKey(keys, keymap.Submit), "send"}
	if d.options.Danger {
		confirm = Hint{firstKey(keys, keymap.Yes), "yes"}
	}
	hints := given(confirm, Hint{firstKey(keys, keymap.Cancel), "no"})
	if d.window.rows > d.window.height {
		hints = append(hints, Hint{scrollKeys(keys), "scroll"})
	}
	return hints
}

// scrollKeys names the keys that move a window.
func scrollKeys(keys keymap.Map) string {
	return keymap.Label(firstKey(keys, keymap.DialogUp)) + keymap.Label(firstKey(keys, keymap.DialogDown)) + " " + keymap.Label("pgdown")
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
