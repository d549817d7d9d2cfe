package clause

import "strings"

// verbGroup reads a verb group at token i and returns nil if none starts there:
// auxiliaries, adverbs and negation, one main verb, a particle.
func (c *chunker) verbGroup(i, end int) *VG {
	room := c.verbs.one()
	*room = VG{First: i, Head: -1, Form: Finite}
	g := c.readVerb(room, i, end)
	if g == nil {
		c.verbs.back(room)
	}
	return g
}

// verbReading is how far a verb group has been read.
type verbReading struct {
	g       *VG
	aux     string // lemma of the last auxiliary
	started bool   // a verb, modal or "to" has been read
}

func (c *chunker) readVerb(g *VG, i, end int) *VG {
	v := verbReading{g: g}
	j := i
	for j < end {
		if v.aux == "modal" && g.Head < 0 {
			if k := c.datedModal(j, end); k > j {
				j = k // "must, within 60 days, refund"
				continue
			}
		}
		if j > i && c.names.At(j) != nil || c.inDate[j] != nil && !c.p.negAdverbs[c.tok(j).Lower] {
			break
		}
		next := c.verbToken(&v, j, end)
		if next == j {
			break
		}
		j = next
	}
	if g.Head < 0 {
		return nil
	}
	g.Last = g.Head + 1
	if j > g.Last {
		g.Last = max(g.Last, c.trailing(g, j))
	}
	head := c.tok(g.Head)
	g.Lemma = head.Lemma
	g.Copula = c.p.copulas[g.Lemma] && !g.Passive
	if g.Last < end && c.tok(g.Last).Lower != "to" && !g.Copula {
		if t := c.tok(g.Last); c.p.particles[t.Lower] && c.inDate[g.Last] == nil && (t.Tag == "RP" || c.p.particleVerbs[g.Lemma+" "+t.Lower]) {
			g.Particle = t.Lower
			g.Last++
		}
	}
	return g
}

// verbToken takes token j into a verb group and returns the token to go on with, or j where the group ends before it.
func (c *chunker) verbToken(v *verbReading, j, end int) int {
	g, t := v.g, c.tok(j)
	headed := g.Head >= 0
	switch {
	case headed && isQuoteMark(t.Text) && c.verbContinues(g, v.aux, j+1, end):
		return j + 1 // "had “significantly changed”"
	case t.Tag == "MD":
		if headed {
			return j
		}
		v.started, v.aux = true, "modal"
		g.Modality = c.modality(t.Lower)
		return j + 1
	case t.Tag == "TO" || t.Lower == "to":
		return c.infinitiveMark(v, j, end)
	case isVerbTag(t.Tag):
		// a second verb continues the group only behind an auxiliary
		if headed && !c.continues(g, v.aux, t.Tag, j) || !headed && v.started && v.aux == "" {
			return j
		}
		c.take(g, &v.aux, j)
		v.started = true
		return j + 1
	case c.p.negAdverbs[t.Lower]:
		if n, ok := c.negation(g, j, end, v.started); ok {
			return n
		}
	case strings.HasPrefix(t.Tag, "RB"), v.started && c.floats(j, end):
		// an adverb belongs to the group if a verb follows
		if c.verbContinues(g, v.aux, j+1, end) {
			return j + 1
		}
	case headed && isAux(v.aux) && t.Tag == "JJ" && strings.HasSuffix(t.Lower, "ed") && !c.nounFollows(j+1, end):
		// taggers call many participles adjectives: "is banned"
		c.take(g, &v.aux, j)
		g.Passive = v.aux == "be"
		return j + 1
	}
	return j
}

// infinitiveMark takes the "to" at token j into a verb group, which it begins or goes on with ("has to", "have yet to", "is about to", "need to"),
// and returns the token behind it, or j where it does neither.
func (c *chunker) infinitiveMark(v *verbReading, j, end int) int {
	switch {
	case !v.started:
		if !c.verbAfterAdverbs(j+1, end) {
			return j
		}
		v.g.Form = Infinitive
	case v.g.Head >= 0 && c.semiModal(v.g, j, end):
		v.g.Head = -1
	default:
		return j
	}
	v.started, v.aux = true, "to"
	return j + 1
}

