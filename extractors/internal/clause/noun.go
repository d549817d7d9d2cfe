package clause

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/names"
)

// nounGroup reads a base noun group at token i and returns nil if none starts there.
func (c *chunker) nounGroup(i, end int) *NP {
	room := c.groups.one()
	*room = NP{First: i, Head: -1}
	room.self[0] = room
	np := c.readNoun(room, i, end)
	if np == nil {
		c.groups.back(room)
	}
	return np
}

func (c *chunker) readNoun(np *NP, i, end int) *NP {
	j := i
	for j < end {
		if d := c.inDate[j]; d != nil {
			// A date inside a group: "its 2019 ban", "Monday's decision".
			if np.Head >= 0 || j == i || c.date[j] != d || d.Relation != "" || !c.dateModifies(d, end) {
				break
			}
			np.Date = d
			j = d.Last
			if j < end && isPossessive(c.tok(j).Lower) {
				j++
			}
			continue
		}
		if m := c.names.At(j); m != nil {
			next, more := c.mentionIn(np, m, j, i, end)
			j = next
			if !more {
				break
			}
			continue
		}
		if !c.inGroup(np, j, i, end) {
			break
		}
		switch t := c.tok(j); {
		case isNounTag(t.Tag), c.title[j] && t.Tag != "CC" && t.Tag != "IN", np.Head >= 0 && t.Tag == "VBG":
			j = c.head(np, j, end)
		case t.Tag == "PRP" || t.Tag == "EX":
			np.Head, np.Last = j, j+1
			return c.finish(np, j+1)
		case np.First == j && c.p.negDeterminers[t.Lower]:
			np.Neg = true
		}
		j++
	}
	if np.Head < 0 {
		return c.headless(np, i, j, end)
	}
	return c.finish(np, max(np.Head+1, min(j, end)))
}

// mentionIn takes the mention m at token j into the noun group begun at i: as its head, or the possessor of what follows. It returns the token to
// go on with, and whether the group may go on.
func (c *chunker) mentionIn(np *NP, m *names.Mention, j, i, end int) (next int, more bool) {
	last := m.Last
	if last <= j || np.Head >= 0 && !c.glues(np, m, j) {
		return j, false
	}
	if m.Form == names.Pronoun {
		if isPossessivePronoun(c.tok(j).Lower) {
			if np.Head >= 0 || np.Possessor != nil {
				return j, false
			}
			np.Possessor = &NP{First: j, Last: last, Head: last - 1, Mention: m}
			return last, true
		}
		if np.Head < 0 && j == i {
			np.Head, np.Mention, j = last-1, m, last
		}
		return j, false
	}
	if np.Head >= 0 && np.Mention != nil {
		np.Pre = append(np.Pre, np.Mention)
	}
	np.Head, np.Mention = last-1, m
	if last >= end || !isPossessive(c.tok(last).Lower) {
		return last, true
	}
	if !c.nounFollows(last+1, end) {
		return last + 1, false // "of Britain's", or an ellipsis: the owner is all there is
	}
	np.Possessor = &NP{First: m.First, Last: last, Head: last - 1, Mention: m, Pre: np.Pre}
	np.Pre, np.Head, np.Mention = nil, -1, nil
	return last + 1, true
}

// head takes token j for the head of the noun group, or, with a possessive mark behind it, for that of its possessor. It returns the last token taken.
func (c *chunker) head(np *NP, j, end int) int {
	if np.Mention != nil {
		np.Pre = append(np.Pre, np.Mention)
		np.Mention = nil
	}
	np.Head = j
	if j+1 >= end || !isPossessive(c.tok(j+1).Lower) {
		return j
	}
	if c.nounFollows(j+2, end) {
		np.Possessor = &NP{First: np.First, Last: j + 1, Head: j, Pre: np.Pre}
		np.Pre, np.Head = nil, -1
	}
	return j + 1
}

func (c *chunker) finish(np *NP, last int) *NP {
	np.Last = last
	// A trailing possessive mark belongs to the group; nothing else behind the head does.
	for np.Last > np.Head+1 && !isPossessive(c.tok(np.Last-1).Lower) {
		np.Last--
	}
	if w := c.tok(np.Head).Lower; c.p.negPronouns[w] && c.tok(np.First).Lower != "a" {
		np.Neg = true
	}
	return np
}

