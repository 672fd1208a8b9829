package pal_test

import (
	"bytes"
	stdjson "encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/pelletier/go-toml/v2"

	"cordboard/palconn/pal"
)

const password = "hunter2"

type holder struct {
	Name   string
	Secret pal.Secret
	Linked *pal.Secret
	Listed []pal.Secret
	Mapped map[pal.Secret]pal.Secret
	inside pal.Secret
}

func TestSecretsPrintAsStars(t *testing.T) {
	secret := pal.NewSecret(password)
	h := holder{"x", secret, &secret, []pal.Secret{secret}, map[pal.Secret]pal.Secret{secret: secret}, secret}
	printed := map[string]string{"String": secret.String(), "GoString": secret.GoString(), "Error": fmt.Errorf("login with %w", fmt.Errorf("%s", secret)).Error()}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%X", "% x", "%t", "%c", "%U", "%p", "%10.3s", "%!", "%T"} {
		printed[verb] = fmt.Sprintf(verb, secret)
		printed["&"+verb] = fmt.Sprintf(verb, &secret)
		printed["holder "+verb] = fmt.Sprintf(verb, h)
	}
	printed["print"] = fmt.Sprint(secret, h)
	printed["json v2"] = marshal(t, h, func(v any) ([]byte, error) { return json.Marshal(v) })
	printed["json"] = marshal(t, h, stdjson.Marshal)
	printed["toml"] = marshal(t, struct{ Secret pal.Secret }{secret}, toml.Marshal)
	printed["slog text"] = logged(h, secret, func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) })
	printed["slog json"] = logged(h, secret, func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) })
	for way, text := range printed {
		if strings.Contains(text, password) || strings.Contains(strings.ToLower(text), fmt.Sprintf("%x", password)) {
			t.Errorf("%s tells the secret: %s", way, text)
		}
	}
	for _, way := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "json", "json v2", "toml", "slog text", "slog json", "print"} {
		if !strings.Contains(printed[way], "***") {
			t.Errorf("%s does not show that there is a secret: %s", way, printed[way])
		}
	}
}

func marshal(t *testing.T, v any, by func(any) ([]byte, error)) string {
	t.Helper()
	out, err := by(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func logged(h holder, secret pal.Secret, handler func(*bytes.Buffer) slog.Handler) string {
	var out bytes.Buffer
	slog.New(handler(&out)).Info("login", "secret", secret, "linked", &secret, "holder", h, slog.Group("g", "s", secret))
	return out.String()
}

func TestSecretsAreRevealedOnlyByAsking(t *testing.T) {
	if got := pal.NewSecret(password).Reveal(); got != password {
		t.Errorf("got %q", got)
	}
	if (pal.Secret{}).String() != "***" || !(pal.Secret{}).Empty() || pal.NewSecret(password).Empty() {
		t.Error("an empty secret is not empty, or looks unlike the others")
	}
}

func TestASecretIsHiddenAsAWordAlone(t *testing.T) {
	for text, want := range map[string]string{
		"Extension 3001 exists, password 1": "Extension 3001 exists, password ***",
		"1, 11, x1 and \"1\"":               "***, 11, x1 and \"***\"",
		"none":                              "none",
	} {
		if got := pal.WithoutWord(text, "1"); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
	if got := pal.WithoutWord("as it was", ""); got != "as it was" {
		t.Errorf("no secret made %q", got)
	}
}
