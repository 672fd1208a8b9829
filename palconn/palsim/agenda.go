package palsim

import (
	"container/heap"
	"time"
)

// task is something a PBX will do at a time, unless it is called off.
type task struct {
	at    time.Time
	seq   uint64
	do    func()
	place int
}

// agenda is a heap of tasks by time, those of one time in the order they were
// added. It is guarded by the PBX's mutex.
type agenda struct {
	tasks []*task
	seq   uint64
}

func (a *agenda) add(at time.Time, do func()) *task {
	a.seq++
	t := &task{at: at, seq: a.seq, do: do}
	heap.Push(a, t)
	return t
}

// callOff removes t; nil and tasks that are done are let be.
func (a *agenda) callOff(t *task) {
	if t != nil && t.place >= 0 {
		heap.Remove(a, t.place)
	}
}

// due takes the next task that is not after now.
func (a *agenda) due(now time.Time) (*task, bool) {
	if len(a.tasks) == 0 || a.tasks[0].at.After(now) {
		return nil, false
	}
	return heap.Pop(a).(*task), true
}

// next is the time of the first task.
func (a *agenda) next() (time.Time, bool) {
	if len(a.tasks) == 0 {
		return time.Time{}, false
	}
	return a.tasks[0].at, true
}

// after does something later, in the time of the PBX.
func (p *PBX) after(d time.Duration, do func()) *task {
	return p.agenda.add(p.options.Clock.Now().Add(d), do)
}

// Len implements heap.Interface.
func (a *agenda) Len() int { return len(a.tasks) }

// Less implements heap.Interface.
func (a *agenda) Less(i, j int) bool {
	if a.tasks[i].at.Equal(a.tasks[j].at) {
		return a.tasks[i].seq < a.tasks[j].seq
	}
	return a.tasks[i].at.Before(a.tasks[j].at)
}

// Swap implements heap.Interface.
func (a *agenda) Swap(i, j int) {
	a.tasks[i], a.tasks[j] = a.tasks[j], a.tasks[i]
	a.tasks[i].place, a.tasks[j].place = i, j
}

// Push implements heap.Interface.
func (a *agenda) Push(x any) {
	t := x.(*task)
	t.place = len(a.tasks)
	a.tasks = append(a.tasks, t)
}

// Pop implements heap.Interface.
func (a *agenda) Pop() any {
	last := len(a.tasks) - 1
	t := a.tasks[last]
	a.tasks[last] = nil
	a.tasks = a.tasks[:last]
	t.place = -1
	return t
}
