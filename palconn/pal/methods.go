package pal

// tenant is the parameter that nearly every method has. Only sa sets it; for
// every other login the PBX ignores it (section 4).
var tenant = Param{Name: "tenant", Help: "tenant name; only sa needs it"}

var (
	routeTemplate = Param{Name: "template", Required: true, Help: "name of the ARS route template"}
	routeValues   = Param{Name: "values", Kind: KindRoute, Required: true, Help: "val 0–32: enabled, tenant, route name, password, two reserved, v1–v9, w1–w9, x1–x9; 0–6 are required"}
	noteName      = Param{Name: "name", Required: true, Help: "name of the note"}
	timerNumber   = Param{Name: "number", Allowed: []string{"1", "2"}, Help: "timer 1 or 2; 1 when left out"}
	aUser         = Given{"type", "user"}
	ownTalker     = Param{Name: "tid", Required: true, Help: "talker id of the leg"}
	tenantNames   = []string{"tenantid", "desc", "maxrecordingsessions", "maxusers", "maxsessions"}
	kinds         = []string{"user", "ringgroup", "ivr", "conditional", "conference", "callback"}
)

// methods is the table, read only. The typed client, the simulator, the command
// line, the screen's reference and the generated page all come from it.
var methods = []Method{
	{
		Name: "login", Section: "4.1", Permit: anyone, Returns: ReturnsMessage,
		Params: []Param{{Name: "login_password", Required: true, Secret: true, Help: "answer to the nonce; the console computes it"}},
		Help:   "Answers the PBX's nonce with the hashed password.",
	},
	{
		Name: "barge", Section: "6.1", Permit: adminsUp, Returns: ReturnsMessage, Changes: true,
		Params: []Param{
			tenant,
			{Name: "user", Required: true, Help: "extension that barges in"},
			{Name: "tid", Kind: KindInt, Required: true, Help: "talker id of one of those in the conversation"},
			{Name: "listen", Kind: KindBool, Required: true, Help: "whether the one who barges in hears them"},
			{Name: "speak", Required: true, Allowed: []string{"true", "false", "tutor"}, Help: "heard by all, by nobody, or by that talker alone"},
		},
		Help: "Brings an extension into a conversation, to listen, coach or speak.",
	},
	{
		Name: "callforward", Section: "6.2", Permit: adminsUp, Returns: ReturnsMessage, Changes: true,
		Params: []Param{
			tenant,
			{Name: "rid", Required: true, Help: "room id of the conversation"},
			{Name: "user", Kind: KindTexts, Required: true, Help: "extensions to forward it to"},
		},
		Help: "Forwards a conversation to one or more extensions.",
	},
	{
		Name: "cancelTransfer", Section: "6.3", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{tenant, {Name: "tid", Required: true, Help: "talker id that is being transferred"}},
		Help:   "Takes back an attended transfer that is under way.",
	},
	{
		Name: "createExtension", Section: "6.4", Permit: adminsUp, Returns: ReturnsTrue, Changes: true,
		Params: []Param{
			tenant,
			{Name: "extension", Required: true, Help: "the new extension"},
			{Name: "password", RequiredWith: aUser, Secret: true, Help: "voicemail password; users only"},
			{Name: "login_password", RequiredWith: aUser, Secret: true, Help: "login password; users only"},
			{Name: "type", Required: true, Allowed: kinds, Help: "kind of extension"},
		},
		Help: "Creates an extension.",
	},
	{
		Name: "createTenant", Section: "6.5", Permit: saOnly, Returns: ReturnsTrue, Changes: true,
		Params: []Param{{Name: "tenant", Required: true, Help: "the new tenant"}},
		Help:   "Creates a tenant.",
	},
	{
		Name: "deleteExtension", Section: "6.6", Permit: adminsUp, Returns: ReturnsBool, Changes: true,
		Params: []Param{tenant, {Name: "extension", Required: true, Help: "the extension to delete"}},
		Help:   "Deletes an extension.",
	},
	{
		Name: "deleteNote", Section: "6.7", Permit: anyone, Returns: ReturnsTrue, Changes: true,
		Params: []Param{tenant, noteName},
		Help:   "Deletes a note.",
	},
	{
		Name: "deleteRouteVariables", Section: "6.8", Permit: saOnly, Returns: ReturnsOK, Changes: true,
		Params: []Param{routeTemplate, {Name: "name", Required: true, Help: "route name"}},
		Help:   "Deletes a route and its variables.",
	},
	{
		Name: "disconnect", Section: "6.9", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{
			tenant,
			{Name: "tid", Help: "talker id of the leg to end"},
			{Name: "rid", Help: "room id: ends the whole call; admins only"},
			{Name: "delay", Kind: KindInt, Help: "wait before ending by rid"},
		},
		OneOf: []string{"tid", "rid"},
		Help:  "Hangs up one leg, or a whole call.",
	},
	{
		Name: "getAllDids", Also: []string{"getAlldids"}, Section: "6.10", Permit: adminsUp, Returns: ReturnsRows,
		Params: []Param{tenant},
		Help:   "Lists the tenant's DIDs with their route variables.",
	},
	{
		Name: "getExtensionProperties", Section: "6.11", Permit: anyone, Returns: ReturnsTexts,
		Params: []Param{
			tenant,
			{Name: "extension", Required: true, Many: true, Help: "the extension; PBXs also take a list of them"},
			{Name: "property_names", Kind: KindTexts, Required: true, Help: "names of the properties to read"},
		},
		Help: "Reads properties of an extension, in the order asked for.",
	},
	{
		Name: "getExtensions", Section: "6.12", Permit: adminsUp, Returns: ReturnsTexts,
		Params: []Param{
			tenant,
			{Name: "pattern", Help: "regular expression that the extension must match"},
			{Name: "limit", Kind: KindInt, Help: "most rows; -1 for all"},
			{Name: "type", Allowed: kinds, Help: "kind of extension"},
			{Name: "property_names", Kind: KindTexts, Help: "3.7 and later: properties to return beside each extension"},
			{Name: "offset", Kind: KindInt, Help: "3.12.4 and later: rows to pass over"},
		},
		Help: "Lists the extensions of a tenant.",
	},
	{
		Name: "getNote", Section: "6.13", Permit: anyone, Returns: ReturnsObject,
		Params: []Param{tenant, noteName},
		Help:   "Reads a note.",
	},
	{
		Name: "getNoteNames", Section: "6.14", Permit: anyone, Returns: ReturnsTexts,
		Params: []Param{tenant},
		Help:   "Lists the names of the notes.",
	},
	{
		Name: "getPlanSwitchTimer", Section: "6.15", Permit: anyone, Returns: ReturnsText,
		Params: []Param{{Name: "extension", Required: true, Help: "user or schedule extension"}, timerNumber},
		Help:   "Reads a timer as P…A…W…D…T….",
	},
	{
		Name: "getRouteTemplateNames", Also: []string{"getRouteTemplateName"}, Section: "6.16", Permit: adminsUp, Returns: ReturnsTexts,
		Params: []Param{tenant},
		Help:   "Lists the tenant's route templates.",
	},
	{
		Name: "getRouteVariables", Section: "6.17", Permit: saOnly, Returns: ReturnsRows,
		Params: []Param{tenant, routeTemplate},
		Help:   "Lists the routes of a template with their 33 values.",
	},
	{
		Name: "getTenantProperties", Section: "6.18", Permit: saOnly, Returns: ReturnsTexts,
		Params: []Param{
			{Name: "tenant", Required: true, Help: "tenant name"},
			{Name: "property_names", Kind: KindTexts, Required: true, Allowed: tenantNames, Help: "names of the properties to read"},
		},
		Help: "Reads properties of a tenant, in the order asked for.",
	},
	{
		Name: "insertRouteVariables", Section: "6.19", Permit: saOnly, Returns: ReturnsTrue, Changes: true,
		Params: []Param{routeTemplate, routeValues},
		Help:   "Adds a route to a template.",
	},
	{
		Name: "makeCall", Section: "6.20", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{
			tenant,
			{Name: "user", Required: true, Help: "extension that owns the call"},
			{Name: "from", Required: true, Help: "caller: extension or number"},
			{Name: "to", Kind: KindTexts, Required: true, Help: "called: extensions or numbers"},
			{Name: "type", Required: true, Allowed: []string{"1", "2"}, Help: "1 calls both at once, 2 the caller first"},
		},
		Help: "Calls two parties and connects them.",
	},
	{
		Name: "park", Section: "6.21", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{tenant, ownTalker, {Name: "number", Required: true, Help: "place to park the call in"}},
		Help:   "Parks a call under a number that retrieves it.",
	},
	{
		Name: "setDid", Section: "6.22", Permit: adminsUp, Returns: ReturnsOK, Changes: true,
		Params: append([]Param{
			routeTemplate,
			{Name: "name", Required: true, Help: "route name"},
			{Name: "enabled", Allowed: []string{"1", "0"}, Help: "1 on, 0 off"},
		}, variables("v", "w", "x")...),
		Help: "Sets variables of a DID.",
	},
	{
		Name: "setExtensionProperties", Section: "6.23", Permit: anyone, Returns: ReturnsOK, Changes: true,
		Params: []Param{
			tenant,
			{Name: "extension", Required: true, Help: "the extension"},
			{Name: "properties", Kind: KindObject, Required: true, Help: "names and values to set"},
		},
		Help: "Sets properties of an extension.",
	},
	{
		Name: "setNote", Section: "6.24", Permit: anyone, Returns: ReturnsOK, Changes: true,
		Params: []Param{
			tenant, noteName,
			{Name: "description", Help: "description"},
			{Name: "useraccess", Allowed: []string{"0", "1", "2"}, Help: "what users may do: 0 nothing, 1 read, 2 write"},
			{Name: "note", Unsaid: true, Help: "content"},
		},
		Help: "Writes a note.",
	},
	{
		Name: "setPlanSwitchTimer", Section: "6.25", Permit: anyone, Returns: ReturnsOK, Changes: true,
		Params: []Param{
			{Name: "extension", Required: true, Help: "user or schedule extension"},
			timerNumber,
			{Name: "schedule", Kind: KindSchedule, Required: true, Help: "P…A…W…D…T…"},
		},
		Help: "Sets a timer. The guide names users alone for it; admins are not held back here.",
	},
	{
		Name: "setTenantProperties", Section: "6.26", Permit: saOnly, Returns: ReturnsOK, Changes: true,
		Params: []Param{
			{Name: "tenant", Required: true, Help: "tenant name"},
			{Name: "properties", Kind: KindObject, Required: true, Allowed: tenantNames, Help: "names and values to set"},
		},
		Help: "Sets properties of a tenant.",
	},
	{
		Name: "startRecording", Section: "6.27", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{tenant, ownTalker},
		Help:   "Starts recording a conversation.",
	},
	{
		Name: "stopRecording", Section: "6.28", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{tenant, ownTalker},
		Help:   "Stops recording a conversation.",
	},
	{
		Name: "transfer", Section: "6.29", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{
			tenant,
			{Name: "user", Required: true, Help: "extension to transfer to"},
			{Name: "tid", Required: true, Help: "talker id whose conversation is transferred"},
			{Name: "mode", Allowed: []string{"blind", "attended"}, Help: "blind, or attended when left out"},
		},
		Help: "Transfers a call.",
	},
	{
		Name: "unpark", Section: "6.30", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{
			tenant,
			{Name: "user", Required: true, Help: "extension that takes the call"},
			{Name: "number", Required: true, Help: "place it is parked in"},
		},
		Help: "Retrieves a parked call.",
	},
	{
		Name: "updateRouteVariables", Section: "6.31", Permit: saOnly, Returns: ReturnsTrue, Changes: true,
		Params: []Param{
			routeTemplate,
			{Name: "update_password", Kind: KindBool, Help: "whether val 3 replaces the password"},
			routeValues,
		},
		Help: "Changes a route of a template.",
	},

	{
		Name: "hold", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{tenant, ownTalker},
		Help:   "Puts a call on hold.",
	},
	{
		Name: "unhold", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{tenant, ownTalker},
		Help:   "Takes a call off hold.",
	},
	{
		Name: "conference", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{tenant, ownTalker},
		Help:   "Joins both sides of an attended transfer.",
	},
	{
		Name: "remoteControl", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{
			tenant,
			{Name: "talker_id", Required: true, Help: "talker id of the leg"},
			{Name: "action", Required: true, Allowed: []string{"talk"}, Help: "talk: answer on the desk phone"},
		},
		Help: "Works the desk phone.",
	},
	{
		Name: "sendDTMF", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{
			tenant,
			{Name: "talker_id", Required: true, Help: "talker id of the leg"},
			{Name: "signal", Required: true, Unsaid: true, Help: "digits, * and #"},
		},
		Help: "Sends tones into a call.",
	},
	{
		Name: "line", Permit: anyone, Returns: ReturnsMessage, Changes: true,
		Params: []Param{
			{Name: "line", Required: true, Help: "shared line"},
			{Name: "status", Required: true, Allowed: []string{"on", "off"}, Help: "take or free it"},
		},
		Help: "Takes or frees a shared line.",
	},
	{
		Name: "ping", Permit: anyone, Returns: ReturnsMessage,
		Help: "Proves that the line is alive.",
	},
	{
		Name: "getProductInfo", Permit: anyone, Returns: ReturnsObject,
		Help: "Tells the PBX's version and limits.",
	},
	{
		Name: "listTenants", Permit: saOnly, Returns: ReturnsTexts,
		Help: "Lists the tenants.",
	},
}

// variables are the route variables v1–v9, w1–w9 and x1–x9.
func variables(letters ...string) []Param {
	var all []Param
	for _, letter := range letters {
		for n := '1'; n <= '9'; n++ {
			name := letter + string(n)
			all = append(all, Param{Name: name, Help: "route variable " + name})
		}
	}
	return all
}
