package palsim

import (
	"strconv"

	"github.com/go-json-experiment/json"

	"cordboard/palconn/pal"
)

// message is a request or notification of JSON-RPC 2.0 as it is sent.
type message struct {
	Version string `json:"jsonrpc"`
	Method  string `json:"method"`
	Params  any    `json:"params"`
}

func notification(method string, params any) message {
	return message{Version: "2.0", Method: method, Params: params}
}

// scope is the tenant of a notification; only sa is told it.
type scope struct {
	Tenant string `json:"tenant,omitempty"`
}

func (s *scope) setTenant(name string) { s.Tenant = name }

// scoped are params that can say their tenant.
type scoped interface{ setTenant(name string) }

type statusParams struct {
	scope
	User           string `json:"user"`
	Status         string `json:"status"`
	Other          string `json:"other_number"`
	Room           string `json:"room_id"`
	Talker         string `json:"talker_id"`
	Role           string `json:"role"`
	UserName       string `json:"user_display_name"`
	OtherName      string `json:"other_user_display_name"`
	Time           int64  `json:"time"`
	LogID          string `json:"logid,omitempty"`
	ResCode        string `json:"rescode,omitempty"`
	DisconnectedBy string `json:"disconnected_by,omitempty"`
	Q850           string `json:"q850code,omitempty"`
}

type parkParams struct {
	scope
	Room   string `json:"room_id,omitempty"`
	Talker string `json:"talker_id,omitempty"`
	Time   int64  `json:"time"`
	Park   string `json:"park"`
	Status string `json:"status"`
}

type lineParams struct {
	scope
	Line           string `json:"line"`
	Status         string `json:"status"`
	TalkerID       string `json:"line_talker_id,omitempty"`
	Talker         string `json:"line_talker,omitempty"`
	AssignedTalker string `json:"assigned_talker_id,omitempty"`
	Room           string `json:"room_id,omitempty"`
}

type registeredParams struct {
	scope
	User       string `json:"user"`
	Registered string `json:"registered"`
}

type voicemailParams struct {
	scope
	User   string `json:"user"`
	New    int    `json:"new"`
	Unread int    `json:"unread"`
	Read   int    `json:"read"`
	Saved  int    `json:"saved"`
}

type recordingParams struct {
	scope
	User   string `json:"user"`
	Talker string `json:"talker_id"`
	Status string `json:"status"`
}

type serverStatusParams struct {
	Status string `json:"status"`
}

type noticeParams struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

type challengeParams struct {
	Nonce string `json:"nonce"`
}

// ending is what a last notify_status says more than others. by is nil when
// nobody in the call ended it.
type ending struct {
	why cause
	by  *talker
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// tell sends a notification to every client that asked for it. It is written once
// for sa and once for everybody else.
func (p *PBX) tell(tn *tenant, about topic, method string, params scoped) {
	if p.inactive {
		return
	}
	var withTenant, without []byte
	for _, c := range p.clients {
		if !c.wants(tn, about) {
			continue
		}
		frame := &without
		if c.rank == pal.BySA {
			frame = &withTenant
		}
		if *frame == nil {
			*frame = c.encodeFor(tn, notification(method, params))
		}
		c.wire.send(*frame)
	}
}

// encodeFor writes a message as a client gets it.
func (c *client) encodeFor(tn *tenant, m message) []byte {
	if params, ok := m.Params.(scoped); ok {
		params.setTenant("")
		if c.rank == pal.BySA {
			params.setTenant(tn.name)
		}
	}
	return encode(m)
}

// encode writes a message that this package made, which cannot fail.
func encode(m any) []byte {
	frame, err := json.Marshal(m)
	if err != nil {
		panic("palsim: a message of its own cannot be written: " + err.Error())
	}
	return frame
}

// tellStatus sends notify_status for the leg of an extension; the legs of outside
// parties are never told.
func (p *PBX) tellStatus(t *talker, code pal.Code, end *ending) {
	if t.ext == nil {
		return
	}
	params := t.statusParams(code)
	params.Time = p.now().UnixMilli()
	if end != nil {
		params.ResCode = strconv.Itoa(end.why.rescode)
		params.Q850 = strconv.Itoa(end.why.q850)
		params.DisconnectedBy = end.disconnectedBy()
	}
	p.tell(t.tenant, topic{aboutStatus, t.ext.number}, pal.NotifyStatus, params)
}

// disconnectedBy is "1" for the callee and "0" for the caller.
func (e *ending) disconnectedBy() string {
	if e.by != nil && !e.by.caller {
		return "1"
	}
	return "0"
}

func (t *talker) statusParams(code pal.Code) *statusParams {
	return &statusParams{
		User: t.party.number, UserName: t.party.name, Status: strconv.Itoa(int(code)),
		Other: t.other.number, OtherName: t.other.name, Role: t.role(),
		Room: t.room.id, Talker: t.id(), LogID: t.room.logID, Time: t.since.UnixMilli(),
	}
}

func (p *PBX) tellPark(pl *place) {
	params := pl.params()
	params.Time = p.now().UnixMilli()
	p.tell(pl.tenant, topic{aboutPark, pl.number}, pal.NotifyPark, params)
}

// params tells a place, with the time since when it is as it is.

func (pl *place) params() *parkParams {
	params := &parkParams{Park: pl.number, Status: onOff(pl.talker != nil), Time: pl.freed.UnixMilli()}
	if pl.talker != nil {
		params.Room, params.Talker = pl.talker.room.id, pl.talker.id()
		params.Time = pl.talker.since.UnixMilli()
	}
	return params
}

func (p *PBX) tellLine(l *line) {
	p.tell(l.tenant, topic{aboutLine, l.name}, pal.NotifyLine, l.params())
}

func (l *line) params() *lineParams {
	return &lineParams{
		Line: l.name, Status: onOff(l.told.on), Room: l.told.room,
		TalkerID: l.told.lineTalker, Talker: l.told.user, AssignedTalker: l.told.userTalker,
	}
}

func (p *PBX) tellRegistered(e *extension) {
	p.tell(e.tenant, topic{aboutRegistered, e.number}, pal.NotifyRegistered, registeredParamsOf(e.number, e.registered))
}

func registeredParamsOf(user string, registered bool) *registeredParams {
	return &registeredParams{User: user, Registered: strconv.FormatBool(registered)}
}

func (p *PBX) tellVoicemail(e *extension) {
	p.tell(e.tenant, topic{aboutVoicemail, e.number}, pal.NotifyVoicemail, voicemailParamsOf(e.number, e.voicemail))
}

func voicemailParamsOf(user string, v VoicemailTruth) *voicemailParams {
	return &voicemailParams{User: user, New: v.New, Unread: v.Unread, Read: v.Read, Saved: v.Saved}
}

func (p *PBX) tellRecording(t *talker) {
	p.tell(t.tenant, topic{aboutRecording, t.ext.number}, pal.NotifyRecording, t.recordingParams())
}

func (t *talker) recordingParams() *recordingParams {
	return &recordingParams{User: t.ext.number, Talker: t.id(), Status: onOff(t.recording)}
}

func (p *PBX) tellServerStatus(status string) {
	frame := encode(notification(pal.NotifyServerStatus, serverStatusParams{status}))
	for _, c := range p.clients {
		if c.ready {
			c.wire.send(frame)
		}
	}
}
