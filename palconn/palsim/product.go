package palsim

// version is the version of the PBX that is simulated.
const version = "3.19.0.0"

func (p *PBX) productCommands() map[string]command {
	return map[string]command{"ping": ping, "getProductInfo": p.productInfo, "listTenants": p.listTenants}
}

// ping answers that the PBX is there. Beyond the guide.
func ping(*request) (any, error) { return succeeded, nil }

type productInfo struct {
	Version          string `json:"version"`
	Users            int    `json:"users"`
	NotifyRegistered string `json:"pal.notify_registered"`
}

// productInfo is the method getProductInfo. Beyond the guide.
func (p *PBX) productInfo(*request) (any, error) {
	return productInfo{Version: version, Users: p.users(), NotifyRegistered: "true"}, nil
}

// users is how many users all tenants have.
func (p *PBX) users() (users int) {
	for _, tn := range p.tenants {
		users += tn.users
	}
	return users
}

// listTenants is beyond the guide.
func (p *PBX) listTenants(*request) (any, error) {
	names := make([]string, 0, len(p.tenants))
	for _, tn := range p.tenants {
		names = append(names, tn.name)
	}
	return names, nil
}
