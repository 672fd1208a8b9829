package dialog

import "slices"

// offers are the suggestions for the field under the cursor of a form.
type offers struct {
	list []Suggestion
	// edited tells that the field was edited since the cursor came to it; before that tab completes nothing.
	edited bool
	// at is the one that tab has put into the field, -1 for none.
	at int
}

// offersFor lists what can stand in a field.
func offersFor(f *formField) []Suggestion {
	switch {
	case f.Fixed || f.lines != nil:
		return nil
	case len(f.Allowed) > 0:
		return allowedOffers(f)
	case f.Complete != nil:
		return f.Complete(f.text())
	}
	return nil
}

// allowedOffers are all allowed values while the field holds one of them or nothing, else those it can become.
func allowedOffers(f *formField) []Suggestion {
	values := f.Allowed
	if !slices.Contains(values, f.text()) {
		values = f.matches(f.text())
	}
	list := make([]Suggestion, len(values))
	for i, value := range values {
		list[i] = Suggestion{Value: value}
	}
	return list
}

// next is what tab makes of a text: what all suggestions have in common, and when that is no more, one suggestion after
// the other. It is false where tab has nothing to complete.
func (o *offers) next(text string) (completed string, ok bool) {
	if !o.edited || len(o.list) == 0 {
		return "", false
	}
	if len(o.list) == 1 {
		return o.list[0].Value, o.list[0].Value != text
	}
	if shared := common(o.list); o.at < 0 && len(shared) > len(text) && beginsWith(shared, text) {
		return shared, true
	}
	o.at = (o.at + 1) % len(o.list)
	return o.list[o.at].Value, true
}
