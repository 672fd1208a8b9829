package cli

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cordboard/internal/config"
	"cordboard/internal/journal"
)

// journalCommand is `cordboard journal`.
func journalCommand(env environment) *cobra.Command {
	cmd := listingCommand(env, &cobra.Command{
		Use:   "journal [COMMAND]",
		Short: "Show and export what was done and which calls were seen; prove that it is whole",
		Long:  "Shows the acts of the journal, the newest last.",
		Args:  arguments(cobra.NoArgs),
	}, "acts")
	cmd.AddCommand(
		listingCommand(env, &cobra.Command{
			Use: "search WORDS...", Short: "Show the acts and calls that all words are found in", Args: arguments(cobra.MinimumNArgs(1)),
		}, "all"),
		verifyCommand(env),
	)
	return cmd
}

// openJournal opens the configured journal to read it.
func (env environment) openJournal(configFile string) (*journal.Reader, error) {
	c, err := env.loadConfig(configFile)
	if err != nil {
		return nil, err
	}
	return env.openJournalOf(c)
}

func (env environment) openJournalOf(c config.Config) (*journal.Reader, error) {
	path := cmp.Or(c.Journal.Path, env.journalPath)
	r, err := journal.OpenReader(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no journal yet: %s", path)
	}
	return r, err
}

// verifyCommand is `cordboard journal verify`.
func verifyCommand(env environment) *cobra.Command {
	var configFile, head string
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Prove that no act in the journal was changed, or name the first that was",
		Args:  arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			head = strings.ToLower(head)
			if hash, err := hex.DecodeString(head); head != "" && (err != nil || len(hash) != 32) {
				return misused(cmd, errors.New("--head takes the 64 digits that verify printed as head"))
			}
			return env.verifyJournal(cmd.Context(), configFile, head)
		},
	}
	registerConfig(cmd.Flags(), &configFile)
	cmd.Flags().StringVar(&head, "head", "", "`HASH` that was printed as head before: it must still be in the chain")
	return cmd
}

// counted writes how many there are of a thing: "1 act", "2 acts".
func counted(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

func (env environment) verifyJournal(ctx context.Context, configFile, head string) error {
	c, err := env.loadConfig(configFile)
	if err != nil {
		return err
	}
	r, err := env.openJournalOf(c)
	if err != nil {
		return err
	}
	defer r.Close()
	report, err := r.Verify(ctx, journal.Claim{Head: head, Forever: c.Journal.Days == 0})
	if err != nil {
		return err
	}
	fmt.Fprintf(env.stdout, "%s, chain whole, head %s\n", counted(report.Acts, "act"), report.Head)
	if report.Removed > 0 {
		at := report.RemovedAt.Format(time.DateTime)
		fmt.Fprintf(env.stdout, "the first %d steps were removed by retention, most lately %s\n", report.Removed, at)
	}
	switch {
	case head == "":
		return nil
	case !report.Known:
		return fmt.Errorf("%s is not in the chain: since it was noted the end was cut off or written anew, or retention has removed that step", head)
	}
	said := head + " is in the chain\n"
	if report.Removed > 0 {
		said += fmt.Sprintf("acts before step %d are not vouched for\n", report.Removed+1)
	}
	_, err = io.WriteString(env.stdout, said)
	return err
}
