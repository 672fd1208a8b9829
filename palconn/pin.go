package palconn

import (
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
)

// Pin is the SHA-256 of a server's public key as its certificate has it
// (SubjectPublicKeyInfo). The zero Pin pins nothing.
type Pin [sha256.Size]byte

// String is how a pin is configured: "sha256/" and base64.
func (p Pin) String() string { return "sha256/" + base64.StdEncoding.EncodeToString(p[:]) }

// wrongKey is a server whose key is not the pinned one.
type wrongKey struct{ shown Pin }

// Error implements error.
func (w *wrongKey) Error() string { return "its key is " + w.shown.String() }

// trust is the TLS configuration to dial with. With a pin the key alone decides:
// neither authority, name nor dates of the certificate are looked at.
func (o Options) trust() *tls.Config {
	if o.Pin == (Pin{}) {
		return o.TLS
	}
	config := &tls.Config{}
	if o.TLS != nil {
		config = o.TLS.Clone()
	}
	config.InsecureSkipVerify = true
	config.VerifyConnection = o.Pin.verify
	return config
}

// verify is asked in each handshake, after the server has proved that the key is
// its own.
func (p Pin) verify(state tls.ConnectionState) error {
	shown := Pin(sha256.Sum256(state.PeerCertificates[0].RawSubjectPublicKeyInfo))
	if shown == p {
		return nil
	}
	return &tls.CertificateVerificationError{UnverifiedCertificates: state.PeerCertificates, Err: &wrongKey{shown}}
}
