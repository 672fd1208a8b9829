package cli

//lint:file-ignore SA1019 the library is given to this project, and this is the only test file here that knows it

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"nhooyr.io/websocket"
)

// foreignPBX is a PAL server that is not ours: it says what it is told to, in the shapes that real ones use.
type foreignPBX struct {
	*httptest.Server
	// before and after are the frames around the result of the login.
	before, after []string
	// answers are the members of the response to a method, beside the id. What has none is not known.
	answers map[string]string
	// answer, when set, is asked before answers.
	answer func(request asking) (members string, known bool)

	mu     sync.Mutex
	asked  []string
	socket *websocket.Conn
	served sync.WaitGroup
}

// asking is a request of the console.
type asking struct {
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	ID     json.RawMessage `json:"id"`
}

func (p *foreignPBX) start(t *testing.T) *foreignPBX {
	p.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.served.Add(1)
		defer p.served.Done()
		ws, err := websocket.Accept(w, r, nil)
		if err != nil {
			return
		}
		defer ws.CloseNow()
		ws.SetReadLimit(-1) // it is answered with the ids it sends, however long they are
		p.mu.Lock()
		p.socket = ws
		p.mu.Unlock()
		p.serve(ws)
	}))
	p.Config.ErrorLog = log.New(io.Discard, "", 0)
	p.Start()
	t.Cleanup(func() {
		p.Close()
		p.served.Wait()
	})
	return p
}

func (p *foreignPBX) url() string { return "ws" + strings.TrimPrefix(p.URL, "http") + "/pbx/ws" }

// serve asks for the login, takes it, and answers until the console has gone.
func (p *foreignPBX) serve(ws *websocket.Conn) {
	write(ws, `{"jsonrpc":"2.0","method":"login_password_required","params":{"nonce":"5f3a9c"}}`)
	for {
		_, frame, err := ws.Read(context.Background())
		var request asking
		if err != nil || json.Unmarshal(frame, &request) != nil {
			return
		}
		p.mu.Lock()
		p.asked = append(p.asked, sayRequest(request.Method, string(request.Params)))
		p.mu.Unlock()
		if request.Method == loginMethod {
			write(ws, p.before...)
			write(ws, `{"jsonrpc":"2.0","result":"succeeded.","id":`+string(request.ID)+`}`)
			write(ws, p.after...)
			continue
		}
		members, known := p.answerTo(request)
		if !known {
			members = `"error":{"code":-32601,"message":"Method not found"}`
		}
		write(ws, `{"jsonrpc":"2.0",`+members+`,"id":`+string(request.ID)+`}`)
	}
}

func (p *foreignPBX) answerTo(request asking) (members string, known bool) {
	if p.answer != nil {
		if members, known = p.answer(request); known {
			return members, true
		}
	}
	members, known = p.answers[request.Method]
	return members, known
}

// say sends frames to the console that is connected.
func (p *foreignPBX) say(frames ...string) { write(p.connection(), frames...) }

// leave ends the connection after some last frames.
func (p *foreignPBX) leave(last ...string) {
	ws := p.connection()
	write(ws, last...)
	_ = ws.Close(websocket.StatusGoingAway, "")
}

// connection is that of the console that connected last.
func (p *foreignPBX) connection() *websocket.Conn {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.socket
}

// heard are the requests of a method.
func (p *foreignPBX) heard(method string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var heard []string
	for _, request := range p.asked {
		if name, _, _ := strings.Cut(request, " "); name == method {
			heard = append(heard, request)
		}
	}
	return heard
}

func write(ws *websocket.Conn, frames ...string) {
	for _, frame := range frames {
		_ = ws.Write(context.Background(), websocket.MessageText, []byte(frame))
	}
}

// note is a notification.
func note(method, params string) string {
	return fmt.Sprintf(`{"jsonrpc":"2.0","method":%q,"params":{%s}}`, method, params)
}

// batch is an array of frames.
func batch(frames ...string) string { return "[" + strings.Join(frames, ",") + "]" }

// foreign is one with two calls, said before and after the result of the login, in numbers and in texts.
func foreign() *foreignPBX {
	now := time.Now().UnixMilli()
	return &foreignPBX{
		before: []string{
			batch(
				note("notify_status", fmt.Sprintf(`"user":"1001","status":"14","talker_id":"11","room_id":"282000000230","other_number":"1002","time":%d,"role":"c"`, now)),
				note("notify_status", fmt.Sprintf(`"user":"1002","status":2,"talker_id":12,"room_id":282000000230,"other_number":"1001","other_display_name":"Ana Ruiz","time":"%d"`, now)),
			),
		},
		after: []string{
			``,
			note("notify_serverstatus", `"status":"active"`),
			batch(
				note("notify_park", fmt.Sprintf(`"room_id":"282000000240","talker_id":"21","time":%d,"park":"803","status":"on"`, now)),
				note("notify_status", `"user":"1003","status":"30","talker_id":"21","room_id":"282000000240","other_number":"+34 91 555 0142"`),
				note("notify_voicemail", `"user":"1001","new":0,"unread":0,"read":0,"saved":0`),
				note("notify_voicemail", `"user":"1002","new":"2","unread":2,"read":"0","saved":0`),
				note("notify_voicemail", `"user":"1003","new":"0","unread":"0","read":"0","saved":"0"`),
				note("notify_voicemail", `"user":"1004"`),
				`{"jsonrpc":"2.0","method":17}`,
				note("notify_queue", `"anything":{}`),
			),
		},
		answers: map[string]string{
			"getExtensions":  `"result":[["1001","Ana Ruiz"],["1002","Bo Lund"],["1003","Cy Vance"],["1004","Dee Okafor"]]`,
			"getProductInfo": `"result":{"version":"3.8","pal.notify_registered":"false"}`,
			"transfer":       `"result":"failed: 1004 cannot be reached"`,
			"startRecording": `"result":" Failed"`,
			"park":           `"error":{"code":-2000,"message":"No permission."}`,
		},
	}
}

