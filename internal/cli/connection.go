package cli

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/pflag"

	"cordboard/internal/config"
	"cordboard/internal/desk"
	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// systemUser is the login that belongs to no tenant and is no extension (PAL guide 4).
const systemUser = "sa"

var (
	errNoPBX = errors.New("no PBX is configured: `cordboard demo` shows a simulated one; " +
		"`cordboard config init` writes a configuration to fill in, or name one with --url and --user")
	errNoUser     = errors.New("no login user: give --user, or set user in [pbx] of the configuration")
	errNoPassword = errors.New("no password: give --password-file, set " + config.PasswordVariable +
		", or set password_file or password_command in [pbx] of the configuration")
)

// connectionFlags are the flags of every command that connects to a PBX.
type connectionFlags struct {
	set                                     *pflag.FlagSet
	config, url, tenant, user, passwordFile string
}

func (f *connectionFlags) register(set *pflag.FlagSet) {
	f.set = set
	registerConfig(set, &f.config)
	set.StringVar(&f.url, "url", "", "address of the PBX, `ws://HOST:PORT/pbx/ws` or wss://…")
	set.StringVar(&f.tenant, "tenant", "", "`NAME` of the tenant")
	set.StringVar(&f.user, "user", "", "login user, an extension or sa, by `NAME`")
	set.StringVar(&f.passwordFile, "password-file", "", "`FILE` with the password alone, mode 0600")
}

func registerConfig(set *pflag.FlagSet, path *string) {
	set.StringVar(path, "config", "", "configuration `FILE`, in place of the one that cordboard config path names")
}

// settings are the configuration with the flags laid over it.
func (f connectionFlags) settings(env environment) (config.Config, error) {
	c, err := env.loadConfig(f.config)
	if err != nil {
		return config.Config{}, err
	}
	for name, setting := range map[string]*string{
		"url": &c.PBX.URL, "tenant": &c.PBX.Tenant, "user": &c.PBX.User, "password-file": &c.PBX.GivenPasswordFile,
	} {
		if flag := f.set.Lookup(name); flag.Changed {
			*setting = flag.Value.String()
		}
	}
	if err := c.Validate(); err != nil {
		return config.Config{}, &misuse{err: err}
	}
	return c, nil
}

// loadConfig reads the file at path. With no path it reads the one in its usual place, which need not exist.
func (env environment) loadConfig(path string) (config.Config, error) {
	named := path != ""
	if !named {
		path = env.configPath
	}
	c, err := config.Load(path)
	switch {
	case err == nil:
		return c, nil
	case !named && errors.Is(err, fs.ErrNotExist):
		return config.Default(), nil
	}
	return config.Config{}, &misuse{err: err}
}

// dialOptions are what to connect with. Where no password is configured, they ask for it.
func (env environment) dialOptions(ctx context.Context, c config.Config, want palconn.Want) (palconn.Options, error) {
	switch {
	case c.PBX.URL == "":
		return palconn.Options{}, &misuse{err: errNoPBX}
	case c.PBX.User == "":
		return palconn.Options{}, &misuse{err: errNoUser}
	}
	trust, err := trustedBy(c.PBX.CAFile)
	if err != nil {
		return palconn.Options{}, err
	}
	pin, err := c.PBX.PinnedKey()
	if err != nil {
		return palconn.Options{}, &misuse{err: err}
	}
	password, err := env.password(ctx, c)
	if err != nil {
		return palconn.Options{}, err
	}
	options := palconn.Options{
		URL: c.PBX.URL, Tenant: c.PBX.Tenant, User: c.PBX.User, Password: password, Want: want,
		TLS: trust, Pin: pin, Timeout: c.PBX.Timeout.Duration, AllowPlaintext: c.PBX.AllowPlaintext,
	}
	switch {
	case c.PBX.User == systemUser:
		options.Tenant = ""
	case !c.PBX.Everyone:
		options.Want.Users = []string{c.PBX.User}
	}
	return options, nil
}

func (env environment) password(ctx context.Context, c config.Config) (pal.Secret, error) {
	password, err := c.Secret(ctx, env.getenv)
	switch {
	case err == nil:
		return password, nil
	case !errors.Is(err, config.ErrNoPassword):
		return pal.Secret{}, &misuse{err: err}
	case env.askPassword == nil:
		return pal.Secret{}, &misuse{err: errNoPassword}
	}
	return env.askPassword(ctx, fmt.Sprintf("Password of %s: ", pal.NewText(c.PBX.User)))
}

// trustedBy verifies against the authorities in a PEM file; nil is the system's.
func trustedBy(caFile string) (*tls.Config, error) {
	if caFile == "" {
		return nil, nil
	}
	authorities, err := os.ReadFile(caFile)
	if err != nil {
		return nil, &misuse{err: fmt.Errorf("read ca_file: %w", err)}
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(authorities) {
		return nil, &misuse{err: fmt.Errorf("ca_file %s holds no certificate in PEM", caFile)}
	}
	return &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}, nil
}

// operator is who works with this configuration.
func operator(c config.Config) (desk.Identity, error) {
	role, err := desk.ParseRole(c.Operator.Role)
	if err != nil {
		return desk.Identity{}, &misuse{err: err}
	}
	who := desk.Identity{Name: c.PBX.User, Tenant: c.PBX.Tenant, Extension: c.Operator.Extension, Role: role}
	if who.Extension == "" && c.PBX.User != systemUser {
		who.Extension = c.PBX.User
	}
	return who, nil
}
