package desk

import (
	"context"

	"cordboard/model"
	"cordboard/palconn/pal"
)

// learnNames tells the board what users are called by now, whoever has renamed them.
func (d *Desk) learnNames(tenant string, rows []pal.Person) {
	people := make([]model.Person, len(rows))
	for i, row := range rows {
		people[i] = model.Person{Tenant: pal.NewText(tenant), Number: row.Number, Name: row.Name}
	}
	d.store.Directory(d.store.Snapshot().Epoch, people)
}

// learn tells the board what a form that was sent has made of an extension: PBXs notify
// of calls, not of names. What the PBX says of it now is asked for, but that it deleted
// one it has said already.
func (d *Desk) learn(ctx context.Context, f Form, values map[string]string) {
	epoch, tenant := d.store.Snapshot().Epoch, d.tenantTyped(values)
	who := model.Who{Tenant: tenant, Number: values["extension"]}
	if tenant == "" {
		who.Tenant = d.op.Tenant
	}
	_, named := values["name"]
	switch {
	case f.Method == "deleteExtension":
		d.store.Deleted(epoch, who)
	case f.Method == "createExtension", f.Method == "setExtensionProperties" && named:
		told, err := d.properties(ctx, Item{Tenant: tenant, Name: who.Number}, []string{"type", "name"})
		if err != nil || told[0].Raw() != pal.UserExtension {
			return // names are learned again with the next connection
		}
		d.store.Directory(epoch, []model.Person{{Tenant: pal.NewText(tenant), Number: pal.NewText(who.Number), Name: pal.NewText(told[1].Raw())}})
	}
}