func TestAForeignPBXIsShownRight(t *testing.T) {
	t.Parallel()
	// Given a PBX that is not ours, with numbers as texts and the other way round, batches with a bad element, and
	// notifications before the login is through,
	p := foreign().start(t)
	s := startScreen(t, p.url(), wide)
	// then both calls are shown, and the counts,
	s.shows("● live", "talking 1  held", "parked 1+  vm 2+")
	s.press("2")
	s.points("1001", "Ana Ruiz", "talking", "1002 Bo Lund")
	s.shows("803")
	// registration is unknown where the PBX does not tell it, never "not registered".
	s.press("3")
	s.points("1001", "talking", "unknown")
	s.until("had 1004 unknown", func(text string) bool {
		for _, row := range strings.Split(text, "\n") {
			if strings.Contains(row, "1004") {
				return strings.Contains(row, "unknown") && !strings.Contains(row, "not registered")
			}
		}
		return false
	})
	s.press("5")
	s.shows("2 new", "2 unread")
}

func TestCodesThatAreNotKnownKeepTheirCall(t *testing.T) {
	t.Parallel()
	p := foreign().start(t)
	s := startScreen(t, p.url(), wide)
	s.press("2")
	s.points("1001", "talking", "1002")
	// 205 is a talk that goes on, a code that nobody knows leaves the call as it is and is shown.
	p.say(note("notify_status", `"user":"1001","status":"205","talker_id":"11","room_id":"282000000230"`))
	p.say(note("notify_status", `"user":"1002","status":"777","talker_id":"12"`))
	s.shows("777")
	s.points("1001", "talking", "1002")
	s.shows("talking 1  held")
	// A code that is known still ends it.
	p.say(note("notify_status", `"user":"1001","status":-1,"talker_id":"11"`), note("notify_status", `"user":"1002","status":"-1","talker_id":"12"`))
	s.shows("talking 0  held", "Calls 1")
}

func TestFailuresOfAForeignPBXAreShownAsFailures(t *testing.T) {
	t.Parallel()
	p := foreign().start(t)
	s := startScreen(t, p.url(), wide)
	s.shows("● live")
	s.press("2")
	s.points("1001", "Ana Ruiz", "talking", "1002 Bo Lund")
	// A failure that comes as a result,
	s.press("t", "1004")
	s.shows("Transfer 1001 Ana Ruiz", "→ 1004 Dee Okafor")
	s.press(enter)
	s.shows("→ 1004: failed: ", "1004 cannot be reached")
	s.points("1001", "talking", "1002")
	// in any writing,
	s.press("r")
	s.shows("record 1001 Ana Ruiz: failed", "rec –")
	// as an error,
	s.press("p", "1")
	s.shows("→ 801")
	s.press(enter)
	s.shows("refused by the PBX: No permission.")
	// and a method that this PBX does not have: the second time it is not even asked.
	s.press("h")
	s.shows("hold 1001 Ana Ruiz: refused by the PBX: Method not found")
	s.press("h")
	s.shows("cannot hold: this PBX has no hold")
	for method, want := range map[string]int{"transfer": 1, "startRecording": 1, "park": 1, "hold": 1} {
		if got := p.heard(method); len(got) != want {
			t.Errorf("the PBX was asked %q, want %d of %s", got, want, method)
		}
	}
	// Each is in the journal with what became of it.
	s.press("7")
	s.shows("Done 4", "transfer 1001 Ana Ruiz → 1004  failed: ", "No permission.", "Method not found")
}

func TestNamesComeInBothShapes(t *testing.T) {
	for name, c := range map[string]struct{ extensions, properties, row string }{
		"with the numbers": {extensions: `"result":[["1001","Ana Ruiz"],["1002","佐藤 花子"]]`, row: "佐藤 花子"},
		"numbers alone":    {extensions: `"result":["1001","1002"]`, row: "1002"},
		"as numbers":       {extensions: `"result":[1001,1002]`, row: "1002"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := foreign()
			p.answers["getExtensions"] = c.extensions
			p.start(t)
			s := startScreen(t, p.url(), wide)
			s.shows("● live")
			s.press("3", "/", "1002")
			s.points("1002", c.row)
		})
	}
}

func TestAPBXWithoutPingStaysLive(t *testing.T) {
	t.Parallel()
	// Given a PBX that answers a ping with an error,
	p := foreign().start(t)
	s := startScreen(t, p.url(), wide)
	s.shows("● live")
	// when the line has been quiet for so long that it was asked several times,
	s.until("was pinged twice", func(string) bool { return len(p.heard("ping")) >= 2 })
	// then it is as live as before.
	s.shows("● live", "talking 1  held")
}
