package palconn

import (
	"net/netip"
	"net/url"
	"strings"

	"cordboard/palconn/pal"
)

// defaultPath is where a PBX has its PAL WebSocket when the URL names no path.
const defaultPath = "/pbx/ws"

// address is the URL to dial (4.2): the one that was given, with the login user
// and the wanted notifications, and never the password.
func address(o Options) (*url.URL, error) {
	u, err := parseURL(o.URL)
	if err != nil {
		return nil, err
	}
	query, err := url.ParseQuery(u.RawQuery)
	switch {
	case err != nil:
		return nil, misconfigured(u.Host, "the part of the URL after ? cannot be read")
	case holdsPassword(u, query):
		return nil, misconfigured(u.Host, "the URL holds a password; give it by a file, a command, the environment or the prompt")
	case o.IsReadable() && !o.AllowPlaintext:
		return nil, misconfigured(u.Host, "ws:// is not encrypted and the host is not this machine; use wss://, or set allow_plaintext = true")
	case u.Scheme == "ws" && o.Pin != (Pin{}):
		return nil, misconfigured(u.Host, "ws:// has no key to pin; use wss://")
	case o.User == "":
		return nil, misconfigured(u.Host, "no login user is given")
	}
	o.describe(query)
	u.RawQuery = encode(query)
	return u, nil
}

// parseURL keeps Go's own error texts back, for they hold the URL.
func parseURL(text string) (*url.URL, error) {
	const example = "; it looks like ws://HOST:PORT" + defaultPath
	u, err := url.Parse(strings.TrimSpace(text))
	switch {
	case err != nil:
		return nil, misconfigured("", "the URL cannot be read"+example)
	case u.Scheme != "ws" && u.Scheme != "wss":
		return nil, misconfigured("", "the URL does not begin with ws:// or wss://"+example)
	case u.Hostname() == "":
		return nil, misconfigured("", "the URL has no host"+example)
	}
	if strings.Trim(u.Path, "/") == "" {
		u.Path = defaultPath
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

func misconfigured(host, reason string) error {
	return &DialError{Kind: Misconfigured, Host: pal.NewText(host).String(), Reason: reason}
}

func holdsPassword(u *url.URL, query url.Values) bool {
	if u.User != nil {
		return true
	}
	for name := range query {
		if strings.EqualFold(name, "login_password") {
			return true
		}
	}
	return false
}

// IsReadable tells that everybody on the way to the PBX can read what is said: the
// address is ws to another host.
func (o Options) IsReadable() bool {
	u, err := parseURL(o.URL)
	return err == nil && u.Scheme == "ws" && !isLoopback(u.Hostname())
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// describe sets who logs in and what is wanted; a value that is false or empty is
// left as the URL has it.
func (o Options) describe(query url.Values) {
	query.Set("login_user", o.User)
	if o.Tenant != "" {
		query.Set("tenant", o.Tenant)
	}
	for name, values := range map[string][]string{"user": o.Want.Users, "park": o.Want.Parks, "line": o.Want.Lines} {
		if len(values) > 0 {
			query[name] = values
		}
	}
	for name, on := range map[string]bool{
		"status": o.Want.Status, "registered": o.Want.Registered,
		"voicemail": o.Want.Voicemail, "callrecording": o.Want.Recording,
	} {
		if on {
			query.Set(name, "true")
		}
	}
}

// encode writes * as it is, which PBXs compare literally, and a space as %20.
func encode(query url.Values) string {
	return strings.NewReplacer("%2A", "*", "+", "%20").Replace(query.Encode())
}
