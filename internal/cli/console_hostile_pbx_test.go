package cli

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cordboard/internal/hostile"
)

// hostilePBX is one whose every text is hostile. What it has it has in rows: row 0 has a canary in each field, by which a
// test sees where the field is shown, and every other row has one of the texts in each of its fields.
type hostilePBX struct {
	*foreignPBX
	texts []hostile.Text
	// write is how texts are written in frames.
	write func(hostile.Text) string

	// again tells that these are the second calls of all: with other talkers in other rooms.
	again bool

	mu sync.Mutex
	// turn is the row of the next answer that has room for one row alone, by the method.
	turn map[string]int
}

// hostileFields are all texts of notifications and answers that a stranger can fill. What is in shown is drawn
// somewhere; the others are kept off the screen, and must stay so.
var hostileFields = []struct {
	name  string
	shown bool
}{
	{"number", true},
	{"display name", true},
	{"other number", true},
	{"other name", true},
	{"talker id", false},
	{"room", false},
	{"role", false},
	{"phone", false},
	{"recording id", false},
	{"log id", false},
	{"response code", false},
	{"q850 code", false},
	{"disconnected by", false},
	{"park", true},
	{"line", true},
	{"line talker", true},
	{"tenant", false},
	{"listed name", true},
	{"note name", true},
	{"note description", true},
	{"note", true},
	{"property", true},
	{"timer", true},
	{"DID template", true},
	{"DID name", true},
	{"DID variable", false},
	{"DID value", true},
	{"route template", true},
	{"route name", true},
	{"route tenant", true},
	{"route value", true},
	{"tenant name", true},
	{"tenant property", true},
	{"product key", true},
	{"product value", true},
	{"error message", true},
	{"error data", false},
	{"failure", true},
	{"own name", true},
	{"server status", false},
	{"notice", false},
	{"unknown notification", false},
	{"unknown parameter", false},
	{"request of the server", false},
	{"number that is none", false},
}

// canaryOf stands in the place of a field's text.
func canaryOf(field string) string {
	for i, f := range hostileFields {
		if f.name == field {
			return fmt.Sprintf("q%02dq", i)
		}
	}
	panic("no field " + field)
}

func newHostilePBX(t *testing.T, texts []hostile.Text, write func(hostile.Text) string) *hostilePBX {
	p := &hostilePBX{foreignPBX: foreign(), texts: texts, write: write, turn: map[string]int{}}
	p.before, p.answer = nil, p.answerWith
	p.after = []string{note("notify_serverstatus", `"status":"active"`), batch(
		status(`"1000"`, "14", `"o1"`, `"or"`, `"other_number":"2000"`),
		status(`"2001"`, "14", `"p1"`, `"pr"`, `"other_number":"2002"`),
		status(`"2002"`, "2", `"p2"`, `"pr"`, `"other_number":"2001"`),
	)}
	p.start(t)
	return p
}

// rows is how many rows there are of everything.
func (p *hostilePBX) rows() int { return len(p.texts) + 1 }

// text is the text of a field in a row, as JSON.
func (p *hostilePBX) text(field string, row int) string {
	if row == 0 {
		return `"` + canaryOf(field) + `"`
	}
	if text := p.texts[row-1]; len(text.Raw) > long {
		return text.Quoted() // in escapes it would be six times as long
	}
	return p.write(p.texts[row-1])
}

// long is the size of texts that are not sent more often than they must.
const long = 64 << 10

// behind is text with something plain before it or behind it.
func (p *hostilePBX) behind(before, field string, row int, after string) string {
	text := p.text(field, row)
	return `"` + before + text[1:len(text)-1] + after + `"`
}

func (p *hostilePBX) talker(row int) string { return p.inRound("talker id", row) }
func (p *hostilePBX) room(row int) string   { return p.inRound("room", row) }

func (p *hostilePBX) inRound(field string, row int) string {
	if p.again {
		return p.behind("2", field, row, "")
	}
	return p.text(field, row)
}

// each puts what is made of each row into one batch.
func (p *hostilePBX) each(parts ...func(row int) string) string {
	var all []string
	for row := range p.rows() {
		for _, part := range parts {
			all = append(all, part(row))
		}
	}
	return batch(all...)
}

// list is a field of all rows as an array.
func (p *hostilePBX) list(field string) string {
	return p.each(func(row int) string { return p.text(field, row) })
}