// headless makes a group of a determiner, number or adjective that stands for a noun
// ("all of", "the other two", "none", "both"), if it starts the group.
func (c *chunker) headless(np *NP, i, j, end int) *NP {
	if j <= i {
		return nil
	}
	t := c.tok(j - 1)
	switch {
	case t.Tag == "CD", t.Tag == "DT" && j-i == 1, t.Tag == "PDT" && j-i == 1, c.p.negPronouns[t.Lower]:
	case strings.HasPrefix(t.Tag, "JJ") && j-i > 1 && strings.HasPrefix(c.tok(i).Tag, "DT"):
	case c.p.quantifiers[t.Lower] && j < end && c.tok(j).Lower == "of":
	default:
		return nil
	}
	if c.p.pureDeterminers[t.Lower] {
		return nil
	}
	np.Head = j - 1
	return c.finish(np, j)
}

// glues reports whether a name may continue a group that has a head already: an
// apposition without a comma ("Chinese firm ZTE", "Prime Minister Edi Rama"), or the
// head of a compound whose modifier is a name ("U.S. Ambassador").
func (c *chunker) glues(np *NP, m *names.Mention, j int) bool {
	if np.Mention != nil && np.Mention.Form == names.Name && m.Form == names.Name {
		return true
	}
	if m.Form == names.Adjective {
		return false
	}
	switch tag := c.tok(np.Head).Tag; tag {
	case "NN", "NNP":
		return true
	case "NNS":
		// "told reporters Ottawa would", but "the drone makers Acme and Globex"
		first := c.tok(np.First)
		return first.Tag == "DT" && first.Lower == "the" || first.Tag == "CD" || np.Mention != nil || len(np.Pre) > 0
	}
	return np.Mention != nil
}

// inGroup reports whether token j may be part of the noun group begun at i.
func (c *chunker) inGroup(np *NP, j, i, end int) bool {
	t := c.tok(j)
	if c.title[j] {
		return true // "chief executive" before its name, whatever the tags
	}
	if isNounTag(t.Tag) {
		// After a name that stands alone, a lower-case noun goes on with the group ("Huawei equipment").
		return true
	}
	if np.Head >= 0 {
		return c.behindHead(np, j, end)
	}
	switch t.Tag {
	case "DT", "PDT", "PRP$", "WP$":
		return c.determines(j, i, end)
	case "CD", "$", "#":
		return true
	case "JJ", "JJR", "JJS", "FW":
		return j > i || c.nounFollows(j+1, end) || c.p.quantifiers[t.Lower]
	case "VBN", "VBG", "VBD":
		return c.nounFollows(j+1, end) && c.participleIn(j, i, end)
	case "RB", "RBR", "RBS":
		return j+1 < end && c.adverbModifies(j) && (j > i || c.nounFollows(j+1, end))
	case "CC", ",":
		// between modifiers: "secure and open networks", "clear, present danger"
		return j > i && j+1 < end && isModifierTag(c.tok(j-1).Tag) && isModifierTag(c.tok(j+1).Tag) && c.nounFollows(j+1, end)
	case "PRP", "EX":
		return j == i
	}
	return isQuoteMark(t.Text) && j > i && j+1 < end && c.nounFollows(j+1, end) && c.tok(j-1).Lower != ","
}

// adverbModifies reports whether the adverb at token j belongs to the modifier behind it: "newly built".
func (c *chunker) adverbModifies(j int) bool {
	tag := c.tok(j + 1).Tag
	return (strings.HasPrefix(tag, "JJ") || tag == "VBN" || tag == "CD") && !c.p.negAdverbs[c.tok(j).Lower]
}

// behindHead reports whether token j goes on with a group that has its head: "the core of", "a $1.3 million fine": nothing but nouns
// follows a head, except modifiers between nouns.
func (c *chunker) behindHead(np *NP, j, end int) bool {
	t := c.tok(j)
	adjective := np.Mention != nil && np.Mention.Form == names.Adjective
	switch t.Tag {
	case "CD":
		// a currency before its amount: "a NOK 84 million contract"
		return np.Mention == nil && c.nounFollows(j+1, end)
	case "VBG":
		// "greyhound racing", "bottom trawling"
		if c.p.ingNouns[t.Lower] && np.Mention == nil && isNounTag(c.tok(j-1).Tag) && c.objectless(j, end) && (j+1 == end || c.tok(j+1).Tag != "CD") {
			return true
		}
		if c.p.ingNouns[t.Lower] && j+1 < end && c.tok(j+1).Tag == "NNS" && c.tok(j-1).Tag == "NN" {
			return true // "family planning clinics"
		}
		return adjective && c.nounFollows(j+1, end)
	case "JJ", "VBN":
		if m := c.names.At(min(j+1, end-1)); t.Tag == "JJ" && np.Mention != nil && np.Mention.Form == names.Name && j+1 < end && m != nil && m.Form == names.Name {
			return true // "Acme rival Globex": tagged as an adjective
		}
		// a hyphenated or numeric modifier between nouns ("state-owned")
		return adjective && c.nounFollows(j+1, end)
	}
	return false
}

