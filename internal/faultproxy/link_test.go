package faultproxy

import "testing"

func TestPiecesAreSmall(t *testing.T) {
	p, err := New("127.0.0.1:1", 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	l, sizes := &link{proxy: p}, map[int]bool{}
	p.SliceInto(3)
	for range 100 {
		n, _, _ := l.next(ToClient, 50)
		sizes[n] = true
	}
	if len(sizes) != 3 || !sizes[1] || !sizes[2] || !sizes[3] {
		t.Errorf("pieces of %v bytes, want 1 to 3", sizes)
	}
	p.Heal()
	if n, _, _ := l.next(ToClient, 50); n != 50 {
		t.Errorf("on a whole line a piece of %d bytes", n)
	}
}
