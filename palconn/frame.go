package palconn

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"cordboard/palconn/pal"
)

// request is a JSON-RPC 2.0 request. Ids are counters sent as text.
type request struct {
	Version string      `json:"jsonrpc"`
	Method  string      `json:"method"`
	Params  pal.Request `json:"params"`
	ID      string      `json:"id"`
}

// reply is a JSON-RPC 2.0 response of this side. ID is as the PBX wrote it.
type reply struct {
	Version string         `json:"jsonrpc"`
	Result  jsontext.Value `json:"result,omitzero"`
	Error   *rpcError      `json:"error,omitzero"`
	ID      jsontext.Value `json:"id"`
}

type rpcError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

// encodeRequest refuses text that is not valid UTF-8: to repair it would name
// another target than the caller meant.
func encodeRequest(name, id string, params pal.Request) ([]byte, error) {
	return json.Marshal(request{Version: "2.0", Method: name, Params: params, ID: id})
}
