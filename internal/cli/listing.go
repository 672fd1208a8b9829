package cli

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cordboard/internal/journal"
)

// lastInTable is how many rows a table shows when nothing is said of how many, or of when.
const lastInTable = 50

// listing is a query of the journal as the flags say it.
type listing struct {
	config, kind, format, since, until string
	last                               int
}

// kinds are the listings by what they are of, as it is known at a time.
var kinds = map[string]func(context.Context, *journal.Reader, journal.Query, time.Time) sheet{
	"acts": listActs, "calls": listCalls, "all": listBoth,
}

// listingCommand gives a command the flags of a listing, and makes it print one of a kind when no other is named.
func listingCommand(env environment, cmd *cobra.Command, kind string) *cobra.Command {
	l := listing{kind: kind}
	flags := cmd.Flags()
	registerConfig(flags, &l.config)
	flags.StringVar(&l.kind, "kind", kind, "`KIND` of entries to print: acts, calls or all")
	flags.StringVar(&l.format, "format", formatTable, "`FORMAT` to print: table, json (a line each) or csv")
	flags.StringVar(&l.since, "since", "", "leave out what was before `TIME`: 2006-01-02, \"2006-01-02 15:04\" or RFC 3339")
	flags.StringVar(&l.until, "until", "", "leave out `TIME` and what came later; a day is taken whole")
	flags.IntVarP(&l.last, "last", "n", 0, "the last `N` only, 0 for all; a table without it and without times shows 50")
	_ = cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(slices.Sorted(maps.Keys(kinds)), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats(), cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		query, err := l.query(cmd, args)
		if err != nil {
			return misused(cmd, err)
		}
		r, err := env.openJournal(l.config)
		if err != nil {
			return err
		}
		defer r.Close()
		return kinds[l.kind](cmd.Context(), r, query, env.clock.Now()).write(env.stdout, l.format)
	}
	return cmd
}

func (l listing) query(cmd *cobra.Command, words []string) (q journal.Query, err error) {
	if !slices.Contains(formats(), l.format) {
		return q, fmt.Errorf("--format %q is none of %s", l.format, strings.Join(formats(), ", "))
	}
	if kinds[l.kind] == nil {
		return q, fmt.Errorf("--kind %q is none of acts, calls, all", l.kind)
	}
	if l.last < 0 {
		return q, errors.New("--last cannot be less than 0")
	}
	q.Words, q.Last = strings.Join(words, " "), l.last
	if given := cmd.Flags().Changed; l.format == formatTable && !given("last") && !given("since") && !given("until") {
		q.Last = lastInTable
	}
	if q.Since, _, err = parseMoment("--since", l.since); err != nil {
		return q, err
	}
	q.Until, err = parseEnd("--until", l.until)
	return q, err
}

// parseMoment reads a time of this machine's zone; empty is the zero time. isDay says that it names a day only.
func parseMoment(flag, text string) (at time.Time, isDay bool, err error) {
	if text == "" {
		return time.Time{}, false, nil
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04", time.RFC3339} {
		if at, err = time.ParseInLocation(layout, text, time.Local); err == nil {
			return at, layout == time.DateOnly, nil
		}
	}
	return time.Time{}, false, fmt.Errorf("%s %q is no time: write 2006-01-02, \"2006-01-02 15:04\" or RFC 3339", flag, text)
}

// parseEnd reads the first moment after a time: that of a day is the beginning of the next one.
func parseEnd(flag, text string) (time.Time, error) {
	at, isDay, err := parseMoment(flag, text)
	if isDay {
		at = at.AddDate(0, 0, 1)
	}
	return at, err
}

func listActs(ctx context.Context, r *journal.Reader, q journal.Query, now time.Time) sheet {
	return sheet{
		columns: []string{"step", "at", "operator", "from", "tenant", "what", "target", "reason", "result", "confirmation", "ended", "ending"},
		rows: mapped(r.Acts(ctx, q), func(e journal.Entry) []any {
			return []any{
				int64(e.ID), e.At, e.Operator, e.Origin, e.Tenant, e.What, e.Target, e.Reason, resultOf(e, now), e.Confirmation, e.Ended, e.Ending,
			}
		}),
	}
}

// longestWait is how long an act may take until it has its result: the journal is waited for, and then the PBX.
const longestWait = 30 * time.Second

// resultOf is the cell with what became of an act. Whether who did it still runs cannot be known: another console, on
// another machine perhaps, may have the same journal.
func resultOf(e journal.Entry, now time.Time) any {
	switch {
	case e.Result != "":
		return e.Result
	case now.Sub(e.At) < longestWait:
		return missing("no result yet")
	}
	return missing("no result was written")
}

func listCalls(ctx context.Context, r *journal.Reader, q journal.Query, _ time.Time) sheet {
	return sheet{
		columns: []string{"ended", "tenant", "who", "with", "began", "length", "ending"},
		rows: mapped(r.Calls(ctx, q), func(c journal.Call) []any {
			return []any{c.Ended, c.Tenant, c.Who, c.With, c.Began, length(c), c.Ending}
		}),
	}
}

// listBoth brings acts and calls into the order of their times.
func listBoth(ctx context.Context, r *journal.Reader, q journal.Query, now time.Time) sheet {
	columns := []string{"at", "kind", "tenant", "who", "what", "with", "length", "reason", "result", "confirmation"}
	ofActs := mapped(r.Acts(ctx, q), func(e journal.Entry) []any {
		return []any{e.At, "act", e.Tenant, e.Operator, e.What, e.Target, nil, e.Reason, resultOf(e, now), e.Confirmation}
	})
	ofCalls := mapped(r.Calls(ctx, q), func(c journal.Call) []any {
		return []any{c.Ended, "call", c.Tenant, c.Who, "call", c.With, length(c), "", c.Ending, ""}
	})
	return sheet{columns: columns, rows: func(yield func([]any, error) bool) {
		found, err := allOf(ofActs, ofCalls)
		if err != nil {
			yield(nil, err)
			return
		}
		slices.SortStableFunc(found, func(a, b []any) int { return a[0].(time.Time).Compare(b[0].(time.Time)) })
		if q.Last > 0 {
			found = found[max(0, len(found)-q.Last):]
		}
		for _, row := range found {
			if !yield(row, nil) {
				return
			}
		}
	}}
}

// length is nil when it is not known.
func length(c journal.Call) any {
	if d, known := c.Length(); known {
		return d
	}
	return nil
}

func mapped[T any](from iter.Seq2[T, error], row func(T) []any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for value, err := range from {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(row(value), nil) {
				return
			}
		}
	}
}

func allOf(all ...iter.Seq2[[]any, error]) ([][]any, error) {
	var found [][]any
	for _, rows := range all {
		for row, err := range rows {
			if err != nil {
				return nil, err
			}
			found = append(found, row)
		}
	}
	return found, nil
}
