package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"cordboard/internal/config"
	"cordboard/internal/desk"
	"cordboard/model"
	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// callCommand is `cordboard call`.
func callCommand(env environment) *cobra.Command {
	var flags connectionFlags
	var reason string
	cmd := &cobra.Command{
		Use:   "call METHOD [name=text | name:=JSON]…",
		Short: "Send one request to the PBX and print the result as JSON",
		Long: "Sends one request, once, and prints the result as JSON. `cordboard methods` lists the methods.\n" +
			"name=text takes the text as the parameter's type says, name:=JSON takes JSON as it is.\n" +
			"A barge begins with listen=true and speak=false, and needs a reason.\n" +
			"Others on this machine can see arguments. A password is better given as name=@FILE, a file of mode 0600, or\n" +
			"name=@-, the next line of standard input; so are properties and the values of a route, as JSON: name:=@FILE.",
		Args:              arguments(cobra.MinimumNArgs(1)),
		ValidArgsFunction: completeCall,
		RunE: func(cmd *cobra.Command, args []string) error {
			method, err := callable(args[0])
			if err != nil {
				return err
			}
			given, exposed, err := env.secretArgs(cmd.Context(), method, args[1:])
			if err != nil {
				return err
			}
			if _, err := params(method, given); err != nil {
				return err
			}
			if method.Name == bargeMethod && strings.TrimSpace(reason) == "" {
				return &misuse{err: errors.New("a barge needs a reason, which the journal keeps: --reason TEXT"), usage: "cordboard call " + method.Usage() + " --reason TEXT"}
			}
			if exposes(method, exposed) {
				fmt.Fprintln(env.stderr, "cordboard: others on this machine can see a password in an argument; write name=@FILE or name=@-")
			}
			c, err := flags.settings(env)
			if err != nil {
				return err
			}
			return env.call(cmd.Context(), c, method, given, reason)
		},
	}
	flags.register(cmd.Flags())
	cmd.Flags().StringVar(&reason, "reason", "", "why, kept in the journal; barge needs one")
	return cmd
}

// call makes one request and prints its result.
func (env environment) call(ctx context.Context, c config.Config, method pal.Method, args []string, reason string) error {
	asked, err := params(method, withTenant(method, args, c))
	if err != nil {
		return err
	}
	who, err := operator(c)
	if err != nil {
		return err
	}
	who.Origin = "command line"
	acts := env.journal(c)
	defer acts.Close()
	for _, name := range method.UnknownProperties(asked) {
		fmt.Fprintf(env.stderr, "cordboard: %s is not a property of the guide's tables; it is sent all the same\n", pal.NewText(name))
	}
	line := &lateLine{dial: func(ctx context.Context) (*palconn.Conn, error) { return env.dial(ctx, c) }}
	defer line.close()
	d := desk.New(desk.Options{
		Line: line, Store: model.NewStore(c.PBX.Tenant, c.Parks.Numbers), Clock: wallClock{}, Operator: who,
		Log: &desk.Log{}, Journal: acts,
	})
	if c.PBX.User == systemUser {
		d.SetLogin(pal.BySA)
	}
	result, err := d.InvokeBecause(ctx, pal.Custom{Name: method.Name, Params: asked}, reason)
	if err := errors.Join(err, d.Close()); err != nil {
		return err
	}
	return writeJSON(env.stdout, result)
}

// callable finds a method that can be called: every one but the login, which belongs to the connection.
func callable(name string) (pal.Method, error) {
	method, err := findMethod(name)
	if err == nil && method.Name == loginMethod {
		err = &misuse{err: errors.New("the login belongs to the connection: it is done before every call")}
	}
	return method, err
}

const (
	loginMethod = "login"
	bargeMethod = "barge"
)

// params reads the arguments of a method.
func params(method pal.Method, args []string) (jsontext.Value, error) {
	read, err := method.ParseArgs(args)
	if err != nil {
		return nil, &misuse{err: err, usage: "cordboard call " + method.Usage()}
	}
	return read, nil
}

// withTenant adds the configured tenant for sa, who has none of its own. A method that requires a tenant is about that
// tenant: there it has to be named.
func withTenant(method pal.Method, args []string, c config.Config) []string {
	param, has := method.Param("tenant")
	if !has || param.Required || c.PBX.User != systemUser || c.PBX.Tenant == "" {
		return args
	}
	named := slices.ContainsFunc(args, func(arg string) bool {
		name, _, _ := strings.Cut(arg, "=")
		return strings.TrimSuffix(name, ":") == "tenant"
	})
	if named {
		return args
	}
	return append(slices.Clone(args), "tenant="+c.PBX.Tenant)
}
