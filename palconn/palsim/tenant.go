package palsim

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// tenant is a part of the PBX with extensions, parking places and lines of its own.
type tenant struct {
	name string
	// options are those of the PBX.
	options *Options
	names   *names
	// extensions are in the order of compareNumbers.
	extensions []*extension
	// users is how many of them are users.
	users  int
	places []*place
	lines  []*line
	// outside are the talkers that are no extension, by id.
	outside []*talker
	// calls is how many rooms have somebody in them.
	calls int
	notes map[string]*note
	tenantSettings
}

// place is a parking place.
type place struct {
	tenant *tenant
	number string
	// talker is the parked one; nil while the place is free.
	talker *talker
	by     *extension
	// freed is when the place became free.
	freed time.Time
	// ringBack is the task of ringing the parker.
	ringBack *task
}

// line is a shared line.
type line struct {
	tenant *tenant
	name   string
	// talker is the outside party's leg; nil while no call is on the line.
	talker *talker
	// seized tells that the line was taken by hand, with the method line.
	seized bool
	told   lineState
}

const (
	firstPlace  = 801
	lastPlace   = 809
	sharedLines = 4
)

// newTenant makes a tenant without extensions.
func (p *PBX) newTenant(name string) *tenant {
	tn := &tenant{
		name: name, options: &p.options, names: newNames(p.chance),
		notes: map[string]*note{}, tenantSettings: unlimited(name),
	}
	for n := firstPlace; n <= lastPlace; n++ {
		tn.places = append(tn.places, &place{tenant: tn, number: strconv.Itoa(n), freed: p.now()})
	}
	for n := range sharedLines {
		tn.lines = append(tn.lines, &line{tenant: tn, name: fmt.Sprintf("L1-%d", n+1)})
	}
	return tn
}

func (tn *tenant) place(number string) *place {
	i := slices.IndexFunc(tn.places, func(pl *place) bool { return pl.number == number })
	if i < 0 {
		return nil
	}
	return tn.places[i]
}

func (tn *tenant) freePlace() *place {
	for _, pl := range tn.places {
		if pl.talker == nil {
			return pl
		}
	}
	return nil
}

func (tn *tenant) line(name string) *line {
	i := slices.IndexFunc(tn.lines, func(l *line) bool { return l.name == name })
	if i < 0 {
		return nil
	}
	return tn.lines[i]
}

// freeLine gives the first line that is free, or nil.
func (tn *tenant) freeLine() *line {
	for _, l := range tn.lines {
		if l.talker == nil && !l.seized {
			return l
		}
	}
	return nil
}
