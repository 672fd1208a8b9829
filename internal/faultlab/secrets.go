package main

import (
	"bytes"
	"context"
	"crypto/md5"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"cordboard/internal/desk"
	"cordboard/internal/faultproxy"
	"cordboard/palconn"
	"cordboard/palconn/pal"
	"cordboard/palconn/palsim"
)

// writings are everything that was written in a run, by where.
type writings struct {
	mu  sync.Mutex
	all map[string][]byte
}

func (w *writings) add(where string, text []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all[where] = append(w.all[where], text...)
}

// writer gives what takes bytes for a place.
func (w *writings) writer(where string) writerFunc {
	return func(p []byte) (int, error) { w.add(where, p); return len(p), nil }
}

type writerFunc func([]byte) (int, error)

// Write implements io.Writer.
func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// finds are the places where one of the secrets stands, in any of the ways to write it.
func (w *writings) finds(secrets ...string) (places []string) {
	for where, text := range w.all {
		for _, secret := range secrets {
			for _, form := range forms(secret) {
				if bytes.Contains(bytes.ToLower(text), []byte(strings.ToLower(form))) {
					places = append(places, fmt.Sprintf("%s has %q", where, form))
				}
			}
		}
	}
	return places
}

// forms are the ways to write a secret; its MD5 is as good as the secret for a login (PAL guide 4.1).
func forms(secret string) []string {
	digest := md5.Sum([]byte(secret))
	quoted, _ := json.Marshal(secret) // a text always can be
	all := []string{
		secret, url.QueryEscape(secret), string(quoted[1 : len(quoted)-1]),
		hex.EncodeToString([]byte(secret)), hex.EncodeToString(digest[:]),
	}
	return append(append(all, inBase64([]byte(secret))...), inBase64(digest[:])...)
}

// inBase64 is what base64 makes of bytes that stand within others, without the letters that depend on those: it differs by
// how many bytes are before them, in threes.
func inBase64(text []byte) (all []string) {
	for before := range 3 {
		encoded := base64.RawStdEncoding.EncodeToString(append(make([]byte, before), text...))
		all = append(all, encoded[(8*before+5)/6:8*(before+len(text))/6])
	}
	return all
}

// measureSecrets works with passwords that stand nowhere else, lets everything fail that can, and looks for them in all
// that was written.
func measureSecrets(ctx context.Context, l *lab) error {
	chance := l.chance(0)
	login := fmt.Sprintf("pä55/w+%016x", chance.Uint64())
	other := fmt.Sprintf("0th3r&%016x", chance.Uint64())
	w := &writings{all: map[string][]byte{}}
	e, err := newExchange(40, palsim.ReplayOneByOne, l.seed)
	if err != nil {
		return err
	}
	defer e.Close()
	seen, err := newTap(e.address(), w.writer("what the server saw of a connection"))
	if err != nil {
		return err
	}
	defer seen.close()
	kept := l.file("journal.db")
	if err := errors.Join(e.talk(number(0), number(1)), l.workWith(ctx, e, seen.url(), kept, login, other, w)); err != nil {
		return err
	}
	if err := errors.Join(l.failWith(ctx, seen.url(), login, w), l.runProgram(ctx, seen.url(), kept, login, w)); err != nil {
		return err
	}
	if err := w.addFiles(kept + "*"); err != nil {
		return err
	}
	found := w.finds(login, other)
	for _, f := range found {
		l.progress("%s", f)
	}
	l.progress("%d places", len(w.all))
	l.report(secretsFound.measured("", float64(len(found)), len(w.all)))
	return nil
}

// workWith is a day at the desk: passwords are set, calls are recorded, the line breaks.
func (l *lab) workWith(ctx context.Context, e *exchange, pbx, kept, login, other string, w *writings) (err error) {
	log := slog.New(slog.NewTextHandler(w.writer("log"), &slog.HandlerOptions{Level: slog.LevelDebug, AddSource: true}))
	first, err := newBoard(ctx, pbx, setup{seed: l.seed, journal: kept, log: log})
	if err != nil {
		return err
	}
	if _, err := first.awaitLive(ctx); err != nil {
		return err
	}
	for user, password := range map[string]string{palsim.Reception: login, number(5): other} {
		_, err := first.desk.Invoke(ctx, pal.SetExtensionProperties{Extension: user, Properties: map[string]string{"login.password": password}})
		w.add("errors", fmt.Appendf(nil, "%v %+v\n", err, err))
	}
	_, err = first.desk.Invoke(ctx, pal.CreateExtension{Extension: number(5), Password: other, LoginPassword: other, Type: pal.UserExtension})
	w.add("errors", fmt.Appendf(nil, "%v %+v\n", err, err))
	if err := first.close(); err != nil {
		return err
	}
	b, err := newBoard(ctx, pbx, setup{seed: l.seed, journal: kept, log: log, password: login})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	return b.breakAndAct(ctx, w)
}

