package palsim

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"cordboard/palconn/pal"
)

// mirror is what a client knows that believes every notification: as plain as can
// be, to be compared with the truth.
type mirror struct {
	talkers map[string]*reflection
	// rows are parks, lines, registrations and counts, by kind and name.
	rows   map[string]string
	faults []string
}

// reflection is one talker in a mirror.
type reflection struct {
	User      string `json:"user"`
	Name      string `json:"user_display_name"`
	Talker    string `json:"talker_id"`
	Room      string `json:"room_id"`
	Code      string `json:"status"`
	Role      string `json:"role"`
	Other     string `json:"other_number"`
	OtherName string `json:"other_user_display_name"`
	Time      int64  `json:"time"`

	state     pal.State
	since     int64
	recording bool
}

// states are the words of the codes; a code that is missing leaves the state.
var states = map[string]pal.State{
	"0": pal.Ringing, "65": pal.Ringing, "1": pal.Calling, "2": pal.Talking, "14": pal.Talking, "16": pal.Talking,
	"21": pal.Talking, "36": pal.Talking, "30": pal.Parked, "35": pal.Held, "12": pal.Ending, "-1": pal.Gone,
}

func newMirror() *mirror {
	return &mirror{talkers: map[string]*reflection{}, rows: map[string]string{}}
}

func (m *mirror) hear(frame []byte) {
	var message struct {
		Method string `json:"method"`
		Params struct {
			reflection
			Park           string `json:"park"`
			Line           string `json:"line"`
			LineTalker     string `json:"line_talker"`
			LineTalkerID   string `json:"line_talker_id"`
			AssignedTalker string `json:"assigned_talker_id"`
			Registered     string `json:"registered"`
			New            int    `json:"new"`
			Unread         int    `json:"unread"`
			Read           int    `json:"read"`
			Saved          int    `json:"saved"`
		} `json:"params"`
	}
	if err := json.Unmarshal(frame, &message); err != nil {
		m.faults = append(m.faults, err.Error())
	}
	p := message.Params
	switch message.Method {
	case pal.NotifyStatus:
		m.hearStatus(p.reflection)
	case pal.NotifyRecording:
		m.hearRecording(p.Talker, p.Code == "on")
	case pal.NotifyPark:
		m.set("park "+p.Park, p.Code == "on", p.Room, p.Talker)
	case pal.NotifyLine:
		m.set("line "+p.Line, p.Code == "on", p.Room, p.LineTalkerID, p.LineTalker, p.AssignedTalker)
	case pal.NotifyRegistered:
		m.rows["registered "+p.User] = p.Registered
	case pal.NotifyVoicemail:
		m.rows["voicemail "+p.User] = fmt.Sprint(p.New, p.Unread, p.Read, p.Saved)
	}
}

func (m *mirror) set(row string, on bool, of ...string) {
	if on {
		m.rows[row] = fmt.Sprint(of)
	} else {
		delete(m.rows, row)
	}
}

func (m *mirror) hearStatus(r reflection) {
	known := m.talkers[r.Talker]
	if known != nil {
		r.state, r.since, r.recording = known.state, known.since, known.recording
	}
	state, changes := states[r.Code]
	if r.Code == "0" && r.Role == pal.RoleCaller {
		state = pal.Calling
	}
	if changes && (known == nil || state != r.state) {
		r.state, r.since = state, r.Time
	}
	m.talkers[r.Talker] = &r
	if r.state == pal.Gone {
		delete(m.talkers, r.Talker)
	}
}

func (m *mirror) hearRecording(talker string, on bool) {
	known := m.talkers[talker]
	if known == nil {
		m.faults = append(m.faults, "recording of talker "+talker+", which is not there")
		return
	}
	known.recording = on
}

// lines says all that the mirror shows, sorted. Of extensions that were deleted it
// shows nothing: a PBX does not tell that they are gone, only their phones.
func (m *mirror) lines(truth Truth) (lines []string) {
	there := map[string]bool{}
	for _, e := range truth.Extensions {
		there[e.Number] = true
	}
	for id, r := range m.talkers {
		lines = append(lines, talkerLine(id, r.User, r.Name, r.Room, r.state, r.Other, r.OtherName, time.UnixMilli(r.since), r.recording))
	}
	for row, value := range m.rows {
		kind, of, _ := strings.Cut(row, " ")
		if (kind == "voicemail" || kind == "registered" && value == "false") && !there[of] {
			continue
		}
		lines = append(lines, row+" "+value)
	}
	slices.Sort(lines)
	return lines
}

// lines says the same of the truth.
func (t Truth) lines() (lines []string) {
	for _, e := range t.Extensions {
		v := e.Voicemail
		lines = append(lines,
			fmt.Sprint("registered ", e.Number, " ", e.Registered),
			fmt.Sprint("voicemail ", e.Number, " ", fmt.Sprint(v.New, v.Unread, v.Read, v.Saved)))
	}
	for _, r := range t.Talkers {
		if !r.Outside {
			lines = append(lines, talkerLine(r.ID, r.User, r.Name, r.Room, r.State, r.OtherNumber, r.OtherName, r.Since, r.Recording))
		}
	}
	for _, p := range t.Parks {
		lines = append(lines, fmt.Sprint("park ", p.Number, " ", []string{p.Room, p.Talker}))
	}
	for _, l := range t.Lines {
		if l.On {
			lines = append(lines, fmt.Sprint("line ", l.Line, " ", []string{l.Room, l.LineTalker, l.User, l.UserTalker}))
		}
	}
	slices.Sort(lines)
	return lines
}

func talkerLine(id, user, name, room string, state pal.State, other, otherName string, since time.Time, recording bool) string {
	return fmt.Sprintf("talker %s %s (%s) in %s %s with %s (%s) since %s, recorded %v",
		id, user, name, room, state, other, otherName, since.UTC().Format("15:04:05.000"), recording)
}