// datedModal returns the token of the verb where a date stands at j between a modal and its verb, with or without
// commas, and keeps the date for the clause; else j.
func (c *chunker) datedModal(j, end int) int {
	k := j
	if c.tok(k).Lower == "," {
		k++
	}
	if k >= end || c.date[k] == nil {
		return j
	}
	d := c.date[k]
	enclosed := k > j
	for k = d.Last; enclosed && k < min(end, d.Last+8) && c.tok(k).Lower != "," && c.tok(k).Tag != "MD" && !isVerbTag(c.tok(k).Tag); k++ {
		// "must, within 90 days of the ruling, sell"
	}
	if k > d.Last && (k >= end || c.tok(k).Lower != ",") {
		return j
	}
	if k < end && c.tok(k).Lower == "," {
		k++
	}
	if k >= end || !c.verbAfterAdverbs(k, end) {
		return j
	}
	c.between = d
	return k
}

// trailing is the end of the group: its head, and negation that was read behind it.
func (c *chunker) trailing(g *VG, j int) int {
	end := g.Head + 1
	for k := g.Head + 1; k < j; k++ {
		if c.p.negAdverbs[c.tok(k).Lower] {
			end = k + 1
		} else {
			break
		}
	}
	return end
}

// take makes token j the head of the group, the former head having been an auxiliary.
func (c *chunker) take(g *VG, aux *string, j int) {
	t := c.tok(j)
	first := g.Head < 0 && *aux == ""
	if first {
		switch t.Tag {
		case "VBG":
			g.Form = Gerund
		case "VBN":
			if g.Form = Participle; c.behindHad() || c.p.intransitives[t.Lemma] {
				g.Form, g.Past = Finite, true
			}
		case "VBD":
			g.Past = true
		}
	}
	if g.Head >= 0 {
		switch *aux {
		case "have":
			g.Perfect, g.Past = true, true
			g.Passive = false
		case "be":
			if t.Tag == "VBG" {
				g.Progressive = true
			} else {
				g.Passive = true
			}
		case "get":
			g.Passive = true
		}
	}
	g.Head = j
	*aux = t.Lemma
	if t.Tag != "JJ" && t.Lemma == "" {
		*aux = t.Lower
	}
}

// behindHad reports whether what was read last is "had" before its subject, so that a participle comes next ("Had Norway signed").
func (c *chunker) behindHad() bool {
	n := len(c.out)
	return n > 1 && c.out[n-1].kind == nounChunk && c.out[n-2].kind == markChunk && c.tok(c.out[n-2].first).Lower == "had"
}

// continues reports whether a verb with this tag may follow the group's head.
func (c *chunker) continues(g *VG, aux, tag string, j int) bool {
	switch aux {
	case "have":
		return tag == "VBN" || tag == "VBD"
	case "be":
		return tag == "VBN" || tag == "VBG" || tag == "VBD"
	case "get":
		return tag == "VBN"
	case "do":
		return tag == "VB" || tag == "VBP"
	case "modal", "to":
		return true
	}
	return false
}

func isAux(aux string) bool { return aux == "be" || aux == "have" || aux == "get" || aux == "do" }

// verbContinues reports whether, adverbs passed over, a verb follows at j that the
// group can take.
func (c *chunker) verbContinues(g *VG, aux string, j, end int) bool {
	for n := 0; j < end && n < 4; n++ {
		t := c.tok(j)
		if c.names.At(j) != nil || c.inDate[j] != nil {
			return false
		}
		switch {
		case t.Tag == "MD":
			return aux == ""
		case isVerbTag(t.Tag):
			if g.Head >= 0 {
				return c.continues(g, aux, t.Tag, j)
			}
			return aux != "" || t.Tag != "VBN" && t.Tag != "VBG" || n >= 0
		case t.Lower == "to":
			return c.p.semiModals[aux+" to"] && c.verbAfterAdverbs(j+1, end)
		case strings.HasPrefix(t.Tag, "RB"), c.p.negAdverbs[t.Lower]:
			j++
		default:
			return aux == "be" && t.Tag == "JJ" && strings.HasSuffix(t.Lower, "ed")
		}
	}
	return false
}

