package dialog

import "slices"

// offers are the suggestions for the field under the cursor of a form.
type offers struct {
	list []Suggestion
	// edited tells that the field was edited since the cursor came to it; before that nothing is completed.
	edited bool
	// at is the one that was put into the field last, -1 for none.
	at int
	// declined is the name that enter completed: typed anew it is meant as it is.
	declined string
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

// completes reports whether there is something that a text can be completed to.
func (o *offers) completes(text string) bool {
	return o.edited && (len(o.list) > 1 || len(o.list) == 1 && o.list[0].Value != text)
}

// next is what a text is completed to: what all suggestions have in common, and when that is no more, one suggestion
// after the other. There must be something to complete it to.
func (o *offers) next(text string) string {
	if len(o.list) == 1 {
		return o.list[0].Value
	}
	if shared := common(o.list); o.at < 0 && len(shared) > len(text) && beginsWith(shared, text) {
		return shared
	}
	o.at = (o.at + 1) % len(o.list)
	return o.list[o.at].Value
}

// has reports whether a text is one of the suggestions.
func (o *offers) has(text string) bool {
	return slices.ContainsFunc(o.list, func(s Suggestion) bool { return s.Value == text })
}
