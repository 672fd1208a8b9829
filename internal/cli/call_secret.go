package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/internal/config"
	"cordboard/palconn/pal"
)

// elsewhere begins the value of an argument that stands somewhere else: "@FILE", or "@-" for standard input.
const elsewhere = "@"

// secretArgs are the arguments of a method with what stands elsewhere put in, which others cannot see as they see
// arguments. Only a parameter that can hold a secret takes its value from there: a secret one the text, one of JSON the
// JSON. exposed are the arguments that were there already.
func (env environment) secretArgs(ctx context.Context, method pal.Method, args []string) (filled, exposed []string, err error) {
	lines := bufio.NewReader(env.stdin)
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		from, away := strings.CutPrefix(value, elsewhere)
		if !away || !takesElsewhere(method, name) {
			filled, exposed = append(filled, arg), append(exposed, arg)
			continue
		}
		text, err := env.readElsewhere(ctx, lines, strings.TrimSuffix(name, ":"), from)
		if err != nil {
			return nil, nil, &misuse{err: fmt.Errorf("%s: %w", strings.TrimSuffix(name, ":"), err), usage: "cordboard call " + method.Usage()}
		}
		filled = append(filled, name+"="+text)
	}
	return filled, exposed, nil
}

// takesElsewhere tells the name of a parameter that can hold a secret; with a ":" of its JSON.
func takesElsewhere(method pal.Method, name string) bool {
	name, isJSON := strings.CutSuffix(name, ":")
	p, known := method.Param(name)
	return known && (p.Secret || isJSON && (p.Kind == pal.KindObject || p.Kind == pal.KindRoute))
}

// readElsewhere reads a file, or the next line of standard input, which a person at a terminal is asked for.
func (env environment) readElsewhere(ctx context.Context, lines *bufio.Reader, name, from string) (string, error) {
	switch {
	case from != "-":
		secret, err := config.SecretFile(from)
		return secret.Reveal(), err
	case env.askPassword != nil:
		secret, err := env.askPassword(ctx, name+": ")
		return secret.Reveal(), err
	}
	line, err := lines.ReadString('\n')
	switch line = strings.TrimRight(line, "\r\n"); {
	case err != nil && !errors.Is(err, io.EOF):
		return "", fmt.Errorf("read standard input: %w", err)
	case line == "":
		return "", errors.New("standard input has no line for it")
	}
	return line, nil
}

// exposes tells whether a secret of a method stands in arguments as they were given.
func exposes(method pal.Method, args []string) bool {
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		name, isJSON := strings.CutSuffix(name, ":")
		if !isJSON {
			quoted, _ := json.Marshal(value, jsontext.AllowInvalidUTF8(true))
			value = string(quoted)
		}
		params := fmt.Sprintf(`{%q:%s}`, name, value)
		if len(pal.SecretsIn(pal.Custom{Name: method.Name, Params: jsontext.Value(params)})) > 0 {
			return true
		}
	}
	return false
}
