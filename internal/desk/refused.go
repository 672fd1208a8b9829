package desk

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"cordboard/palconn/pal"
)

// identifying are the fields that say what a method is about, where a PBX refuses it
// for little else; read only.
var identifying = map[string]string{
	"createExtension": "extension", "deleteExtension": "extension", "createTenant": "tenant",
	"insertRouteVariables": "route-name", "setNote": "name", "getNote": "name", "deleteNote": "name",
}

// refused puts what the PBX said no to at the field that it is about, as a
// *FieldProblem, where that is plain.
func (f Form) refused(err error, values map[string]string) error {
	said, no := saidNo(err)
	if field := f.blamed(said.Raw(), values); no && field != "" {
		return &FieldProblem{field, Result(err)}
	}
	return err
}

// blamed is the field that a refusal in these words is about; empty when that cannot
// be told: one that the words name, or whose value they quote, or else the one that
// such a refusal is mostly about.
func (f Form) blamed(said string, values map[string]string) string {
	if params, invalid := strings.CutPrefix(said, "Invalid params: "); invalid {
		if field := f.named(params, values); field != "" {
			return field
		}
	}
	return cmp.Or(quotedIn(said, values), f.suspect(strings.ToLower(said), values), f.named(said, values))
}

// suspect is the field that a refusal in these words is mostly about. Permission is
// wanting for the method as a whole, but for notes, which have an access each, and for
// the one property that is set of an extension that could be read.
func (f Form) suspect(words string, values map[string]string) string {
	about := identifying[f.Method]
	switch permission := strings.Contains(words, "permission"); {
	case strings.Contains(words, "tenant") && f.index("tenant") >= 0:
		return "tenant"
	case permission && f.Method == "setExtensionProperties":
		return f.onlyProperty(values)
	case permission && about != "name":
		return ""
	case about != "":
		return about
	case f.index("extension") >= 0 && (strings.Contains(words, "extension") || strings.Contains(words, "user")):
		return "extension"
	}
	return ""
}

// onlyProperty is the one property that is set of an extension that the PBX told; empty
// where several are.
func (f Form) onlyProperty(values map[string]string) string {
	i := f.index("extension")
	if i < 0 || !f.Fields[i].Fixed {
		return ""
	}
	m, _ := pal.FindMethod(f.Method)
	if set := f.changedProperties(m, values); len(set) == 1 {
		return set[0]
	}
	return ""
}

// named is the first field that a text names, by its name or what it is called.
func (f Form) named(said string, values map[string]string) string {
	for word := range strings.FieldsFuncSeq(said, endsName) {
		word = strings.TrimRight(word, ".-")
		if _, has := values[word]; has {
			return word
		}
		i := slices.IndexFunc(f.Fields, func(field Field) bool { return field.Label == word || field.Name == word })
		if i >= 0 {
			return f.Fields[i].Name
		}
	}
	return ""
}

// endsName tells a character that stands in no name of a parameter or property.
func endsName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-", r)
}

// quotedIn is the one field whose value stands in quotes in a text.
func quotedIn(said string, values map[string]string) string {
	found := ""
	for name, value := range values {
		switch {
		case value == "" || !strings.Contains(said, strconv.Quote(value)):
		case found != "":
			return ""
		default:
			found = name
		}
	}
	return found
}

// saidNo is what the PBX said when it refused; false for any other error.
func saidNo(err error) (pal.Text, bool) {
	if refused, ok := errors.AsType[*pal.Refused](err); ok {
		return refused.Message, true
	}
	if failed, ok := errors.AsType[*pal.Failed](err); ok {
		return failed.Result, true
	}
	return pal.Text{}, false
}

// secrets are the secret values of a form that was filled in, the longest first. One
// that stands in plain sight in another field is none.
func (f Form) secrets(values map[string]string) []string {
	var secrets, plain []string
	for name, value := range values {
		switch {
		case value == "" || value == Emptied:
		case f.secret(name):
			secrets = append(secrets, value)
		default:
			plain = append(plain, value)
		}
	}
	secrets = slices.DeleteFunc(secrets, func(secret string) bool { return slices.Contains(plain, secret) })
	slices.SortFunc(secrets, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return secrets
}

func (f Form) secret(name string) bool {
	if i := f.index(name); i >= 0 {
		return f.Fields[i].Secret
	}
	p, known := pal.FindProperty("", "", name)
	return known && p.Secret()
}

// hiding takes secrets out of what a PBX said, for it may repeat what it was sent.
// An error that holds none stays what it is.
func hiding(secrets []string, err error) error {
	said, _ := saidNo(err)
	shown := withoutSecrets(said, secrets)
	if shown == said {
		return err
	}
	if refused, ok := errors.AsType[*pal.Refused](err); ok {
		return &pal.Refused{Method: refused.Method, Code: refused.Code, Message: shown}
	}
	failed, _ := errors.AsType[*pal.Failed](err)
	return &pal.Failed{Method: failed.Method, Result: shown}
}

func withoutSecrets(said pal.Text, secrets []string) pal.Text {
	text := said.Raw()
	for _, secret := range secrets {
		quoted := strconv.Quote(secret)
		text = pal.WithoutWord(pal.WithoutWord(text, quoted[1:len(quoted)-1]), secret)
	}
	return pal.NewText(text)
}
