package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"cordboard/internal/config"
	"cordboard/internal/desk"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// profiles are the roles that the demo can be seen with. Without one it may do all
// that its login, an admin of the tenant, may.
var profiles = map[string]desk.Role{
	"": desk.Administrator, "receptionist": desk.Operator, "supervisor": desk.Supervisor,
}

// demoCommand is `cordboard demo`.
func demoCommand(env environment) *cobra.Command {
	var traffic trafficFlags
	var profile string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Show the console on a simulated PBX",
		Args:  arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			options, err := traffic.options()
			role, ok := profiles[profile]
			if err == nil && !ok {
				err = fmt.Errorf("--profile is receptionist or supervisor, not %q", profile)
			}
			if err != nil {
				return misused(cmd, err)
			}
			if err := env.needsScreen(); err != nil {
				return err
			}
			return env.demo(cmd.Context(), options, role)
		},
	}
	traffic.register(cmd.Flags())
	cmd.Flags().StringVar(&profile, "profile", "", "who works the console: `receptionist|supervisor`; left out, an administrator")
	return cmd
}

// demo runs a PBX in this process and the console on it, over a real socket.
func (env environment) demo(ctx context.Context, options palsim.Options, role desk.Role) error {
	dir, err := os.MkdirTemp("", "cordboard-demo-")
	if err != nil {
		return fmt.Errorf("make a place for the demo's journal: %w", err)
	}
	defer os.RemoveAll(dir)
	pbx := palsim.New(options)
	if err := pbx.Start("127.0.0.1:0"); err != nil {
		return errors.Join(err, pbx.Close())
	}
	c := config.Default()
	c.PBX.URL, c.PBX.Tenant, c.PBX.User = pbx.URL(), palsim.DefaultTenant, palsim.Reception
	c.Operator.Role = role.String()
	c.Journal.Path = filepath.Join(dir, "journal.db")
	line := palconn.Options{
		URL: c.PBX.URL, Tenant: c.PBX.Tenant, User: c.PBX.User, Password: pal.NewSecret(palsim.Reception),
		Want: palconn.WantAll(), Timeout: c.PBX.Timeout.Duration,
	}
	return errors.Join(env.console(ctx, c, line), pbx.Close())
}
