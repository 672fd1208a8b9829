package theme

import "strconv"

// colour is one colour in each of the three ways a terminal may take it. The zero colour is the terminal's own.
type colour struct {
	rgb       uint32 // 0xRRGGBB
	x256, x16 uint8
	set       bool
}

func rgb(hex uint32, x256, x16 uint8) colour {
	return colour{rgb: hex, x256: x256, x16: x16, set: true}
}

func (c colour) foreground(p Profile) string { return c.params(p, 0) }

func (c colour) background(p Profile) string { return c.params(p, 10) }

// params are the SGR parameters of the colour; shift is 10 for a background.
func (c colour) params(p Profile, shift int) string {
	extended := strconv.Itoa(38 + shift)
	switch p {
	case TrueColor:
		return extended + ";2;" + decimal(c.rgb>>16) + ";" + decimal(c.rgb>>8) + ";" + decimal(c.rgb)
	case ANSI256:
		return extended + ";5;" + strconv.Itoa(int(c.x256))
	}
	if c.x16 >= 8 {
		return strconv.Itoa(90 + int(c.x16) - 8 + shift)
	}
	return strconv.Itoa(30 + int(c.x16) + shift)
}

func decimal(v uint32) string { return strconv.Itoa(int(v & 0xff)) }
