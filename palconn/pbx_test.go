package palconn_test

//lint:file-ignore SA1019 the library is given to this project, and this is the only test file that knows it

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"nhooyr.io/websocket"
)

// foreignPBX is a PAL server that is not the project's own: each connection runs
// a script, written with the frames as they are on the wire.
type foreignPBX struct {
	*httptest.Server
	t testing.TB

	mu      sync.Mutex
	asked   []*url.URL
	scripts sync.WaitGroup
}

// newForeignPBX serves the scripts, one a connection; the last serves all that
// follow.
func newForeignPBX(t testing.TB, scripts ...func(*call)) *foreignPBX {
	t.Helper()
	p := unstartedPBX(t, scripts...)
	p.Start()
	return p
}

func unstartedPBX(t testing.TB, scripts ...func(*call)) *foreignPBX {
	p := &foreignPBX{t: t}
	p.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		script := scripts[min(p.note(r.URL), len(scripts))-1]
		p.scripts.Add(1)
		defer p.scripts.Done()
		ws, err := websocket.Accept(w, r, nil)
		if err != nil {
			return
		}
		ws.SetReadLimit(1 << 20)
		defer ws.CloseNow()
		script(&call{t: t, ws: ws})
	}))
	p.Config.ErrorLog = log.New(io.Discard, "", 0)
	t.Cleanup(func() {
		p.Close()
		p.scripts.Wait()
	})
	return p
}

func (p *foreignPBX) note(u *url.URL) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, u)
	return len(p.asked)
}

// seen are the URLs that were asked for.
func (p *foreignPBX) seen() []*url.URL {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked
}

// address is the PBX's URL with the scheme of a WebSocket.
func (p *foreignPBX) address() string {
	return "ws" + strings.TrimPrefix(p.Server.URL, "http") + "/pbx/ws"
}

// call is one connection, seen from the PBX.
type call struct {
	t  testing.TB
	ws *websocket.Conn
}

// heard is one request of the client, or one of its answers.
type heard struct {
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	ID     json.RawMessage `json:"id"`
	Error  json.RawMessage `json:"error"`
	Result json.RawMessage `json:"result"`
}

// say sends frames as they are.
func (c *call) say(frames ...string) {
	for _, frame := range frames {
		_ = c.ws.Write(context.Background(), websocket.MessageText, []byte(frame))
	}
}

// hear waits for the client's next frame; it is false when the client has gone, or
// the test has ended.
func (c *call) hear() (heard, bool) {
	var h heard
	_, frame, err := c.ws.Read(c.t.Context())
	if err != nil {
		return h, false
	}
	if err := json.Unmarshal(frame, &h); err != nil {
		c.t.Errorf("the client sent what is no JSON: %s", frame)
	}
	return h, true
}

// await waits until the test lets the PBX go on, or has ended.
func (c *call) await(goOn <-chan struct{}) {
	select {
	case <-goOn:
	case <-c.t.Context().Done():
	}
}

// answer sends a response to h: the members of the object beside the id.
func (c *call) answer(h heard, members string) {
	c.say(`{"jsonrpc":"2.0",` + members + `,"id":` + string(h.ID) + `}`)
}

// untilGone answers each request, until the client closes. An empty answer is
// none.
func (c *call) untilGone(answer func(heard) (members string)) {
	for {
		h, ok := c.hear()
		if !ok {
			return
		}
		if members := answer(h); members != "" {
			c.answer(h, members)
		}
	}
}

// leave closes in good order.
func (c *call) leave() { _ = c.ws.Close(websocket.StatusGoingAway, "restart") }

// drop closes as a crash does.
func (c *call) drop() { _ = c.ws.CloseNow() }

const (
	nonceFrame    = `{"jsonrpc":"2.0","method":"login_password_required","params":{"nonce":"5f3a9c"}}`
	activeFrame   = `{"jsonrpc":"2.0","method":"notify_serverstatus","params":{"status":"active"}}`
	inactiveFrame = `{"jsonrpc":"2.0","method":"notify_serverstatus","params":{"status":"inactive"}}`
	refusalFrame  = `{"jsonrpc":"2.0","error":{"code":-2022,"message":"Login failed (4)"},"id":null}`
	anotherFrame  = `{"jsonrpc":"2.0","method":"notify_pal","params":{"code":1,"message":"ANOTHER_LOGIN"}}`
)

// letIn asks for the login and takes it, whatever it is.
func (c *call) letIn() {
	c.say(nonceFrame)
	if login, ok := c.hear(); ok {
		c.answer(login, `"result":"succeeded."`)
	}
}

// serve is a whole connection: login, active, then answers.
func serve(answer func(heard) string) func(*call) {
	return func(c *call) {
		c.letIn()
		c.say(activeFrame)
		c.untilGone(answer)
	}
}

func status(talker string) string {
	return `{"jsonrpc":"2.0","method":"notify_status","params":{"user":"1001","status":"14","talker_id":"` + talker + `"}}`
}
