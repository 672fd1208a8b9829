package palsim

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"cordboard/palconn/pal"
)

// The properties that the PBX acts on (PAL guide 7); any other is kept. Of the
// plans of a user, plan 1 is always the one in force.
const (
	propertyName          = "name"
	propertyAdmin         = "admin"
	propertyType          = "type"
	propertySubtype       = "stype"
	propertyLoginPassword = "login.password"
	propertyPassword      = "password"
	propertyRecording     = "recording"
	propertySessions      = "maxsessioncount"
	propertyBusyVoicemail = "busyforward.voicemail"
	propertyVoicemail     = "noanswerforward.voicemail"
	propertyBusyForward   = "pln1_d_busyforward"
	propertyForward       = "pln1_d_noanswerforward"
	propertyAlsoRings     = "pln1_d_phoneforward"
	propertyRingTime      = "pln1_d_ringertime"
	propertyGroupForward  = "noanswerforward"
	propertyGroupMembers  = "phoneforward"
	propertyGroupRingTime = "ringertime"
)

// isSecret tells a property that only admins can read; users can set their own.
func isSecret(property string) bool {
	p, known := pal.FindProperty(pal.UserExtension, "", property)
	return known && p.Secret()
}

// ownProperties are what users may set of themselves, beside the plans: nothing
// that gives rights or changes what others may do.
var ownProperties = []string{
	propertyName, "desc", "language", "email", "emailattachment", "emailnotification", "greetingtype", "messageforward",
	propertyVoicemail, propertyBusyVoicemail, propertyPassword, propertyLoginPassword,
	"voicemail.readcallerid", "voicemail.password.enter.type",
}

// isOwn tells a property that users may set of themselves.
func isOwn(property string) bool {
	return slices.Contains(ownProperties, property) || strings.HasPrefix(property, "pln")
}

// property gives the value of a property: as it was set, or its default; "" for
// one that the extension has not.
func (e *extension) property(name string) string {
	if e.settings != nil {
		if value, set := e.settings.values[name]; set {
			return value
		}
	}
	switch {
	case name == propertyType:
		return e.kind()
	case e.isUser():
		return e.userDefault(name)
	case name == propertySubtype:
		return subtypes[e.kind()]
	case name == propertyRingTime, name == propertyGroupRingTime:
		return seconds(e.tenant.options.RingTime)
	}
	return ""
}

// subtypes are the kinds of groups and IVRs that are made when nothing else is said.
var subtypes = map[string]string{pal.GroupExtension: pal.SimultaneousRing, pal.IVRExtension: pal.AutoAttendant}

func (e *extension) userDefault(name string) string {
	switch name {
	case "language":
		return "en"
	case propertyRingTime:
		return seconds(e.tenant.options.RingTime)
	case propertySessions:
		return strconv.Itoa(e.capacity())
	case propertyVoicemail:
		return "true"
	case propertyAdmin:
		return strconv.FormatBool(e.index == 0)
	case propertyRecording:
		return "false"
	case propertyBusyVoicemail:
		return strconv.FormatBool(e.index%4 == 3)
	}
	if e.index < 0 {
		return ""
	}
	switch name {
	case propertyName:
		return e.tenant.names.of(int(e.index))
	case propertyPassword, propertyLoginPassword:
		return e.number
	}
	return ""
}

func seconds(d time.Duration) string { return strconv.Itoa(int(d / time.Second)) }

// checkProperties refuses values that the property does not take. Names that no
// table has are kept as they are.
func (e *extension) checkProperties(values map[string]string) error {
	subtype, changed := values[propertySubtype]
	if !changed {
		subtype = e.property(propertySubtype)
	}
	table := pal.Properties(e.kind(), subtype)
	if len(table) == 0 {
		return invalid("%s cannot be %q", propertySubtype, subtype)
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if p, known := table.Find(name); known {
			if err := p.Check(values[name]); err != nil {
				return invalid("%s %v", name, err)
			}
		}
	}
	return nil
}
