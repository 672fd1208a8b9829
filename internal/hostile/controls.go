package hostile

import "fmt"

// controls are the characters that steer a terminal by themselves.
func controls() []class {
	var c0, c1 []string
	for r := range rune(' ') {
		c0 = append(c0, fmt.Sprintf("c0 %c%02x", r, r))
	}
	for r := rune(0x80); r < 0xa0; r++ {
		c1 = append(c1, fmt.Sprintf("c1 %c%02x", r, r))
	}
	return []class{
		{"C0", c0},
		{"C1", c1},
		{"DEL", []string{"\x7f", "del\x7f\x7f\x7f", "\x7fdel"}},
		{"8-bit controls", []string{
			"\x9b31mred", "\x9d2;owned\x9c", "\x90q#0!99~\x9c", "\x8d\x8d\x8dup", "\x9fGa=T\x9c", "\x85next", "\x84\x88\x9a",
		}},
		{"lines", []string{
			"line\nfeed", "carriage\rreturn", "both\r\nof them", "tab\tstop", "vertical\vtab", "form\ffeed", "next\u0085line",
			"line\u2028separator", "paragraph\u2029separator", "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n", "\rforged row",
			"ends in one\n", "\nbegins with one", "back\b\b\b\bspace", "\t\t\t\t",
		}},
	}
}

// sequences are what a terminal obeys, most of it after an ESC.
func sequences() []class {
	return []class{
		{"CSI", []string{
			"\x1b[2J\x1b[H", "\x1b[31mred\x1b[0m", "\x1b[1;1Hforged", "\x1b[999B", "\x1b[6n", "\x1b[c", "\x1b[>c", "\x1b[5n", "\x1b[3J",
			"\x1b[?1049l", "\x1b[?25l", "\x1b[r", "\x1b[5;10r", "\x1b[1L", "\x1b[M", "\x1b[4h", "\x1b[20h", "\x1b[21t", "\x1b[18t", "\x1b[8;1;1t",
			"\x1b[2i", "\x1b[!p", "\x1b[?5h", "\x1b[1000000000b", "\x1b[;;;;;;;;;;;;m", "\x1b[38:2::255:0:0m", "\x1b[?1;2", "\x1b[", "cut \x1b[3",
		}},
		{"modes", []string{
			"\x1b[?1000h", "\x1b[?1002h", "\x1b[?1003h\x1b[?1006h", "\x1b[?1004h", "\x1b[?2004l", "\x1b[?2004h", "\x1b[?2026h", "\x1b[?1007h",
			"\x1b[?7l", "\x1b[?1h\x1b=", "\x1b[?2027h", "\x1b[=31u", "\x1b[>4;2m",
		}},
		{"our own SGR", []string{
			"\x1b[7m", "\x1b[0m", "\x1b[1;38;5;255m● live", "\x1b[1;38;5;111m", "\x1b[48;5;237mselected", "\x1b[2mdim", "\x1b[38;5;149mdone\x1b[0m",
			"\x1b[38;2;122;162;247m", "\x1b[8mhidden", "\x1b[1;4m",
		}},
		{"bracketed paste", []string{"\x1b[201~xy\r", "\x1b[200~q\x1b[201~", "[201~", "\u009b201~y"}},
		{"ESC", []string{
			"\x1b", "\x1bc", "\x1b7\x1b8", "\x1bM", "\x1bD\x1bE", "\x1b#8", "\x1b(0lqqk", "\x1b)B\x0e", "\x1b%G", "\x1b=", "\x1b>", "\x1b\x1b\x1b[31m", "\x1bN\x1bO",
			"\x1bZ", "\x1b ", "esc at the end\x1b", "\x1b\\", "\x1bOQ",
		}},
		{"OSC", []string{
			"\x1b]0;owned\x07", "\x1b]2;owned\x1b\\", "\x1b]2;cordboard\x07", "\x1b]8;;http://evil.example/\x1b\\click\x1b]8;;\x1b\\",
			"\x1b]8;;file:///etc/passwd\x07call\x1b]8;;\x07", "\x1b]52;c;cm0gLXJmIH4=\x07", "\x1b]52;c;?\x07", "\x1b]4;1;?\x07", "\x1b]10;?\x07", "\x1b]11;?\x1b\\",
			"\x1b]9;you have mail\x07", "\x1b]777;notify;x;y\x1b\\", "\x1b]1337;File=inline=1:AAAA\x07", "\x1b]7;file://evil/\x07", "\x1b]50;font\x07",
			"\x1b]133;A\x07", "\x1b]104\x07", "\x1b]2;no end", "\u009d0;owned\u009c", "\x1b]l\x1b\\",
		}},
		{"DCS", []string{
			"\x1bP$q\"p\x1b\\", "\x1bP$qm\x1b\\", "\x1bP+q544e\x1b\\", "\x1bPq#0;2;0;0;0#0!99~\x1b\\", "\x1bP1000p\x1b\\", "\x1bPtmux;\x1b\x1b[2J\x1b\\",
			"\x1bP=1s\x1b\\", "\x1bP no end",
		}},
		{"APC, PM, SOS", []string{
			"\x1b_Ga=T,f=100;AAAA\x1b\\", "\x1b_no end", "\x1b^private\x1b\\", "\x1bXstring\x1b\\", "\u009fGa=T\u009c", "\u009eprivate\u009c", "\u0098string\u009c",
		}},
	}
}
