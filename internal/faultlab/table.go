package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// writeTable makes the table of docs/faults.md from the lines of a run.
func writeTable(lines io.Reader, out io.Writer) error {
	fmt.Fprint(out, "| figure | with | goal | measured | over | seed | seconds |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for stream := json.NewDecoder(lines); ; {
		var f figure
		switch err := stream.Decode(&f); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("read the lines of a run: %w", err)
		}
		fmt.Fprintln(out, f.row())
	}
}

func (f figure) row() string {
	measured := strconv.FormatFloat(f.Value, 'g', -1, 64)
	if f.Goal != "0" {
		measured += " " + f.Unit
	}
	if !f.OK {
		measured = "**" + measured + ", not reached**"
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %d | %d | %.0f |", f.Name, f.Mode, f.Goal, measured, f.N, f.Seed, f.Seconds)
}
