// Package background keeps Bubble Tea from asking the terminal for its background colour.
//
// Bubble Tea asks when it is initialised, thus in every command: it writes escape codes, takes what is being typed for
// the answer, and waits up to five seconds for one. The themes do not depend on the answer. This package says one before
// the question: packages without an order of their own are initialised by import path (Go specification, "Program
// initialization"), and this one, which needs no more than Lip Gloss, comes before github.com/charmbracelet/bubbletea.
package background

import "github.com/charmbracelet/lipgloss"

func init() { lipgloss.SetHasDarkBackground(true) }
