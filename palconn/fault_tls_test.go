package palconn_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"net"
	"strings"
	"testing"
	"time"

	"cordboard/internal/faultproxy"
	"cordboard/palconn"
)

// issued is a certificate and its key.
type issued struct {
	*x509.Certificate
	key crypto.Signer
}

// issue makes a certificate that is good for a server on this machine but for what change does to it. Without an
// authority it is signed by itself.
func issue(t *testing.T, by *issued, change func(*x509.Certificate)) issued {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
	}
	if change != nil {
		change(template)
	}
	parent, signer := template, crypto.Signer(key)
	if by != nil {
		parent, signer = by.Certificate, by.key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return issued{certificate, key}
}

// authority makes a template that of an authority.
func authority(c *x509.Certificate) {
	c.Subject.CommonName, c.IsCA, c.KeyUsage, c.ExtKeyUsage = "Authority", true, x509.KeyUsageCertSign, nil
}

// chain is what a server shows: its certificate and those between it and the authority.
func chain(leaf issued, between ...issued) *tls.Config {
	shown := tls.Certificate{Certificate: [][]byte{leaf.Raw}, PrivateKey: leaf.key}
	for _, c := range between {
		shown.Certificate = append(shown.Certificate, c.Raw)
	}
	return &tls.Config{Certificates: []tls.Certificate{shown}}
}

func pinOf(c *x509.Certificate) palconn.Pin { return sha256.Sum256(c.RawSubjectPublicKeyInfo) }

// secured is a PBX behind TLS, and the options of one who trusts root alone.
func secured(t *testing.T, server *tls.Config, root issued) palconn.Options {
	t.Helper()
	pbx := unstartedPBX(t, serve(nothing))
	pbx.TLS = server
	pbx.StartTLS()
	o := optionsFor(pbx)
	roots := x509.NewCertPool()
	roots.AddCert(root.Certificate)
	o.TLS = &tls.Config{RootCAs: roots}
	return o
}

// badCertificates are what servers show that are not to be trusted, and the words for it.
func badCertificates(t *testing.T, root issued) map[string]struct {
	server *tls.Config
	words  string
} {
	leaf := func(change func(*x509.Certificate)) *tls.Config { return chain(issue(t, &root, change)) }
	below := func(change func(*x509.Certificate)) issued {
		return issue(t, &root, func(c *x509.Certificate) { authority(c); change(c) })
	}
	under := func(by issued) *tls.Config { return chain(issue(t, &by, nil), by) }
	untouched := func(*x509.Certificate) {}
	stranger, missing := issue(t, nil, authority), below(untouched)
	shortPath := below(func(c *x509.Certificate) { c.MaxPathLen, c.MaxPathLenZero = 0, true })
	tooDeep := issue(t, &shortPath, authority)
	garbage, good := leaf(nil), leaf(nil)
	garbage.Certificates[0].Certificate[0] = []byte("this is no certificate")
	good.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) { return garbage, nil }
	yesterday, tomorrow := time.Now().AddDate(0, 0, -1), time.Now().AddDate(0, 0, 1)
	return map[string]struct {
		server *tls.Config
		words  string
	}{
		"expired":       {leaf(func(c *x509.Certificate) { c.NotBefore, c.NotAfter = yesterday.AddDate(-1, 0, 0), yesterday }), "has expired or is not valid yet"},
		"not yet valid": {leaf(func(c *x509.Certificate) { c.NotBefore, c.NotAfter = tomorrow, tomorrow.AddDate(1, 0, 0) }), "has expired or is not valid yet"},
		"wrong host": {leaf(func(c *x509.Certificate) {
			c.DNSNames, c.IPAddresses = []string{"pbx.example.com"}, nil
		}), "is for another name than 127.0.0.1"},
		"no name but the common one":    {leaf(func(c *x509.Certificate) { c.DNSNames, c.IPAddresses = nil, nil }), "is for another name than 127.0.0.1"},
		"self-signed":                   {chain(issue(t, nil, nil)), "is signed by an unknown authority"},
		"unknown authority":             {under(stranger), "is signed by an unknown authority"},
		"the link between is not shown": {chain(issue(t, &missing, nil)), "is signed by an unknown authority"},
		"for clients only": {leaf(func(c *x509.Certificate) {
			c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
		}), "does not verify"},
		"signed by one that is no authority": {under(issue(t, &root, nil)), "is signed by an unknown authority"},
		"signed by an authority for other names": {under(below(func(c *x509.Certificate) {
			c.PermittedDNSDomains, c.PermittedDNSDomainsCritical = []string{"example.com"}, true
		})), "does not verify"},
		"signed by an authority that has expired": {
			under(below(func(c *x509.Certificate) { c.NotBefore, c.NotAfter = yesterday.AddDate(-1, 0, 0), yesterday })), "has expired or is not valid yet",
		},
		"a chain that is too long": {chain(issue(t, &tooDeep, nil), tooDeep, shortPath), "does not verify"},
		"a critical part that nobody knows": {leaf(func(c *x509.Certificate) {
			c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 99999, 1}, Critical: true, Value: []byte{5, 0}}}
		}), "does not verify"},
		"signed with SHA-1": {leaf(func(c *x509.Certificate) { c.SignatureAlgorithm = x509.ECDSAWithSHA1 }), "is signed by an unknown authority"},
		"garbage":           {good, "cannot be read"},
	}
}