// verbAfterAdverbs reports whether a base form follows at j.
func (c *chunker) verbAfterAdverbs(j, end int) bool {
	for n := 0; j < end && n < 4; n++ {
		t := c.tok(j)
		if c.names.At(j) != nil || c.inDate[j] != nil {
			return false
		}
		switch {
		case t.Tag == "VB" || t.Tag == "VBP" || t.Tag == "VBD" && t.Lemma == t.Lower:
			return true
		case t.Tag == "NN" && j+1 < end && c.p.particleVerbs[t.Lower+" "+c.tok(j+1).Lower]:
			t.Tag, t.Lemma = "VB", t.Lower // "to hand over": the particle tells the verb
			return true
		case strings.HasPrefix(t.Tag, "RB"), c.p.negAdverbs[t.Lower]:
			j++
		default:
			return false
		}
	}
	return false
}

// semiModal reads "has to", "is to", "needs to", "has yet to", "is going to", "is
// about to" and sets the modality that they express.
func (c *chunker) semiModal(g *VG, j, end int) bool {
	if !c.verbAfterAdverbs(j+1, end) {
		return false
	}
	prev := c.tok(j - 1).Lower
	lemma := c.tok(g.Head).Lemma
	switch {
	case prev == "yet" && (lemma == "have" || lemma == "be"):
		g.Modality = Yet
	case lemma == "have" && prev != "yet", lemma == "need" && j == g.Head+1:
		g.Obliged = true
		if g.Modality == Factual {
			g.Modality = Must
		}
	case lemma == "be" && (j == g.Head+1 || prev == "about" || prev == "also" || prev == "n't" || prev == "not"):
		g.Modality = Will
	case lemma == "go" && g.Progressive:
		g.Modality = Will
		g.Progressive = false
	default:
		return false
	}
	return true
}

// negation reads "not", "n't", "never", "no longer" at j, where it belongs to the group.
func (c *chunker) negation(g *VG, j, end int, started bool) (int, bool) {
	t := c.tok(j)
	n := j + 1
	switch {
	case t.Lower == "no":
		if n < end && (c.tok(n).Lower == "longer" || c.tok(n).Lower == "more") {
			n++
			g.Ceased = true
		} else {
			return j, false
		}
	case t.Lower == "yet":
		// "has yet to sign" is read as a semi-modal; "has not yet banned" needs nothing
		if !started {
			return j, false
		}
		return n, true
	}
	if !started && !c.verbAt(n, end) {
		return j, false
	}
	if started && g.Head >= 0 && !isAux(c.tok(g.Head).Lemma) {
		return j, false
	}
	// "is not to be", "has not banned", "not signing": all negate
	if t.Lower != "yet" {
		g.Neg = !c.p.weakNegAdverbs[t.Lower] || g.Neg
	}
	return n, true
}

// verbAt reports whether a verb, modal or "to" follows at j behind adverbs.
func (c *chunker) verbAt(j, end int) bool {
	for n := 0; j < end && n < 3; n++ {
		t := c.tok(j)
		switch {
		case isVerbTag(t.Tag), t.Tag == "MD", t.Lower == "to" && c.verbAfterAdverbs(j+1, end):
			return c.names.At(j) == nil
		case strings.HasPrefix(t.Tag, "RB"):
			j++
		default:
			return false
		}
	}
	return false
}

func (c *chunker) modality(w string) Modality {
	switch w {
	case "will", "'ll", "’ll", "shall", "wo", "sha":
		return Will
	case "must", "need":
		return Must
	case "would", "'d", "’d", "should", "ought":
		return Would
	}
	return May
}

func isVerbTag(tag string) bool { return len(tag) >= 2 && tag[:2] == "VB" }
