package pal

import "github.com/go-json-experiment/json/jsontext"

// Person is a row of getExtensions that was asked for the name (6.12). Name is empty
// when the PBX gave none.
type Person struct {
	Number, Name Text
}

// UnmarshalJSONFrom reads "1001", and ["1001","Ana Ruiz"] of PBX 3.7 and later.
func (p *Person) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*p = Person{}
	if dec.PeekKind() != '[' {
		return p.Number.UnmarshalJSONFrom(dec)
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for _, field := range []*Text{&p.Number, &p.Name} {
		if dec.PeekKind() == ']' {
			break
		}
		if err := field.UnmarshalJSONFrom(dec); err != nil {
			return err
		}
	}
	for dec.PeekKind() != ']' {
		if err := dec.SkipValue(); err != nil {
			return err
		}
	}
	_, err := dec.ReadToken()
	return err
}
