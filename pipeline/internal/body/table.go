package body

import "golang.org/x/net/html/atom"

// tables keeps the rows of a table that stands among what is kept, or right behind it in the same element: two or more,
// with more words than links in them.
func (a *analysis) tables(keep []bool) {
	for e := 1; e < len(a.elements); e++ {
		t := &a.elements[e]
		if t.node.DataAtom != atom.Table || t.in&(inAside|inFooter|inForm|inNested|inLink) != 0 || a.inside[e].links() > 0.3 {
			continue
		}
		rows := 0
		for i := t.first; i < t.last; i++ {
			if a.blocks[i].Kind == Row && a.vectors[i][fRepeats] < 2 {
				rows++
			}
		}
		if rows < 2 || int32(rows)*3 < (t.last-t.first)*2 || !a.amongKept(keep, int32(e)) {
			continue
		}
		for i := t.first; i < t.last; i++ {
			keep[i] = keep[i] || a.blocks[i].Kind == Row
		}
		for i := a.before(int(t.first)); a.blocks[i].Kind == Heading && !keep[i]; i = a.before(i) {
			keep[i] = true
		}
	}
}

// amongKept tells whether the block before an element is kept, and stands in the element around it.
func (a *analysis) amongKept(keep []bool, e int32) bool {
	k := a.before(int(a.elements[e].first))
	for k >= 0 && a.blocks[k].Kind == Heading && !keep[k] {
		k = a.before(k)
	}
	if k < 0 || !keep[k] {
		return false
	}
	up := a.elements[e].parent
	for up != 0 && a.inside[up].blocks == a.inside[e].blocks {
		up = a.elements[up].parent
	}
	one, _ := a.block(&a.blocks[k])
	return one == up
}