// status is a notify_status; its user, talker and room are JSON.
func status(user, code, talker, room string, more ...string) string {
	return note("notify_status", strings.Join(append([]string{
		`"user":` + user, `"status":"` + code + `"`, `"talker_id":` + talker, `"room_id":` + room, fmt.Sprintf(`"time":%d`, time.Now().UnixMilli()),
	}, more...), ","))
}

// call is the call of a row, in a state: its user is with the other number, which is outside.
func (p *hostilePBX) call(code string, fields ...string) func(row int) string {
	return func(row int) string {
		more := []string{
			`"other_number":` + p.behind("", "other number", row, "0"), `"other_user_display_name":` + p.text("other name", row),
			`"user_display_name":` + p.text("display name", row),
		}
		for i := 0; i < len(fields); i += 2 {
			more = append(more, `"`+fields[i]+`":`+p.text(fields[i+1], row))
		}
		return status(p.text("number", row), code, p.talker(row), p.room(row), more...)
	}
}

// rings and the methods after it are what becomes of the calls of all rows.
func (p *hostilePBX) rings() {
	p.say(p.each(p.call("65", "role", "role", "phone_id", "phone", "logid", "log id")))
}

func (p *hostilePBX) talks() {
	p.say(p.each(p.call("2"), func(row int) string {
		return note("notify_callrecording", fmt.Sprintf(`"user":%s,"talker_id":%s,"status":"on"`, p.text("number", row), p.talker(row)))
	}, func(row int) string {
		return note("notify_voicemail", fmt.Sprintf(`"user":%s,"new":1,"unread":1,"read":0,"saved":0`, p.text("number", row)))
	}, func(row int) string {
		return note("notify_line", fmt.Sprintf(`"line":%s,"status":"on","line_talker_id":%s,"line_talker":%s,"assigned_talker_id":%s,"room_id":%s`,
			p.text("line", row), p.talker(row), p.text("line talker", row), p.talker(row), p.room(row)))
	}))
}

func (p *hostilePBX) parks() {
	p.say(p.each(p.call("30"), func(row int) string {
		return note("notify_park", fmt.Sprintf(`"park":%s,"status":"on","room_id":%s,"talker_id":%s,"time":%d`,
			p.text("park", row), p.room(row), p.talker(row), time.Now().UnixMilli()))
	}))
}

func (p *hostilePBX) ends() {
	p.say(p.each(p.call("-1", "rescode", "response code", "q850code", "q850 code", "disconnected_by", "disconnected by", "rec", "recording id"), func(row int) string {
		return note("notify_park", `"status":"off","park":`+p.text("park", row))
	}))
}

// babbles is what no PBX should say.
func (p *hostilePBX) babbles() {
	p.say(p.each(func(row int) string {
		return note("notify_pal", `"code":7,"message":`+p.text("notice", row))
	}, func(row int) string {
		return `{"jsonrpc":"2.0","method":` + p.text("unknown notification", row) + `,"params":{` + p.text("unknown parameter", row) + `:` + p.text("unknown parameter", row) + `}}`
	}, func(row int) string {
		return `{"jsonrpc":"2.0","method":` + p.text("request of the server", row) + `,"id":` + p.text("request of the server", row) + `}`
	}, func(row int) string {
		none := p.text("number that is none", row)
		return note("notify_voicemail", fmt.Sprintf(`"user":"2001","new":%s,"unread":%s,"read":%s,"saved":%s`, none, none, none, none))
	}, func(row int) string {
		none := p.text("number that is none", row)
		return note("notify_status", fmt.Sprintf(`"user":"2001","talker_id":"p1","status":%s,"time":%s`, none, none))
	}, func(row int) string {
		return note("notify_registered", `"user":"3001","registered":"true","tenant":`+p.text("tenant", row))
	}))
}

// breaks says what is no JSON, texts as they are between quotes, and goes away: some of them end the connection by
// themselves.
func (p *hostilePBX) breaks() {
	var frames []string
	for _, text := range p.texts {
		frames = append(frames, `{"jsonrpc":"2.0","method":"notify_pal","params":{"message":"`+text.Raw+`"}}`)
	}
	p.leave(frames...)
}

// callsOperator gives the operator a name that begins plainly.
func (p *hostilePBX) callsOperator(plain string, row int) {
	p.say(status(`"1000"`, "14", `"o1"`, `"or"`, `"other_number":"2000"`, `"user_display_name":`+p.behind(plain, "own name", row, "")))
}

// next is the row of the next answer to a method.
func (p *hostilePBX) next(method string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	row := p.turn[method] % p.rows()
	p.turn[method]++
	return row
}

