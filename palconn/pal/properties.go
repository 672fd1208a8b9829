package pal

import "slices"

// extensionTable is the properties of one kind of extension.
type extensionTable struct {
	// extensionType and stype are those of the extension; stype is empty where
	// there is none.
	extensionType, stype string
	properties           PropertyTable
}

// extensionTables are the tables of the guide's section 7, in its order, read only.
var extensionTables = []extensionTable{
	tableOf(CallbackExtension, "", callbackProperties),
	tableOf(ConferenceExtension, "", conferenceProperties),
	tableOf(GroupExtension, SimultaneousRing, ringProperties),
	tableOf(GroupExtension, CallHunting, huntingProperties),
	tableOf(IVRExtension, AutoAttendant, attendantProperties),
	tableOf(IVRExtension, ForwardingIVR, forwardingProperties),
	tableOf(IVRExtension, PlanSwitch, switchProperties),
	tableOf(IVRExtension, ScriptIVR, scriptProperties),
	tableOf(IVRExtension, FlowIVR, flowProperties),
	tableOf(ScheduleExtension, "", slices.Concat(scheduleProperties, conditions)),
	tableOf(UserExtension, "", slices.Concat(
		userProperties, phoneProperties, forwarding("pln[n]_d_", "default schedule"), forwarding("pln[n]_ptn[n]_", "schedule"), conditions,
	)),
}

// tableOf puts before the properties those that every table begins with.
func tableOf(extensionType, stype string, properties PropertyTable) extensionTable {
	all := PropertyTable{{Name: "type", Kind: ChoiceValue, Allowed: []string{extensionType}, Help: "kind of extension"}}
	if stype != "" {
		all = append(all, Property{Name: "stype", Kind: ChoiceValue, Allowed: []string{stype}, Help: "kind of group or IVR"})
	}
	return extensionTable{extensionType, stype, append(all, properties...)}
}

// The properties that several tables have.
var (
	description = Property{Name: "desc", Help: "description"}
	language    = Property{Name: "language", Kind: ChoiceValue, Allowed: []string{"en", "ja"}, Help: "language of the prompts"}
	callee      = Property{Name: "callback.callee", Kind: ExtensionValue, Help: "who is called back"}
	noAnswer    = Property{Name: "noanswerforward", Kind: ExtensionValue, Help: "where calls go that nobody answers"}
	ringTime    = Property{Name: "ringertime", Kind: NumberValue, Unit: "s", Help: "how long it rings"}
)

// callbackProperties are those of 7.1.
var callbackProperties = PropertyTable{callee, description, noAnswer, ringTime}

// conferenceProperties are those of 7.2.
var conferenceProperties = PropertyTable{
	callee,
	{Name: "conf.accept", Kind: WildcardValue, Help: "callers that it applies to"},
	description,
	{Name: "exit.on.host.disconnected", Kind: BoolValue, Help: "whether the host's leaving ends it for all"},
	{Name: "phoneforward", Kind: ExtensionsValue, Help: "extensions called in"},
}

// ringProperties are those of a group that rings at once (7.3).
var ringProperties = PropertyTable{
	description,
	noAnswer,
	{Name: "phoneforward", Kind: ExtensionsValue, Help: "extensions that ring"},
	ringTime,
}

// huntingProperties are those of a group that rings in turn (7.3).
var huntingProperties = PropertyTable{
	description,
	noAnswer,
	{Name: "switchmode", Kind: ChoiceValue, Allowed: []string{"cyclic", "ascending"}, Help: "whom the next call tries first: the one after the last, or the top of the list"},
	{Name: "phoneforward", Kind: ExtensionsValue, Help: "extensions of the hunt group, in order"},
	{Name: "queuingcallinterval", Kind: NumberValue, Unit: "ms", Help: "pause between calls"},
	{Name: "queuingmax", Kind: NumberValue, Help: "most calls that wait in the queue"},
	{Name: "queuingtime", Kind: NumberValue, Help: "how long a call waits in the queue"},
	{Name: "ringertimes", Kind: NumbersValue, Unit: "s", Help: "how long each extension rings"},
	{Name: "round.tryonce", Kind: BoolValue, Help: "whether each extension is tried only once"},
}

