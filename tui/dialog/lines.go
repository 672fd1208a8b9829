package dialog

import "strings"

// lineChange is a line of the difference of two texts: one that is left out, one that is new, or one that stands near
// those. A gap is in place of lines that are in both.
type lineChange struct {
	mark byte // '-', '+' or ' '; 0 for a gap
	text string
}

const (
	// around is how many lines are shown before and behind those that differ.
	around = 1
	// mostPairs is how many pairs of lines are compared; of longer texts all that differs is one block.
	mostPairs = 250_000
)

// lineChanges are the lines in which two texts differ, with those around them; none when all are alike.
func lineChanges(from, to string) []lineChange {
	old, now := linesOf(from), linesOf(to)
	start := 0
	for start < min(len(old), len(now)) && old[start] == now[start] {
		start++
	}
	end := 0
	for end < min(len(old), len(now))-start && old[len(old)-1-end] == now[len(now)-1-end] {
		end++
	}
	all := marked(nil, ' ', old[:start])
	all = append(all, compared(old[start:len(old)-end], now[start:len(now)-end])...)
	return nearChanges(marked(all, ' ', old[len(old)-end:]))
}

func linesOf(text string) []string {
	return strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
}

func marked(changes []lineChange, mark byte, lines []string) []lineChange {
	for _, line := range lines {
		changes = append(changes, lineChange{mark, line})
	}
	return changes
}

// compared are all lines of two texts, those that they have in common once.
func compared(old, now []string) []lineChange {
	if len(old)*len(now) > mostPairs {
		return marked(marked(nil, '-', old), '+', now)
	}
	var changes []lineChange
	common := commonLines(old, now)
	for i, j := 0, 0; i < len(old) || j < len(now); {
		switch {
		case i < len(old) && j < len(now) && old[i] == now[j]:
			changes = append(changes, lineChange{' ', old[i]})
			i, j = i+1, j+1
		case j == len(now) || i < len(old) && common[i+1][j] >= common[i][j+1]:
			changes = append(changes, lineChange{'-', old[i]})
			i++
		default:
			changes = append(changes, lineChange{'+', now[j]})
			j++
		}
	}
	return changes
}

// commonLines tells how many lines two texts have in common, in their order, from a line of each to their ends.
func commonLines(old, now []string) [][]int {
	common := make([][]int, len(old)+1)
	for i := range common {
		common[i] = make([]int, len(now)+1)
	}
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(now) - 1; j >= 0; j-- {
			common[i][j] = max(common[i+1][j], common[i][j+1])
			if old[i] == now[j] {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	return common
}

// nearChanges leaves out what is far from any change.
func nearChanges(all []lineChange) []lineChange {
	near := make([]bool, len(all))
	for i, change := range all {
		if change.mark != ' ' {
			for at := max(i-around, 0); at <= min(i+around, len(all)-1); at++ {
				near[at] = true
			}
		}
	}
	var kept []lineChange
	for i, change := range all {
		switch {
		case near[i]:
			kept = append(kept, change)
		case len(kept) == 0 || kept[len(kept)-1].mark != 0:
			kept = append(kept, lineChange{})
		}
	}
	if len(kept) == 1 && kept[0].mark == 0 {
		return nil
	}
	return kept
}