// inOneTenant are the lists that the other tenants, whose names are hostile, have nothing in.
var inOneTenant = []string{"getExtensions", "getAllDids", "getRouteVariables"}

// answerWith answers every method that gives texts.
func (p *hostilePBX) answerWith(request asking) (members string, known bool) {
	method := request.Method
	if params := string(request.Params); slices.Contains(inOneTenant, method) && strings.Contains(params, `"tenant":`) && !strings.Contains(params, `"tenant":"`+tenant+`"`) {
		return `"result":[]`, true
	}
	switch method {
	case "getExtensions":
		rows := p.each(func(row int) string { return `[` + p.text("number", row) + `,` + p.text("listed name", row) + `]` })
		return `"result":` + strings.TrimSuffix(rows, "]") + `,["1000","Own"],["2001","Plain"],["2002","Plainer"]]`, true
	case "getNoteNames":
		return `"result":` + p.list("note name"), true
	case "getRouteTemplateNames":
		return `"result":` + p.list("route template"), true
	case "listTenants":
		return `"result":` + p.list("tenant name"), true
	case "getTenantProperties":
		return `"result":` + p.list("tenant property"), true
	case "getExtensionProperties":
		if strings.Contains(string(request.Params), `["type","stype"]`) {
			return `"result":["user",""]`, true
		}
		return `"result":` + p.properties(), true
	case "getProductInfo":
		return `"result":{` + strings.Join(p.members("product key", "product value"), ",") + `}`, true
	case "getAllDids":
		return `"result":` + p.each(p.did), true
	case "startRecording":
		row := p.next(method)
		return fmt.Sprintf(`"error":{"code":-5,"message":%s,"data":{%s:%[2]s}}`,
			p.behind(fmt.Sprintf("e%02d ", row), "error message", row, ""), p.text("error data", row)), true
	case "hold":
		row := p.next(method)
		return `"result":` + p.behind(fmt.Sprintf("failed: f%02d ", row), "failure", row, ""), true
	case "barge":
		return `"result":"succeeded"`, true
	}
	if strings.Contains(string(request.Params), canaryOf("route template")) {
		return p.answerOne(method, 0)
	}
	return p.answerOne(method, p.next(method))
}

// answerOne answers the methods that tell of one thing, by the fields of a row.
func (p *hostilePBX) answerOne(method string, row int) (members string, known bool) {
	switch method {
	case "getNote":
		return fmt.Sprintf(`"result":{"name":%s,"description":%s,"useraccess":"2","note":%s}`,
			p.text("note name", row), p.text("note description", row), p.behind("", "note", row, `\nline\n`+strings.Trim(p.text("note", row), `"`))), true
	case "getPlanSwitchTimer":
		return `"result":` + p.text("timer", row), true
	case "getRouteVariables":
		return fmt.Sprintf(`"result":[["1",%s,%s,"","","",%s,%[3]s,%[3]s]]`, p.text("route tenant", row), p.text("route name", row), p.text("route value", row)), true
	}
	return "", false
}

// properties are as many values as any question for properties has names.
func (p *hostilePBX) properties() string {
	var values []string
	for i := range 80 {
		row := i % p.rows()
		if i >= p.rows() && row > 0 && len(p.texts[row-1].Raw) > long {
			row = 0 // once is enough
		}
		values = append(values, p.text("property", row))
	}
	return batch(values...)
}

// members are the members of an object, by two fields.
func (p *hostilePBX) members(name, value string) []string {
	var all []string
	for row := range p.rows() {
		all = append(all, p.text(name, row)+":"+p.text(value, row))
	}
	return all
}

func (p *hostilePBX) did(row int) string {
	return fmt.Sprintf(`{"template":%s,"name":%s,"enabled":"1","v1":%s,%s:"x"}`,
		p.text("DID template", row), p.text("DID name", row), p.text("DID value", row), p.text("DID variable", row))
}

// ledger is where each field was seen.
type ledger struct {
	mu sync.Mutex
	// shown has, for each field, the views that showed it.
	shown map[string][]string
	count int
}

// look notes which fields a view shows, of a PBX with so many texts.
func (l *ledger) look(view, screen string, texts int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range hostileFields {
		if !strings.Contains(screen, canaryOf(f.name)) {
			continue
		}
		l.count += texts
		if !slices.Contains(l.shown[f.name], view) {
			l.shown[f.name] = append(l.shown[f.name], view)
		}
	}
}
