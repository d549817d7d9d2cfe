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
	around, least := int32(-1), float32(spoiled)
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
				return
			}
			least = 2.5 * spoiled // there is nothing else to read
		}
	}
	for e := around; e != 0; e = a.elements[e].parent {
		if k := a.elements[e].node.DataAtom; k == atom.Article || k == atom.Main {
			around = e
			break
		}
	}
	const outside = inAside | inFooter | inForm | inNested | inLink | inHeader | inFigure
	for i := a.elements[around].first; i < a.elements[around].last; i++ {
		b, v := &a.blocks[i], &a.vectors[i]
		if keep[i] || v[fLinkDensity] > 0.3 && !(v[fLinkDensity] < mostlyNames && a.follows(keep, int(i))) || v[fRepeats] > 1 || v[fClassLeast] < least && !b.post || v[fBegins]+v[fLine]+v[fHolds] > 0 || a.elements[b.in].in&outside != 0 || !b.post && b.Kind != Cite && second[i]+trust*first[i] < doubt-3 {
			continue
		}
		switch b.Kind {
		case Paragraph, Quote:
			keep[i] = a.words[i] > 1 && (endsSentence(b.Text) || b.post)
		case Cite:
			keep[i] = i > 0 && keep[i-1] && a.blocks[i-1].quote == b.quote
		case Item:
			keep[i] = a.words[i] > 2
		}
	}
	for i := len(keep) - 2; i >= 0; i-- {
		b := &a.blocks[i]
		keep[i] = keep[i] || b.Kind == Heading && b.Level > 1 && keep[i+1] && a.around(around, b.in) && a.elements[b.in].in&outside == 0 && second[i]+trust*first[i] > doubt-2
	}
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
