package desk

import (
	"fmt"

	"cordboard/palconn/pal"
)

// Role is what an operator of this console may do, below what the PBX permits
// the login. Each role may do all that the ones before it may.
type Role uint8

// The roles.
const (
	Viewer Role = iota
	Operator
	Supervisor
	Administrator
)

var roleWords = [...]string{"viewer", "operator", "supervisor", "administrator"}

// String is the word in the configuration.
func (r Role) String() string { return roleWords[r] }

// ParseRole reads the word of a role.
func ParseRole(word string) (Role, error) {
	for r, w := range roleWords {
		if w == word {
			return Role(r), nil
		}
	}
	return Viewer, fmt.Errorf("no role %q: one of viewer, operator, supervisor, administrator", word)
}

// least is the lowest role that may call a method. A method that is not here is
// an administrator's.
var least = map[string]Role{
	"getExtensions": Viewer, "getExtensionProperties": Viewer, "ping": Viewer, "getProductInfo": Viewer,
	"getNote": Viewer, "getNoteNames": Viewer, "getPlanSwitchTimer": Viewer, "listTenants": Viewer,

	"callforward": Operator, "cancelTransfer": Operator, "disconnect": Operator, "makeCall": Operator,
	"park": Operator, "startRecording": Operator, "stopRecording": Operator, "transfer": Operator,
	"unpark": Operator, "hold": Operator, "unhold": Operator, "conference": Operator,
	"remoteControl": Operator, "sendDTMF": Operator, "line": Operator, "setNote": Operator,

	"barge": Supervisor,
}

// May reports whether the role may call a method.
func (r Role) May(method string) bool {
	need, ok := least[method]
	if !ok {
		need = Administrator
	}
	return r >= need
}

// WhyNot says in words why a login with these rights and this role may not call
// a method; it is empty when it may.
func (r Role) WhyNot(method pal.Method, login pal.Permit) string {
	switch {
	case !r.May(method.Name):
		return "the role " + r.String() + " may not " + method.Name
	case login != 0 && method.Permit&login == 0:
		return "the PBX lets only " + method.Permit.String() + " " + method.Name
	}
	return ""
}

// Wants is WhyNot in as few words as there is room for in a list: "needs sa".
func (r Role) Wants(method pal.Method, login pal.Permit) string {
	switch {
	case r.WhyNot(method, login) == "":
		return ""
	case !r.May(method.Name):
		return "role " + r.String()
	}
	return "needs " + method.Permit.String()
}
