// Package palsim is a PBX that speaks PAL WebSocket: extensions with phones that
// register, rooms with talkers that go through the call states in order, parking
// places, shared lines, voicemail, recording, and people who make the calls.
//
// A PBX made by New lives at once, without a socket: tests steer it directly,
// watch it with Observe and compare what they see with Truth. Start serves it to
// any PAL client on a loopback port.
//
// # Order and locking
//
// One mutex owns the whole state. Every request, every control method and every
// event of the clock runs under it from start to end, and the frames it causes
// are queued for all clients in that order before the next one begins. A frame
// is never written under the mutex: each client has a bounded queue, and one that
// does not read is disconnected rather than waited for. A replay tells the state of
// the moment of the login, and is written down as its client takes it.
//
// A request's notifications come before its reply. What one act causes comes in
// this order:
//
//   - answer: the phone that answers 2, the other party 14, phones that rang with it -1
//   - hang-up: every connected talker 12, the one who hung up first, then every talker -1
//   - park: the parked talker 30, notify_park on, the parker 12 and -1
//   - retrieve: the retrieving phone 0, 65, 2, the parked talker 21, notify_park off
//   - blind transfer: the transferrer 12 and -1, the target 0, 65; answered: the target 2, the moved party 47, 14
//   - attended transfer completed: the moved party 47, then 16 with its new room,
//     the target 16, then both legs of the transferrer 12 and -1
//   - recording of a user whose calls are recorded: notify_callrecording on after the talker's 2 or 14
//   - an extension created: notify_registered and notify_voicemail; deleted: the end of its calls, then notify_registered false
//   - recording of a call that ends: notify_callrecording off before the talker's -1
//   - notify_line comes after the notify_status of the act that moved the line
//
// # Settings
//
// Every method of the guide's section 6 has its effect, for the life of the PBX.
// Where the guide is silent:
//
//   - Of the properties of an extension the PBX acts on those in property.go; any
//     other is kept and read back. Values are checked by the tables of package pal.
//     Users read and set harmless properties of themselves; passwords are read by
//     admins only. Rights count from the next login, names from the next call.
//   - A phone that is not registered, or declines, is forwarded as a busy one. The
//     forwarding comes first, then the voicemail box of the one who was called.
//   - A group's members ring without their own forwarding. IVRs, schedules,
//     conferences and callbacks answer as an announcement and hang up.
//   - Route templates are of the whole PBX and hold routes of all tenants; a name is
//     there once in a template. The template "did" has the DIDs: each is an object
//     with the names that setDid takes.
//   - A limit of a tenant is -1 for none. Calls above maxsessions hear busy. The
//     property tenantid is a text: a tenant is known by its name.
//   - sa names the tenant; where a method has no such parameter, an extension is the
//     first of that number, and a route is found by its name.
//
// # Repeating a run
//
// With a ManualClock and the same Options, the same control calls give the same
// frames, byte for byte: chance comes from Options.Seed only.
package palsim
