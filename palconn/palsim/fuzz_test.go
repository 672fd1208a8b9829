package palsim

import (
	"fmt"
	"testing"

	"cordboard/palconn/pal"
)

// FuzzReceive sends any frame to a PBX with calls: it never panics, stays a PBX,
// and whatever it answers is JSON.
func FuzzReceive(f *testing.F) {
	for _, method := range pal.Methods() {
		f.Add(fmt.Sprintf(`{"jsonrpc":"2.0","method":%q,"params":{"tid":20001,"rid":"282000000001","user":"1000","number":"801"},"id":1}`, method.Name))
	}
	f.Add(`[{"method":"ping","id":1},{"method":"hold","params":{"tid":"20001"}},5,[]]`)
	f.Add(`{"method":"makeCall","params":{"user":"1000","from":"1003","to":["1004","071001"],"type":1},"id":{}}`)
	f.Add(`{"method":"getExtensions","params":{"pattern":"(.*","limit":"-1"},"id":null}`)
	f.Fuzz(func(t *testing.T, frame string) {
		d := newDesk(t, Options{Extensions: 5})
		d.talk("1001", "1002")
		d.call("1003", "1004")
		sa := d.login("sa")
		d.receive(sa.client, []byte(frame))
		for _, reply := range sa.frames {
			headlines(t, []byte(reply))
		}
		if faults := invariants(d.Truth()); faults != nil {
			t.Errorf("after %q: %q", frame, faults)
		}
	})
}