// attendantProperties are those of an auto attendant (7.4).
var attendantProperties = PropertyTable{
	description,
	{Name: "ex.autotransfer", Kind: ExtensionValue, Help: "user who is the operator when nothing else fits"},
	{Name: "ex.calltimesec", Kind: NumberValue, Unit: "s", Help: "how long the called extension rings"},
	{Name: "ex.digitmaxlength", Kind: NumberValue, Help: "most digits that a caller can enter"},
	{Name: "ex.dtmfwaittimesec", Kind: NumberValue, Unit: "s", Help: "how long it waits for a digit"},
	{Name: "ex.maxretry", Kind: NumberValue, Help: "how often a caller may try again"},
	{Name: "ex.speeddial", Help: "speed dials"},
	{Name: "ex.useronly", Kind: BoolValue, Help: "whether it transfers to users who are not registered"},
	language,
}

// forwardingProperties are those of the IVR that edits a group (7.4).
var forwardingProperties = PropertyTable{
	description,
	language,
	{Name: "fm.targetusers", Kind: ExtensionsValue, Help: "groups whose destinations it adds and removes"},
}

// switchProperties are those of the IVR that switches plans (7.4).
var switchProperties = PropertyTable{
	description,
	language,
	{Name: "ptn.index", Kind: NumberValue, Least: 1, Help: "number of the plan"},
	{Name: "ptn.toggle", Kind: BoolValue, Help: "whether it turns the plan on and off"},
}

// scriptProperties are those of an IVR script (7.4).
var scriptProperties = PropertyTable{
	description,
	{Name: "ivr.script.autoanswer", Kind: BoolValue, Help: "whether it answers by itself"},
	{Name: "ivr.script.function", Help: "function that is run"},
	{Name: "ivr.script.note", Help: "note that holds the script"},
	{Name: "ivr.script.parameter", Help: "what is given to the function"},
	language,
}

// flowProperties are those of an IVR flow (7.4).
var flowProperties = PropertyTable{
	description,
	{Name: "ivr.flow.autoanswer", Kind: BoolValue, Help: "whether it answers by itself"},
	{Name: "ivr.flow.name", Help: "flow that is run"},
	{Name: "ivr.flow.parameter", Help: "properties given to the flow"},
	language,
}

// scheduleProperties are those of a schedule extension (7.5) without conditions.
var scheduleProperties = PropertyTable{
	description,
	{Name: "pln[n]_d_noanswerforward", Kind: ExtensionValue, Help: "default schedule: where calls go"},
	{Name: "pln[n]_d_p[n]_paging", Kind: BoolValue, Help: "default schedule: whether the phone answers by itself"},
	{Name: "pln[n]_ptn[n]_noanswerforward", Kind: ExtensionValue, Help: "schedule: where calls go"},
	{Name: "pln[n]_ptn[n]_p[n]_paging", Kind: BoolValue, Help: "schedule: whether the phone answers by itself"},
}

// conditions tell when a forwarding schedule applies (7.5); users have them too (7.6).
var conditions = PropertyTable{
	{Name: "pln[n]_ptn[n]_calleroute", Kind: ChoiceValue, Allowed: []string{"any", "external", "internal"}, Help: "schedule: calls from where"},
	{Name: "pln[n]_ptn[n]_filtertext", Kind: RegexpValue, Help: "schedule: filter for calls"},
	{Name: "pln[n]_ptn[n]_filtertype", Kind: ChoiceValue, Allowed: []string{"match", "unmatched"}, Help: "schedule: calls that fit the filter, or the others"},
	{Name: "pln[n]_ptn[n]_timeschedule", Kind: ScheduleValue, Help: "schedule: when it applies"},
}