// determines reports whether the determiner at token j is of the group from token i on: at its head, or behind "all", "such" or "and".
func (c *chunker) determines(j, i, end int) bool {
	t := c.tok(j)
	if j > i && t.Tag != "PDT" {
		before := c.tok(j - 1)
		if before.Tag != "PDT" && before.Tag != "CC" && !strings.HasPrefix(before.Tag, "RB") && before.Lower != "such" && before.Lower != "both" {
			return false
		}
	}
	if t.Lower == "that" {
		return c.nounFollows(j+1, end)
	}
	return !c.p.relatives[t.Lower]
}

// participleIn reports whether the participle at token j stands before its noun in the group from token i on: "existing networks", "the proposed
// ban".
func (c *chunker) participleIn(j, i, end int) bool {
	t := c.tok(j)
	if j == i {
		return t.Tag != "VBD" && c.plainModifier(j)
	}
	m := c.names.At(min(j+1, end-1))
	// "a decree barring Acme", its noun tagged as an adjective
	return !(t.Tag == "VBG" && m != nil && m.Form == names.Name && m.First == j+1 && !c.p.participleModifiers[t.Lower] && strings.HasPrefix(c.tok(j-1).Tag, "JJ"))
}

// plainModifier reports whether a participle that begins a group modifies a noun
// rather than governs it: "existing equipment", against "banning equipment".
func (c *chunker) plainModifier(j int) bool { return c.p.participleModifiers[c.tok(j).Lower] }

// nounFollows reports whether a noun, a name or a number follows at j behind
// modifiers only.
func (c *chunker) nounFollows(j, end int) bool {
	for n := 0; j < end && n < 8; n++ {
		t := c.tok(j)
		if c.inDate[j] != nil {
			d := c.inDate[j]
			if !c.dateModifies(d, end) {
				return false
			}
			j = d.Last
			continue
		}
		if m := c.names.At(j); m != nil {
			if m.Form == names.Adjective || m.Form == names.Pronoun && isPossessivePronoun(t.Lower) {
				j = m.Last
				continue
			}
			return m.Form != names.Pronoun
		}
		switch {
		case isNounTag(t.Tag), c.title[j]:
			return true
		case isModifierTag(t.Tag), t.Tag == "$", t.Tag == "#", t.Tag == "PRP$", isPossessive(t.Lower), isQuoteMark(t.Text), t.Tag == "CC" && n > 0 && j+1 < end && isModifierTag(c.tok(j+1).Tag), strings.HasPrefix(t.Tag, "RB") && !c.p.negAdverbs[t.Lower], t.Tag == "," && n > 0 && j+1 < end && strings.HasPrefix(c.tok(j+1).Tag, "JJ"):
			j++
		default:
			return false
		}
	}
	return false
}

// dateModifies reports whether a date stands before the noun that it modifies.
func (c *chunker) dateModifies(d *dates.Mention, end int) bool {
	j := d.Last
	if j < end && isPossessive(c.tok(j).Lower) {
		return true
	}
	if j >= end || c.inDate[j] != nil {
		return false
	}
	if c.names.At(j) != nil {
		return false
	}
	t := c.tok(j)
	return t.Tag == "NN" || t.Tag == "NNS" || t.Tag == "JJ" && c.nounFollows(j+1, end)
}

// dateGroup reads a noun group that starts with a date: "Monday's decision",
// "2020 ban", but not "Tuesday Sweden".
func (c *chunker) dateGroup(i int, d *dates.Mention, end int) *NP {
	if d.Relation != "" || d.First != i || !c.dateModifies(d, end) {
		return nil
	}
	j := d.Last
	if j < end && isPossessive(c.tok(j).Lower) {
		j++
	} else if (c.tok(j).Tag == "NNS" || len(d.Value) != 4) && !c.p.datedNouns[c.tok(j).Lower] {
		// "Monday officials said": without a mark only a bare year modifies, or a day its "deadline"
		return nil
	}
	np := c.nounGroup(j, end)
	if np == nil {
		return nil
	}
	np.First, np.Date = i, d
	return np
}

func isNounTag(tag string) bool { return len(tag) >= 2 && tag[:2] == "NN" }
func isModifierTag(tag string) bool {
	switch tag {
	case "JJ", "JJR", "JJS", "VBN", "VBG", "CD", "FW":
		return true
	}
	return false
}
func isPossessive(w string) bool { return w == "'s" || w == "'" || w == "’s" || w == "’" }
func isPossessivePronoun(w string) bool {
	switch w {
	case "its", "his", "her", "their", "our", "my", "your", "whose":
		return true
	}
	return false
}
