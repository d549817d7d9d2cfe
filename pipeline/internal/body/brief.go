package body

import "golang.org/x/net/html/atom"

// few is how many words of prose a page holds that is a brief.
const few = 250

// brief keeps what a page of few words says in the element of its article, or in the one around all
// that is kept: the scorer knows long pages better.
func (a *analysis) brief(keep []bool, first, second []float32) {
	if a.all > few {
		return
	}
	around, least := a.scope(keep)
	if around < 0 {
		return
	}
	for i := a.elements[around].first; i < a.elements[around].last; i++ {
		keep[i] = keep[i] || a.says(keep, int(i), least, second[i]+trust*first[i])
	}
	for i := len(keep) - 2; i >= 0; i-- {
		b := &a.blocks[i]
		keep[i] = keep[i] || b.Kind == Heading && b.Level > 1 && keep[i+1] && a.around(around, b.in) && a.elements[b.in].in&beyond == 0 && second[i]+trust*first[i] > doubt-2
	}
}

// beyond are the places of a page that are none of a brief.
const beyond = inAside | inFooter | inForm | inNested | inLink | inHeader | inFigure

// scope is the element of a brief, or -1, and the least that the names of the elements in it may weigh.
func (a *analysis) scope(keep []bool) (around int32, least float32) {
	around, least = int32(-1), float32(spoiled)
	for i := range keep {
		if !keep[i] {
			continue
		}
		e := a.blocks[i].in
		if around < 0 {
			around = e
		}
		for around != 0 && !a.around(around, e) {
			around = a.elements[around].parent
		}
	}
	if around < 0 {
		if around = a.onlyArticle(); around < 0 {
			if around = a.home(); around < 0 {
				return -1, least
			}
			least = 2.5 * spoiled // there is nothing else to read
		}
	}
	for e := around; e != 0; e = a.elements[e].parent {
		if k := a.elements[e].node.DataAtom; k == atom.Article || k == atom.Main {
			return e, least
		}
	}
	return around, least
}

// says tells whether a block that was not kept is text of a brief in whose element it stands.
func (a *analysis) says(keep []bool, i int, least, score float32) bool {
	b, v := &a.blocks[i], &a.vectors[i]
	switch {
	case v[fLinkDensity] > 0.3 && !(v[fLinkDensity] < mostlyNames && a.follows(keep, i)),
		v[fRepeats] > 1 || v[fClassLeast] < least && !b.post,
		v[fBegins]+v[fLine]+v[fHolds] > 0 || a.elements[b.in].in&beyond != 0,
		!b.post && b.Kind != Cite && score < doubt-3:
		return false
	}
	switch b.Kind {
	case Paragraph, Quote:
		return a.words[i] > 1 && (endsSentence(b.Text) || b.post)
	case Cite:
		return i > 0 && keep[i-1] && a.blocks[i-1].quote == b.quote
	case Item:
		return a.words[i] > 2
	}
	return false
}

// onlyArticle is the one article element with words in it; of several the innermost that holds the title; -1 if there is none.
func (a *analysis) onlyArticle() int32 {
	only := int32(-1)
	if title := a.title(); title >= 0 {
		for e := a.blocks[title].in; e != 0; e = a.elements[e].parent {
			if a.elements[e].node.DataAtom == atom.Article {
				return e
			}
		}
	}
	for e := 1; e < len(a.elements); e++ {
		el := &a.elements[e]
		if el.node.DataAtom != atom.Article || el.first == el.last {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = int32(e)
	}
	return only
}

// home is the element in which the article of a page must stand that has no article element: its main element, else the
// innermost around its title, if it holds two sentences; -1 if there is none.
func (a *analysis) home() int32 {
	found := int32(-1)
	for e := 1; e < len(a.elements); e++ {
		if el := &a.elements[e]; el.node.DataAtom == atom.Main && el.first < el.last {
			found = int32(e)
			break
		}
	}
	if title := a.title(); found < 0 && title >= 0 {
		found = a.elements[a.blocks[title].in].parent
	}
	if found <= 0 {
		return -1
	}
	sentences := 0
	for i := a.elements[found].first; i < a.elements[found].last; i++ {
		if a.blocks[i].Kind == Paragraph && a.words[i] > 3 && endsSentence(a.blocks[i].Text) {
			sentences++
		}
	}
	if sentences < 2 {
		return -1
	}
	return found
}