// forwarding is where a user's calls go by one of his schedules (7.6). The default
// schedule and the others have the same names behind their prefixes.
func forwarding(prefix, schedule string) PropertyTable {
	table := PropertyTable{
		{Name: "anothercall.beep", Kind: BoolValue, Help: "whether a second call beeps"},
		{Name: "busyforward", Help: "where calls go when busy"},
		{Name: "callnext", Kind: BoolValue, Help: "whether the next phone is called when one stops ringing"},
		{Name: "knockknock", Kind: NumberValue, Help: "knock knock period"},
		{Name: "knockknock_onlyinternal", Kind: BoolValue, Help: "whether only internal calls knock"},
		{Name: "noanswerforward", Help: "where calls go that are not answered"},
		{Name: "phoneforward", Kind: NumbersToCallValue, Help: "other numbers that ring"},
		{Name: "ringertime", Kind: NumberValue, Unit: "s", Help: "how long it rings"},
		{Name: "p[n]_delay", Kind: NumberValue, Unit: "s", Help: "how long the phone waits before it rings"},
		{Name: "p[n]_enabled", Kind: BoolValue, Help: "whether the phone rings"},
		{Name: "p[n]_paging", Kind: BoolValue, Help: "whether the phone answers by itself"},
		{Name: "p[n]_ringertime", Kind: NumberValue, Unit: "s", Help: "how long the phone rings"},
	}
	for i := range table {
		table[i].Name = prefix + table[i].Name
		table[i].Help = schedule + ": " + table[i].Help
	}
	return table
}

// userProperties are those of a user (7.6) beside phones and forwarding.
var userProperties = PropertyTable{
	{Name: "admin", Kind: BoolValue, Help: "whether the user is an admin"},
	{Name: "allowjoin", Kind: BoolValue, Help: "whether others may join the user's calls"},
	{Name: "automonitor", Kind: ExtensionsValue, Help: "users who are monitored"},
	{Name: "busyforward.voicemail", Kind: BoolValue, Help: "whether a forwarded call goes to voicemail when busy"},
	{Name: "canjoin", Kind: BoolValue, Help: "whether the user may join others' calls"},
	{Name: "defaultpickup", Kind: ExtensionValue, Help: "group whose calls the user picks up"},
	description,
	{Name: "email", Kind: EmailsValue, Help: "where voicemails are sent"},
	{Name: "emailattachment", Kind: BoolValue, Help: "whether the recording is attached"},
	{Name: "emailnotification", Kind: BoolValue, Help: "whether voicemails are told by e-mail"},
	{Name: "greetingtype", Kind: ChoiceValue, Allowed: []string{"1", "2", "3"}, Help: "greeting: 1 personal, 2 alternative, 3 the system's"},
	language,
	{Name: "login.password", Kind: SecretValue, Help: "password of the login"},
	{Name: "maxsessioncount", Kind: ChoiceValue, Allowed: []string{"-1", "0", "1", "2", "3", "4", "5", "6"}, Help: "most calls in at once; -1 is any number"},
	{Name: "messageforward", Kind: ExtensionsValue, Help: "users to whom messages are forwarded"},
	{Name: "name", Help: "name that is displayed"},
	{Name: "noanswerforward.voicemail", Kind: BoolValue, Help: "whether a forwarded call goes to voicemail when not answered"},
	{Name: "password", Kind: SecretValue, Help: "password of the voicemail box"},
	{Name: "recording", Kind: BoolValue, Help: "whether calls are recorded"},
	{Name: "recording.pattern", Kind: PatternsValue, Help: "calls that are recorded"},
	{Name: "recordlength", Kind: NumberValue, Help: "longest message"},
	{Name: "resourcemap", Help: "resource map"},
	{Name: "userclass", Kind: UserClassValue, Help: "what the user may do"},
	{Name: "voicemail.readcallerid", Kind: BoolValue, Help: "whether voicemail says the caller's number"},
	{Name: "voicemail.password.enter.type", Kind: ChoiceValue, Allowed: []string{"0", "1"}, Help: "whether the user's own phone needs no password: 0 it does, 1 it does not"},
}

// phoneProperties are those of a user's phones (7.6).
var phoneProperties = PropertyTable{
	{Name: "pnumber[n]", Help: "id of the phone"},
	{Name: "p[n]_ptype", Kind: PhoneTypeValue, Help: "type of the phone"},
}

// tenantProperties are those of 6.18. A PBX may take -1 for no limit.
var tenantProperties = PropertyTable{
	{Name: "tenantid", Help: "id of the tenant"},
	{Name: "desc", Help: "description"},
	{Name: "maxrecordingsessions", Kind: NumberValue, Least: -1, Help: "most calls recorded at once"},
	{Name: "maxusers", Kind: NumberValue, Least: -1, Help: "most users"},
	{Name: "maxsessions", Kind: NumberValue, Least: -1, Help: "most calls at once"},
}
