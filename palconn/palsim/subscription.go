package palsim

import (
	"net/url"
	"slices"
	"strings"

	"cordboard/palconn/pal"
)

// subject is a kind of notification.
type subject uint8

const (
	aboutStatus subject = iota
	aboutRegistered
	aboutVoicemail
	aboutRecording
	aboutPark
	aboutLine
	subjects
)

// topic is a kind of notification and whose: an extension, a park or a line.
type topic struct {
	subject subject
	of      string
}

// subscription is what a client wants to hear: for each subject whose, "*" for all.
type subscription [subjects][]string

// queryKeys are the keys of the URL that switch notifications about users on
// (PAL guide 4.2).
var queryKeys = [...]string{
	aboutStatus: "status", aboutRegistered: "registered",
	aboutVoicemail: "voicemail", aboutRecording: "callrecording",
}

// subscribe reads the URL. sa hears everything that its URL leaves out; users hear
// of themselves only.
func (c *client) subscribe(query url.Values) {
	users := query["user"]
	if c.rank == pal.BySA && len(users) == 0 {
		users = []string{"*"}
	}
	for s, key := range queryKeys {
		c.subscribed[s] = c.usersFor(query, key, users)
	}
	c.subscribed[aboutPark] = c.places(query, "park")
	c.subscribed[aboutLine] = c.places(query, "line")
}

func (c *client) usersFor(query url.Values, key string, users []string) []string {
	value := strings.ToLower(query.Get(key))
	switch {
	case value == "self":
		return []string{c.login}
	case value == "" && c.rank == pal.BySA:
		return []string{"*"}
	case value != "true":
		return nil
	case c.rank == pal.ByUser && slices.ContainsFunc(users, func(u string) bool { return u == "*" || u == c.login }):
		return []string{c.login}
	case c.rank == pal.ByUser:
		return nil
	}
	return users
}

func (c *client) places(query url.Values, key string) []string {
	if c.rank == pal.BySA && !query.Has(key) {
		return []string{"*"}
	}
	return query[key]
}

// wants tells whether a client is to be told of a topic in a tenant now.
func (c *client) wants(tn *tenant, about topic) bool { return c.ready && c.hears(tn, about) }

// hears tells whether a login hears of a topic in a tenant. That stays as it is
// after the login.
func (c *client) hears(tn *tenant, about topic) bool {
	if c.tenant != nil && c.tenant != tn {
		return false
	}
	of := c.subscribed[about.subject]
	return len(of) > 0 && (of[0] == "*" || slices.Contains(of, about.of) || slices.Contains(of, "*"))
}
