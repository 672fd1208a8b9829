package palsim

import (
	"regexp"

	"cordboard/palconn/pal"
)

func (p *PBX) timerCommands() map[string]command {
	return map[string]command{"getPlanSwitchTimer": p.getPlanSwitchTimer, "setPlanSwitchTimer": p.setPlanSwitchTimer}
}

// schedule is what a timer can be: P…A…W…D…T… (PAL guide 7.5), of which parts may be
// missing. What stands in them is checked no further.
var schedule = regexp.MustCompile(`^(P\d*)?(A\d*)?(W\d*)?(D.*?)?(T[\d,:-]*)?$`)

// longestSchedule is how many bytes a schedule may have.
const longestSchedule = 4096

// getPlanSwitchTimer is PAL guide 6.15; empty for a timer that was never set.
func (p *PBX) getPlanSwitchTimer(r *request) (any, error) {
	e, err := p.timed(r)
	switch {
	case err != nil:
		return nil, err
	case e.settings == nil:
		return "", nil
	}
	return e.settings.timers[r.timer()], nil
}

// setPlanSwitchTimer is PAL guide 6.25. The timer is kept; no plan is switched.
func (p *PBX) setPlanSwitchTimer(r *request) (any, error) {
	e, err := p.timed(r)
	if err != nil {
		return nil, err
	}
	text := r.text("schedule")
	if len(text) > longestSchedule || !schedule.MatchString(text) {
		return nil, invalid("schedule cannot be %.40q", text)
	}
	e.change().timers[r.timer()] = text
	return resultOK, nil
}

// timer is the place of the timer that the request names.
func (r *request) timer() int { return r.number("number", 1) - 1 }

// timed finds the user or schedule extension whose timers the request is about. The
// methods have no tenant: for sa it is the first that has the extension.
func (p *PBX) timed(r *request) (*extension, error) {
	number := r.text("extension")
	if r.by.rank == pal.BySA {
		for _, tn := range p.tenants {
			if tn.find(number) != nil {
				r.tenant = tn
				break
			}
		}
	}
	e, err := r.reachable(number)
	switch {
	case err != nil:
		return nil, err
	case !e.isUser() && e.kind() != pal.ScheduleExtension:
		return nil, refused("Extension %s has no timers", number)
	}
	return e, nil
}
