package shapes

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// piece is a part of a shape's text.
type piece struct {
	kind  pieceKind
	text  string   // of words and stand-ins
	slots []string // of a slot one, of a stand-in those that its words stand for
	form  string   // of a slot: "The", "adj", or nothing
	cue   int      // of a mark: the cue's number
}

type pieceKind int

const (
	words   pieceKind = iota // stand as they are
	slot                     // filled with a name: {A.the}
	standIn                  // words for what is named elsewhere: {A+B:the two sides}
	opens                    // a star before a cue
	closes                   // a star behind it
)

// forms are those that a slot can take, by its letter: what may stand behind its dot.
var forms = map[string][]string{
	"A": countryForms, "B": countryForms, "C": countryForms, "E": countryForms,
	"L": {"", "the", "The", "bare"},
	"D": {"", "day"}, "F": {"", "day"},
	"T": {""}, "U": {""}, "V": {""}, "G": {""}, "H": {""}, "P": {""}, "Q": {""}, "O": {""}, "S": {""}, "M": {""},
	"I": {""}, "J": {""}, "R": {""}, "K": {""}, "X": {""}, "Y": {""}, "Z": {""}, "N": {""}, "W": {""},
}

var countryForms = []string{"", "the", "The", "cap", "adj", "bare"}

// pieces takes a text apart.
func pieces(text string) ([]piece, error) {
	var out []piece
	open, count := -1, 0
	for text != "" {
		i := strings.IndexAny(text, "{*")
		if i < 0 {
			out = append(out, piece{kind: words, text: text})
			break
		}
		if i > 0 {
			out = append(out, piece{kind: words, text: text[:i]})
		}
		mark := text[i]
		text = text[i+1:]
		if mark == '*' {
			if open < 0 {
				count++
				open = len(out)
				out = append(out, piece{kind: opens, cue: count})
				continue
			}
			text = number(text, &out[open].cue)
			out = append(out, piece{kind: closes, cue: out[open].cue})
			open = -1
			continue
		}
		inner, rest, ok := strings.Cut(text, "}")
		if !ok {
			return nil, fmt.Errorf("a brace is not closed")
		}
		p, err := slotPiece(inner)
		if err != nil {
			return nil, err
		}
		out, text = append(out, p), rest
	}
	if open >= 0 {
		return nil, fmt.Errorf("a star is not closed")
	}
	return out, nil
}

// number reads the digits that text begins with into n, if there are any, and returns what follows.
func number(text string, n *int) string {
	end := 0
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	if v, err := strconv.Atoi(text[:end]); err == nil {
		*n = v
	}
	return text[end:]
}

// slotPiece reads what stands in braces.
func slotPiece(inner string) (piece, error) {
	if names, text, ok := strings.Cut(inner, ":"); ok {
		p := piece{kind: standIn, text: text, slots: strings.Split(names, "+")}
		for _, s := range p.slots {
			if _, ok := forms[s]; !ok {
				return p, fmt.Errorf("{%s}: no slot is called %q", inner, s)
			}
		}
		return p, nil
	}
	name, form, _ := strings.Cut(inner, ".")
	known, ok := forms[name]
	if !ok {
		return piece{}, fmt.Errorf("{%s}: no slot is called %q", inner, name)
	}
	if !slices.Contains(known, form) {
		return piece{}, fmt.Errorf("{%s}: a slot %s has the forms %q", inner, name, known)
	}
	return piece{kind: slot, slots: []string{name}, form: form}, nil
}
