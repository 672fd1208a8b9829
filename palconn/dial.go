package palconn

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"

	"cordboard/palconn/pal"
)

// checkPattern is what to look at when a PBX does not let a client in.
const checkPattern = `the PBX's setting "Valid WebSocket Client IP Pattern" must include the address of this machine`

// connect opens the socket, and explains in one line why it could not.
func connect(ctx context.Context, target *url.URL, o Options) (*socket, error) {
	within, cancel := context.WithTimeout(ctx, o.Timeout)
	defer cancel()
	sock, status, err := openSocket(within, target, o.trust())
	switch {
	case err == nil:
		return sock, nil
	case ctx.Err() != nil:
		return nil, fmt.Errorf("connecting: %w", ctx.Err())
	}
	failed := &DialError{Host: pal.NewText(target.Host).String(), Cause: err}
	switch {
	case status != 0:
		failed.Kind, failed.Reason = NotWelcome, explainStatus(status)
	case within.Err() != nil:
		failed.Reason = fmt.Sprintf("no answer within %v", o.Timeout)
	default:
		failed.Kind, failed.Reason = explain(err)
	}
	return nil, failed
}

// explainStatus is for an HTTP answer that opens no WebSocket.
func explainStatus(status int) string {
	switch status {
	case http.StatusSwitchingProtocols:
		return "the answer to the WebSocket handshake is wrong; is this a PBX?"
	case http.StatusForbidden, http.StatusNotFound:
		return fmt.Sprintf("HTTP status %d instead of a WebSocket; %s, and the path of the URL must be right", status, checkPattern)
	}
	return fmt.Sprintf("HTTP status %d instead of a WebSocket; is the URL right?", status)
}

// explain puts the reasons why dialling fails into plain words.
func explain(err error) (DialKind, string) {
	if kind, reason := explainTLS(err); reason != "" {
		return kind, reason
	}
	unresolved, isName := errors.AsType[*net.DNSError](err)
	switch {
	case errors.Is(err, errRedirected):
		return NotWelcome, "the server redirects to another address; that is not followed"
	case isName && unresolved.IsNotFound:
		return Unreachable, "no such host"
	case isName:
		return Unreachable, "the name of the host could not be looked up"
	case errors.Is(err, syscall.ECONNREFUSED):
		return Unreachable, "connection refused; is the PBX running, and is the port right?"
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return Unreachable, "no route to the host"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF),
		errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return NotWelcome, "the server closed the connection without an answer; " + checkPattern
	case isTimeout(err):
		return Unreachable, "no answer in time"
	}
	return Unreachable, "the server did not answer as a WebSocket server does"
}

func isTimeout(err error) bool {
	netErr, ok := errors.AsType[net.Error](err)
	return ok && netErr.Timeout()
}

// unparsed is what the TLS library says of a certificate that is none; it has no
// type for that.
const unparsed = "tls: failed to parse certificate from server"

// explainTLS gives no reason when the trouble is another.
func explainTLS(err error) (DialKind, string) {
	other, isOther := errors.AsType[*wrongKey](err)
	_, unknown := errors.AsType[x509.UnknownAuthorityError](err)
	wrongName, isName := errors.AsType[x509.HostnameError](err)
	invalid, isInvalid := errors.AsType[x509.CertificateInvalidError](err)
	_, unverified := errors.AsType[*tls.CertificateVerificationError](err)
	_, noTLS := errors.AsType[tls.RecordHeaderError](err)
	alert, isAlert := errors.AsType[*net.OpError](err)
	switch {
	case isOther:
		return Untrusted, "its key is not the pinned one but " + other.shown.String() +
			"; if nobody gave the PBX a new key, somebody is listening in between"
	case unknown:
		return Untrusted, "its certificate is signed by an unknown authority; a private one has to be named in the configuration"
	case isName:
		return Untrusted, "its certificate is for another name than " + pal.NewText(wrongName.Host).String()
	case isInvalid && invalid.Reason == x509.Expired:
		return Untrusted, "its certificate has expired or is not valid yet"
	case isInvalid, unverified:
		return Untrusted, "its certificate does not verify"
	case strings.Contains(err.Error(), unparsed):
		return Untrusted, "its certificate cannot be read"
	case noTLS, errors.Is(err, http.ErrSchemeMismatch):
		return Unreachable, "no TLS on this port; is it ws:// instead of wss://?"
	case isAlert && alert.Op == "remote error":
		said := strings.TrimPrefix(alert.Err.Error(), "tls: ")
		return Unreachable, "the TLS handshake failed: " + pal.NewText(said).String()
	}
	return Unreachable, ""
}
