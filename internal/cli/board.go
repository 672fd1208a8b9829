package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"
	"time"

	"cordboard/internal/desk"
	"cordboard/internal/journal"
	"cordboard/model"
	"cordboard/palconn"
	"cordboard/palconn/pal"
)

// board feeds the store with what a session hears, and asks for the directory of
// each connection. It implements palconn.Watcher.
type board struct {
	store   *model.Store
	desk    *desk.Desk
	journal *journal.Journal
	clock   desk.Clock
	seen    seenCalls
	session *palconn.Session
	tenant  string
	sa      bool
	// asked counts the questions for directories that are under way, asking is the
	// epoch that the last was for.
	asked  sync.WaitGroup
	asking atomic.Uint64
	// ctx is what the board works in until stop is called.
	ctx  context.Context
	stop context.CancelFunc
}

// Began implements palconn.Watcher.
func (b *board) Began(epoch uint64, at time.Time) {
	b.store.Began(epoch, at)
	b.learn(epoch)
}

// learn asks for the directory of an epoch beside everything else.
func (b *board) learn(epoch uint64) {
	b.asking.Store(epoch)
	b.asked.Go(func() {
		defer b.rescue("the names of the extensions are not learned")
		if err := b.askDirectory(epoch); errors.Is(err, pal.ErrClosed) {
			b.asking.CompareAndSwap(epoch, 0)
		}
	})
}

// rescue, deferred, makes a panic an entry of the log, with what does not go on by it,
// instead of the end of the program.
func (b *board) rescue(without string) {
	if value := recover(); value != nil {
		b.desk.Log().Tell(b.clock.Now(), "internal error: "+without, pal.NewText(fmt.Sprint(value)).String())
	}
}

// Notified implements palconn.Watcher.
func (b *board) Notified(epoch uint64, n pal.Notification, at time.Time) {
	b.store.Notified(epoch, n, at)
}

// Spoiled implements palconn.Watcher.
func (b *board) Spoiled(epoch uint64, why *pal.Malformed, _ time.Time) { b.store.Spoiled(epoch, why) }

// Settled implements palconn.Watcher. A PBX that began to tell its state before it
// had taken the login could not be asked for the directory then.
func (b *board) Settled(epoch uint64, at time.Time) {
	b.store.Settled(epoch, at)
	if b.asking.Load() != epoch {
		b.learn(epoch)
	}
}

// Lost implements palconn.Watcher.
func (b *board) Lost(epoch uint64, reason error, at time.Time) {
	b.store.Lost(epoch, linkAfter(reason), reason.Error(), at)
}

// linkAfter is how the line stands once it is lost for a reason.
func linkAfter(reason error) model.Link {
	_, refused := errors.AsType[*palconn.LoginRefused](reason)
	switch {
	case refused, errors.Is(reason, palconn.ErrAnotherLogin):
		return model.Stopped
	case errors.Is(reason, palconn.ErrInactive):
		return model.Inactive
	}
	return model.Reconnecting
}

// askDirectory learns the names of the extensions, and by it what the PBX permits
// this login: only admins may ask for the list (PAL guide 6.12). Its error wraps
// pal.ErrClosed when it could not ask.
func (b *board) askDirectory(epoch uint64) error {
	client := palconn.Client{Sender: b.session}
	if b.sa {
		b.desk.SetLogin(pal.BySA)
		var err error
		for _, tenant := range b.tenants() {
			err = cmp.Or(err, b.addPeople(epoch, client, tenant))
		}
		b.listed(epoch, err)
		return err
	}
	err := b.addPeople(epoch, client, "")
	b.listed(epoch, err)
	if login := loginBy(err); login != 0 {
		b.desk.SetLogin(login)
	}
	return err
}

// listed tells the board that it has all extensions, where the list could be read.
func (b *board) listed(epoch uint64, err error) {
	if err == nil {
		b.store.Listed(epoch)
	}
}

// loginBy is what a login is that the PBX gave the list of extensions, or did not; 0 where
// it did not for a reason that tells nothing of the login.
func loginBy(err error) pal.Permit {
	switch {
	case err == nil:
		return pal.ByAdmin
	case pal.IsNoPermission(err):
		return pal.ByUser
	}
	return 0
}

// peopleAtOnce is how many extensions are given to the board at a time, so that a
// long list does not stand in memory a second time.
const peopleAtOnce = 1000

// pagedTries is how often a list that changes while it is read is read in pages. A PBX
// whose pages never fit together, because it takes offset for something else, would be
// asked without end.
const pagedTries = 3

// addPeople reads the extensions of a tenant. When they change while they are
// read, the list is read again, in the end in one piece: what was learned already stays.
func (b *board) addPeople(epoch uint64, client palconn.Client, tenant string) error {
	users := pal.GetExtensions{Tenant: tenant, Type: pal.UserExtension}
	for range pagedTries {
		err := b.readPeople(epoch, client.Extensions(b.ctx, users), tenant)
		if !errors.Is(err, palconn.ErrListChanged) {
			return err
		}
	}
	return b.readPeople(epoch, client.ExtensionsAtOnce(b.ctx, users), tenant)
}

func (b *board) readPeople(epoch uint64, list iter.Seq2[palconn.Person, error], tenant string) error {
	people := make([]model.Person, 0, peopleAtOnce)
	for p, err := range list {
		if err != nil {
			return err
		}
		people = append(people, model.Person{Tenant: pal.NewText(tenant), Number: p.Number, Name: p.Name})
		if len(people) == peopleAtOnce {
			b.store.Directory(epoch, people)
			people = people[:0]
		}
	}
	b.store.Directory(epoch, people)
	return nil
}

// tenants are those whose extensions sa is shown: the configured one, or all that
// the PBX tells.
func (b *board) tenants() []string {
	if b.tenant != "" {
		return []string{b.tenant}
	}
	names, err := palconn.Client{Sender: b.session}.Tenants(b.ctx)
	if err != nil {
		return []string{""}
	}
	tenants := make([]string, len(names))
	for i, name := range names {
		tenants[i] = name.Raw()
	}
	return tenants
}
