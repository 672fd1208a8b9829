package widget_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cordboard/tui/widget"
)

func TestFinder(t *testing.T) {
	f := widget.NewFinder([]string{"1001 Ana Ruiz", "1002 佐藤 花子", "1010 Susana Frey", "1042 Bo Lund", "2100 Ürsula Anker"})
	for query, want := range map[string][]int{
		"":         {0, 1, 2, 3, 4},
		"ana":      {0, 2},
		"100":      {0, 1, 4},
		"ruiz ana": {0},
		"花":        {1},
		"ursula":   {4},
		"blu":      {3},
		"zzz":      {},
	} {
		if diff := cmp.Diff(want, f.Find(query)); diff != "" {
			t.Errorf("%q finds (-want +got):\n%s", query, diff)
		}
	}
}
