package cli

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/tui/widget"
)

// The formats of a sheet.
const (
	formatTable = "table"
	formatJSON  = "json"
	formatCSV   = "csv"
)

func formats() []string { return []string{formatTable, formatJSON, formatCSV} }

// sheet is rows with a cell for each column. A cell is a string that may be shown, an int64, a time.Time, a
// time.Duration, missing, or nil; empty strings, zero times and nil are empty.
type sheet struct {
	columns []string
	rows    iter.Seq2[[]any, error]
}

// missing is a cell that is empty, with the words that tell a person so.
type missing string

// write prints the sheet. For programs, JSON and CSV, times are RFC 3339 in UTC and durations seconds; for people they
// are times of this machine's zone, and minutes and seconds.
func (s sheet) write(to io.Writer, format string) error {
	switch format {
	case formatJSON:
		return s.writeJSON(to)
	case formatCSV:
		return s.writeCSV(to)
	}
	return s.writeTable(to)
}

// writeTable aligns by the cells that characters take on a terminal. Columns in which nothing stands are left out.
func (s sheet) writeTable(to io.Writer) error {
	lines := [][]string{make([]string, len(s.columns))}
	for i, name := range s.columns {
		lines[0][i] = strings.ToUpper(name)
	}
	widths := make([]int, len(s.columns))
	for row, err := range s.rows {
		if err != nil {
			return err
		}
		line := make([]string, len(row))
		for i, cell := range row {
			line[i] = forPeople(cell)
			widths[i] = max(widths[i], widget.Width(line[i]))
		}
		lines = append(lines, line)
	}
	for i, title := range lines[0] {
		if widths[i] > 0 || len(lines) == 1 {
			widths[i] = max(widths[i], widget.Width(title))
		}
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(to, aligned(line, widths)); err != nil {
			return err
		}
	}
	return nil
}

// aligned pads each cell to its width; a width of 0 leaves its cell out.
func aligned(line []string, widths []int) string {
	var b strings.Builder
	for i, cell := range line {
		if widths[i] > 0 {
			b.WriteString(cell + strings.Repeat(" ", widths[i]-widget.Width(cell)+2))
		}
	}
	return strings.TrimRight(b.String(), " ")
}

func forPeople(cell any) string {
	switch value := cell.(type) {
	case time.Time:
		if value.IsZero() {
			return ""
		}
		return value.Local().Format(time.DateTime)
	case time.Duration:
		return widget.Duration(value)
	case missing:
		return string(value)
	}
	return forPrograms(cell)
}

func forPrograms(cell any) string {
	switch value := cell.(type) {
	case nil, missing:
		return ""
	case time.Time:
		if value.IsZero() {
			return ""
		}
		return value.UTC().Format(millis)
	case time.Duration:
		return fmt.Sprint(int64(value / time.Second))
	}
	return fmt.Sprint(cell)
}

// writeJSON writes an object a line; empty cells are left out.
func (s sheet) writeJSON(to io.Writer) error {
	for row, err := range s.rows {
		if err != nil {
			return err
		}
		object, err := s.object(row)
		if err != nil {
			return err
		}
		if err := writeJSON(to, object); err != nil {
			return err
		}
	}
	return nil
}

func (s sheet) object(row []any) (jsontext.Value, error) {
	object := []byte{'{'}
	for i, cell := range row {
		text := forPrograms(cell)
		if text == "" {
			continue
		}
		var value any = text
		switch cell.(type) {
		case int64, time.Duration:
			value = jsontext.Value(text)
		}
		encoded, err := json.Marshal(value)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", s.columns[i], err)
		}
		if len(object) > 1 {
			object = append(object, ',')
		}
		object = append(fmt.Appendf(object, "%q:", s.columns[i]), encoded...)
	}
	return append(object, '}'), nil
}

// writeCSV writes RFC 4180 with a line of names at the top.
func (s sheet) writeCSV(to io.Writer) error {
	if _, err := io.WriteString(to, strings.Join(s.columns, ",")+"\r\n"); err != nil {
		return err
	}
	for row, err := range s.rows {
		if err != nil {
			return err
		}
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = csvCell(forPrograms(cell))
		}
		if _, err := io.WriteString(to, strings.Join(cells, ",")+"\r\n"); err != nil {
			return err
		}
	}
	return nil
}

// formulaStarts are what spreadsheets take for the beginning of a formula, also in full width.
const formulaStarts = "=+-@\t\r＝＋－＠"

// csvCell writes a cell so that a spreadsheet takes it for text: strangers have a say in what stands here. Some
// spreadsheets pass over leading blanks.
func csvCell(text string) string {
	start := strings.TrimLeft(text, " \u3000\n")
	disarmed := start != "" && strings.ContainsRune(formulaStarts, []rune(start)[0])
	if disarmed {
		text = "'" + text
	}
	if disarmed || strings.ContainsAny(text, "\",\r\n") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}