// breakAndAct acts over lines that break, and adds what is said of it.
func (b *board) breakAndAct(ctx context.Context, w *writings) error {
	for n := range 8 {
		target, err := b.aimAt(ctx, number(1), number(0))
		if err != nil {
			return err
		}
		before, _ := b.now()
		b.proxy.CutAfter(faultproxy.Way(n%2), 40*n)
		_, err = b.desk.Do(ctx, desk.Intent{Act: desk.Tones, Target: target, Signal: "1", Reason: "a test"})
		b.proxy.Heal()
		b.proxy.Break(faultproxy.Reset)
		lost, waiting := b.awaitLoss(ctx, before)
		w.add("errors", fmt.Appendf(nil, "%v %+v %v %v\n", err, err, b.session.Status(), lost))
		if waiting != nil {
			return waiting
		}
	}
	w.add("log of the desk", fmt.Appendf(nil, "%+v\n", b.desk.Log().Entries()))
	w.add("counters", fmt.Appendf(nil, "%v\n", b.session.Counters()))
	return nil
}

// bursts is a Watcher that panics.
type bursts struct{ *board }

// Settled implements palconn.Watcher.
func (bursts) Settled(uint64, time.Time) { panic("the lab lets this burst") }

// failWith connects in all the ways that fail, and adds what each says, and what the options look like when printed.
func (l *lab) failWith(ctx context.Context, pbx, login string, w *writings) error {
	ways := map[string]func(*palconn.SessionOptions){
		"wrong password":      func(o *palconn.SessionOptions) { o.Password = pal.NewSecret(login + "!") },
		"no such user":        func(o *palconn.SessionOptions) { o.User = "nobody" },
		"password in the URL": func(o *palconn.SessionOptions) { o.URL += "?login_password=" + url.QueryEscape(login) },
		"user in the URL": func(o *palconn.SessionOptions) {
			o.URL = strings.Replace(o.URL, "//", "//u:"+url.QueryEscape(login)+"@", 1)
		},
		"no TLS":       func(o *palconn.SessionOptions) { o.URL = strings.Replace(o.URL, "ws://", "wss://", 1) },
		"nobody there": func(o *palconn.SessionOptions) { o.URL = "ws://127.0.0.1:1/pbx/ws" },
		"panic":        func(o *palconn.SessionOptions) { o.Watcher = bursts{o.Watcher.(*board)} },
	}
	log := slog.New(slog.NewJSONHandler(w.writer("log of failures"), &slog.HandlerOptions{Level: slog.LevelDebug}))
	for name, spoil := range ways {
		b, err := newBoard(ctx, pbx, setup{journal: l.file("journal.db"), password: login})
		if err != nil {
			return err
		}
		o := setup{password: login, log: log}.session(pbx, b)
		spoil(&o)
		trying, stop := context.WithTimeout(ctx, 2*time.Second)
		s := palconn.NewSession(o)
		err = s.Run(trying)
		stop()
		w.add(name, fmt.Appendf(nil, "%v %+v %#v %v\n", err, err, err, s.Status()))
		log.Error("failed", "error", err, "password", o.Password, "status", s.Status())
		if burst, ok := errors.AsType[*palconn.Panicked](err); ok {
			w.add(name, burst.Stack)
		}
		if name != "password in the URL" && name != "user in the URL" {
			w.add("options printed", fmt.Appendf(nil, "%v %+v %#v\n", o.Options, o.Options, o.Options))
		}
		if err := b.close(); err != nil {
			return err
		}
	}
	return nil
}

// addFiles adds the bytes of files.
func (w *writings) addFiles(pattern string) error {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no file is %s: %w", pattern, errors.Join(err, os.ErrNotExist))
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		w.add(filepath.Base(file), text)
	}
	return nil
}