// expectNoOtherTry runs a session that must end by itself for a server that is not to be trusted.
func expectNoOtherTry(t *testing.T, o palconn.Options) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), patience)
	defer stop()
	err := palconn.NewSession(palconn.SessionOptions{Options: o, Watcher: unheard{}}).Run(ctx)
	if failed, ok := errors.AsType[*palconn.DialError](err); !ok || failed.Kind != palconn.Untrusted {
		t.Errorf("Run: %v", err)
	}
}

func TestFaultBadCertificate(t *testing.T) {
	checkLeaks(t)
	root := issue(t, nil, authority)
	for name, bad := range badCertificates(t, root) {
		t.Run(name, func(t *testing.T) {
			// Given a server with such a certificate, the reason is said in words,
			o := secured(t, bad.server, root)
			expectDialError(t, o, palconn.Untrusted, "its certificate "+bad.words)
			// and a session does not try again.
			expectNoOtherTry(t, o)
		})
	}
	t.Run("a good one", func(t *testing.T) {
		dialled(t, secured(t, chain(issue(t, &root, nil)), root), newTold())
	})
}

func TestFaultBadHandshake(t *testing.T) {
	checkLeaks(t)
	root := issue(t, nil, authority)
	with := func(change func(*tls.Config)) palconn.Options {
		server := chain(issue(t, &root, nil))
		change(server)
		return secured(t, server, root)
	}
	plain := with(func(*tls.Config) {})
	plain.URL = strings.Replace(plain.URL, "wss:", "ws:", 1)
	for words, o := range map[string]palconn.Options{
		"the TLS handshake failed: protocol version not supported": with(func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11 }),
		"the TLS handshake failed: certificate required":           with(func(c *tls.Config) { c.ClientAuth = tls.RequireAnyClientCert }),
		"the TLS handshake failed: unrecognized name": with(func(c *tls.Config) {
			c.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) { return &tls.Config{}, nil }
		}),
		"HTTP status 400 instead of a WebSocket": plain,
	} {
		t.Run(words, func(t *testing.T) {
			if failed := dialError(t, o); failed.Kind == palconn.Untrusted || !strings.Contains(failed.Reason, words) {
				t.Errorf("got kind %d, %q", failed.Kind, failed)
			}
			// What may be mended over there is tried again.
			run(t, o).clock.await(250 * time.Millisecond)
		})
	}
}

func TestFaultTruncatedHandshake(t *testing.T) {
	checkLeaks(t)
	// Given a line that ends in the middle of the server's part of the TLS handshake, the more often the shorter
	root := issue(t, nil, authority)
	o := secured(t, chain(issue(t, &root, nil)), root)
	proxy, chance := proxyTo(t, &o)
	for range 20 {
		n := chance.IntN(600)
		proxy.CutAfter(faultproxy.ToClient, n)
		// then that is said, whatever came before, and it is tried again.
		failed := dialError(t, o)
		if failed.Kind != palconn.NotWelcome || !strings.Contains(failed.Reason, "closed the connection without an answer") {
			t.Errorf("cut after %d bytes: kind %d, %q", n, failed.Kind, failed)
		}
	}
	dialled(t, o, newTold())
}

func TestFaultPinnedKeyMismatch(t *testing.T) {
	checkLeaks(t)
	root := issue(t, nil, authority)
	server, other := issue(t, &root, nil), issue(t, &root, nil)
	o := secured(t, chain(server), root)
	// Given the pin of another key, a certificate that verifies is not trusted,
	o.Pin = pinOf(other.Certificate)
	expectDialError(t, o, palconn.Untrusted, "its key is not the pinned one but "+pinOf(server.Certificate).String())
	// and a session does not try again.
	expectNoOtherTry(t, o)
	// A pin without TLS would guard nothing.
	o.URL = strings.Replace(o.URL, "wss:", "ws:", 1)
	expectDialError(t, o, palconn.Misconfigured, "no key to pin")
}

func TestAPinnedKeyNeedsNoAuthority(t *testing.T) {
	checkLeaks(t)
	root := issue(t, nil, authority)
	// Given a certificate with nothing right but its key
	own := issue(t, nil, func(c *x509.Certificate) {
		c.DNSNames, c.IPAddresses, c.NotAfter = nil, nil, time.Now().Add(-time.Minute)
	})
	o := secured(t, chain(own), root)
	expectDialError(t, o, palconn.Untrusted, "its certificate")
	// then the pin of that key is enough, and no options of TLS are needed beside it.
	o.Pin, o.TLS = pinOf(own.Certificate), nil
	dialled(t, o, newTold())
}
