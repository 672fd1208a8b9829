package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Given any additions, changes and snapshots in any order, then each snapshot of
// the rows stays equal to a plain slice copied at the same moment.
func TestRowsAreASliceThatIsCopied(t *testing.T) {
	type taken struct {
		rows Rows[int]
		want []int
	}
	rapid.Check(t, func(rt *rapid.T) {
		var b rowsBuilder[int]
		var plain []int
		var all []taken
		for range rapid.IntRange(0, 400).Draw(rt, "steps") {
			value := rapid.Int().Draw(rt, "value")
			switch step := rapid.IntRange(0, 9).Draw(rt, "step"); {
			case step < 6 || len(plain) == 0:
				b.add(value)
				plain = append(plain, value)
			case step < 9:
				i := rapid.IntRange(0, len(plain)-1).Draw(rt, "row")
				*b.edit(i) = value
				plain[i] = value
			default:
				all = append(all, taken{b.freeze(), slices.Clone(plain)})
			}
		}
		all = append(all, taken{b.freeze(), plain})
		for _, one := range all {
			var got []int
			for i, row := range one.rows.All() {
				if one.rows.At(i) != row {
					rt.Fatalf("row %d is not what All gives", i)
				}
				got = append(got, *row)
			}
			if one.rows.Len() != len(one.want) || !slices.Equal(got, one.want) {
				rt.Fatalf("rows %v, want %v", got, one.want)
			}
		}
	})
}
