package desk

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"cordboard/palconn/pal"
)

// identifying are the fields that say what a method is about, where a PBX refuses it
// for little else; read only.
var identifying = map[string]string{
	"createExtension": "extension", "deleteExtension": "extension", "createTenant": "tenant",
	"setNote": "name", "getNote": "name", "deleteNote": "name",
}

// refused puts what the PBX said no to at the field that it is about, as a
// *FieldProblem, where that is plain.
func (f Form) refused(err error) error {
	said, no := saidNo(err)
	if field := f.blamed(strings.ToLower(said.String())); no && field != "" {
		return &FieldProblem{field, Result(err)}
	}
	return err
}

// blamed is the field that a refusal in these words is about; empty when that cannot
// be told. Permission is wanting for the method as a whole, but for notes, which have
// an access each.
func (f Form) blamed(words string) string {
	about := identifying[f.Method]
	switch {
	case strings.Contains(words, "tenant") && f.index("tenant") >= 0:
		return "tenant"
	case strings.Contains(words, "permission") && about != "name":
		return ""
	case about != "":
		return about
	case f.index("extension") >= 0 && (strings.Contains(words, "extension") || strings.Contains(words, "user")):
		return "extension"
	}
	return ""
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
	p, known := f.Properties.Find(name)
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
		text = withoutWord(withoutWord(text, quoted[1:len(quoted)-1]), secret)
	}
	return pal.NewText(text)
}
