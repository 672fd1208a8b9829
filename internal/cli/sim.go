package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cordboard/palconn/palsim"
)

// trafficFlags are the flags of every command that starts a simulated PBX.
type trafficFlags struct {
	extensions int
	rate       float64
	seed       uint64
}

func (f *trafficFlags) register(set *pflag.FlagSet) {
	set.IntVar(&f.extensions, "extensions", 40, "how many extensions each tenant has, from 1000 on, by `N`")
	set.Float64Var(&f.rate, "rate", 12, "how many `CALLS` people make in a minute, in each tenant; 0 for none")
	set.Uint64Var(&f.seed, "seed", 1, "`N` that decides everything that happens by chance")
}

// options are those of a PBX with this traffic.
func (f *trafficFlags) options() (palsim.Options, error) {
	switch {
	case f.extensions < 1 || f.extensions > mostExtensions:
		return palsim.Options{}, fmt.Errorf("--extensions is a number from 1 to %d", mostExtensions)
	case !(f.rate >= 0 && f.rate <= mostCalls):
		return palsim.Options{}, fmt.Errorf("--rate is a number from 0 to %d", mostCalls)
	}
	return palsim.Options{Extensions: f.extensions, Rate: f.rate, Seed: f.seed}, nil
}

const (
	mostExtensions = 1_000_000
	mostCalls      = 1_000_000
)

// simCommand is `cordboard sim`.
func simCommand(env environment) *cobra.Command {
	var traffic trafficFlags
	var listen string
	var tenants []string
	var noReplay bool
	cmd := &cobra.Command{
		Use:   "sim",
		Short: "Run a simulated PBX for any PAL client, until it is interrupted",
		Args:  arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			options, err := traffic.options()
			if err == nil {
				err = errors.Join(checkTenants(tenants), checkAddress(listen))
			}
			if err != nil {
				return misused(cmd, err)
			}
			options.Tenants = tenants
			if noReplay {
				options.Replay = palsim.ReplayNone
			}
			err = env.sim(cmd.Context(), listen, options)
			if errors.Is(err, palsim.ErrNotLoopback) {
				return misused(cmd, err)
			}
			return err
		},
	}
	traffic.register(cmd.Flags())
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:0", "loopback `ADDRESS:PORT` to listen on; port 0 is any free one")
	cmd.Flags().StringArrayVar(&tenants, "tenant", []string{palsim.DefaultTenant}, "`NAME` of a tenant; can be repeated")
	cmd.Flags().BoolVar(&noReplay, "no-replay", false, "tell clients only what happens from their login on")
	return cmd
}

func checkTenants(names []string) error {
	for i, name := range names {
		switch {
		case name == "":
			return errors.New("--tenant needs a name")
		case slices.Contains(names[:i], name):
			return fmt.Errorf("--tenant %s is given twice", name)
		}
	}
	return nil
}

// checkAddress looks at the form; that it is a loopback address is the simulator's to insist on.
func checkAddress(listen string) error {
	if _, _, err := net.SplitHostPort(listen); err != nil {
		return fmt.Errorf("--listen is written like 127.0.0.1:0: %w", err)
	}
	return nil
}

// sim serves a PBX until ctx ends.
func (env environment) sim(ctx context.Context, listen string, options palsim.Options) error {
	pbx := palsim.New(options)
	err := pbx.Start(listen)
	if err == nil {
		err = writeLogins(env.stdout, pbx.URL(), options)
	}
	if err == nil {
		<-ctx.Done()
	}
	return errors.Join(err, pbx.Close())
}

// writeLogins writes the URL, alone on its line, and who can log in.
func writeLogins(to io.Writer, url string, options palsim.Options) error {
	text := url + "\nsa/sa\n"
	first, _ := strconv.Atoi(palsim.Reception)
	for _, tenant := range options.Tenants {
		text += fmt.Sprintf("%s: %d/%d (admin)", tenant, first, first)
		if options.Extensions > 1 {
			last := first + options.Extensions - 1
			text += fmt.Sprintf(", %d/%d … %d/%d (users)", first+1, first+1, last, last)
		}
		text += "\n"
	}
	_, err := io.WriteString(to, text)
	return err
}
