package theme

// Border holds the runes of a box, each one cell wide. Its fields are those of widget.Border, to which it converts.
type Border struct {
	TopLeft, TopRight       string
	BottomLeft, BottomRight string
	TeeLeft, TeeRight       string // where a dividing line meets the left and the right side
	Horizontal, Vertical    string
}

func border(ascii bool) Border {
	if ascii {
		return Border{
			TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+",
			TeeLeft: "+", TeeRight: "+", Horizontal: "-", Vertical: "|",
		}
	}
	return Border{
		TopLeft: "╭", TopRight: "╮", BottomLeft: "╰", BottomRight: "╯",
		TeeLeft: "├", TeeRight: "┤", Horizontal: "─", Vertical: "│",
	}
}
