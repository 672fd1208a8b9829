package theme

// ink is how one style looks in one theme: SGR attributes ("1", "4;7") and colours.
type ink struct {
	attr   string
	fg, bg colour
}

// inksOf is the ink of every style in the theme of that name.
func inksOf(name string) (inks [styleCount]ink, ok bool) {
	switch name {
	case "dark":
		return darkInks(), true
	case "light":
		return lightInks(), true
	case "contrast":
		return contrastInks(), true
	case "plain":
		return plainInks(), true
	}
	return inks, false
}

// plainInks use attributes alone; they serve every theme where colours cannot be shown.
func plainInks() [styleCount]ink {
	return [styleCount]ink{
		Dim:           {attr: "2"},
		Title:         {attr: "1"},
		Accent:        {attr: "1"},
		FrameFocus:    {attr: "1"},
		Selected:      {attr: "7"},
		SelectedDim:   {attr: "4"},
		Ringing:       {attr: "1"},
		Ending:        {attr: "2"},
		Idle:          {attr: "2"},
		NotRegistered: {attr: "2"},
		Unknown:       {attr: "2"},
		Stale:         {attr: "2"},
		Warn:          {attr: "1"},
		Bad:           {attr: "1"},
		Key:           {attr: "1"},
		Match:         {attr: "1;4"},
		Recording:     {attr: "1"},
		Overdue:       {attr: "1"},
	}
}

func darkInks() [styleCount]ink {
	var (
		grey   = rgb(0x8a8f98, 245, 7)
		line   = rgb(0x565b66, 240, 8)
		faded  = rgb(0x6f7580, 243, 8)
		white  = rgb(0xe6e9ef, 255, 15)
		blue   = rgb(0x7aa2f7, 111, 12)
		cyan   = rgb(0x7dcfff, 117, 14)
		green  = rgb(0x9ece6a, 149, 10)
		yellow = rgb(0xe0af68, 179, 11)
		red    = rgb(0xf7768e, 204, 9)
		violet = rgb(0xbb9af7, 141, 13)
		raised = rgb(0x33415e, 237, 4)
		lifted = rgb(0x2a2e38, 235, 8)
	)
	return [styleCount]ink{
		Dim:           {fg: grey},
		Title:         {attr: "1", fg: white},
		Accent:        {attr: "1", fg: blue},
		Frame:         {fg: line},
		FrameFocus:    {fg: blue},
		Selected:      {bg: raised},
		SelectedDim:   {bg: lifted},
		Ringing:       {attr: "1", fg: yellow},
		Calling:       {fg: cyan},
		Talking:       {fg: green},
		Held:          {fg: violet},
		Parked:        {fg: blue},
		Ending:        {fg: grey},
		Idle:          {fg: grey},
		NotRegistered: {fg: grey},
		Unknown:       {fg: grey},
		Stale:         {fg: faded},
		Good:          {fg: green},
		Warn:          {fg: yellow},
		Bad:           {attr: "1", fg: red},
		Key:           {attr: "1", fg: cyan},
		Match:         {attr: "1;4", fg: cyan},
		Recording:     {fg: red},
		Voicemail:     {fg: violet},
		Overdue:       {attr: "1", fg: red},
	}
}

func lightInks() [styleCount]ink {
	var (
		grey   = rgb(0x6b7280, 243, 8)
		line   = rgb(0xa8adb7, 248, 7)
		faded  = rgb(0x868c96, 245, 8)
		black  = rgb(0x1f2328, 235, 0)
		blue   = rgb(0x0b57d0, 26, 4)
		cyan   = rgb(0x046a77, 24, 6)
		green  = rgb(0x1a7033, 28, 2)
		brown  = rgb(0x8a4b00, 94, 3)
		red    = rgb(0xb3261e, 124, 1)
		violet = rgb(0x6d3fc0, 61, 5)
		raised = rgb(0xcfe0fc, 153, 6)
		lifted = rgb(0xe8eaed, 254, 7)
	)
	return [styleCount]ink{
		Dim:           {fg: grey},
		Title:         {attr: "1", fg: black},
		Accent:        {attr: "1", fg: blue},
		Frame:         {fg: line},
		FrameFocus:    {fg: blue},
		Selected:      {bg: raised},
		SelectedDim:   {bg: lifted},
		Ringing:       {attr: "1", fg: brown},
		Calling:       {fg: cyan},
		Talking:       {fg: green},
		Held:          {fg: violet},
		Parked:        {fg: blue},
		Ending:        {fg: grey},
		Idle:          {fg: grey},
		NotRegistered: {fg: grey},
		Unknown:       {fg: grey},
		Stale:         {fg: faded},
		Good:          {fg: green},
		Warn:          {fg: brown},
		Bad:           {attr: "1", fg: red},
		Key:           {attr: "1", fg: blue},
		Match:         {attr: "1;4", fg: blue},
		Recording:     {fg: red},
		Voicemail:     {fg: violet},
		Overdue:       {attr: "1", fg: red},
	}
}

// contrastInks keep to the brightest colours, and mark rows by reverse so that a state on them stays readable.
func contrastInks() [styleCount]ink {
	var (
		white  = rgb(0xffffff, 231, 15)
		faded  = rgb(0xb0b0b0, 249, 7)
		yellow = rgb(0xffff00, 226, 11)
		cyan   = rgb(0x00ffff, 51, 14)
		green  = rgb(0x00ff00, 46, 10)
		red    = rgb(0xff6060, 203, 9)
		pink   = rgb(0xff80ff, 213, 13)
	)
	return [styleCount]ink{
		Dim:           {fg: white},
		Title:         {attr: "1", fg: white},
		Accent:        {attr: "1", fg: yellow},
		Frame:         {fg: white},
		FrameFocus:    {attr: "1", fg: yellow},
		Selected:      {attr: "1;7"},
		SelectedDim:   {attr: "1;4"},
		Ringing:       {attr: "1", fg: yellow},
		Calling:       {attr: "1", fg: cyan},
		Talking:       {attr: "1", fg: green},
		Held:          {attr: "1", fg: pink},
		Parked:        {attr: "1", fg: cyan},
		Ending:        {fg: white},
		Idle:          {fg: white},
		NotRegistered: {fg: white},
		Unknown:       {attr: "4", fg: white},
		Stale:         {fg: faded},
		Good:          {attr: "1", fg: green},
		Warn:          {attr: "1", fg: yellow},
		Bad:           {attr: "1", fg: red},
		Key:           {attr: "1;4", fg: yellow},
		Match:         {attr: "1;4", fg: yellow},
		Recording:     {attr: "1", fg: red},
		Voicemail:     {attr: "1", fg: pink},
		Overdue:       {attr: "1", fg: red},
	}
}
