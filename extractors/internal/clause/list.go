package clause

// exemplify reads what a phrase of several is said to include ("several firms, including Acme and Globex,") at chunk j as
// a prepositional phrase of np, with the commas around it. It returns the next chunk, j where nothing of the kind stands there.
func (b *builder) exemplify(np *NP, j int, object bool, depth int) int {
	k := j
	if b.kind(k) == commaChunk {
		k++
	}
	for b.kind(k) == adverbChunk && b.kind(k+1) == prepChunk {
		k++ // "most notably"
	}
	if b.kind(k) != prepChunk || !b.p.examples[b.chunks[k].word] || b.kind(k+1) != nounChunk || isName(np) || b.front && k > j {
		return j
	}
	obj, next := b.phrase(k+1, object, depth+1)
	np.Preps = append(np.Preps, PP{Prep: b.chunks[k].word, Tok: b.chunks[k].first, Obj: obj})
	if k > j && b.kind(next) == commaChunk {
		next++
	}
	return next
}

// alongside reads those who act or are acted on together with np ("Norway, along with Sweden,", "Acme as well as Globex")
// at chunk j as further members of its coordination, and returns the next chunk.
func (b *builder) alongside(np *NP, j int, object bool, depth int) int {
	k := j
	comma := b.kind(k) == commaChunk
	if comma {
		k++
	}
	if b.kind(k) != prepChunk || b.kind(k+1) != nounChunk || b.front {
		return j
	}
	word := b.chunks[k].word
	switch {
	case b.p.additions[word]:
	case b.p.companions[word] && !object && depth == 0 && (comma || word != "like"):
	default:
		return j
	}
	if sameSort(&NP{Mention: np.Mention}, &NP{Mention: b.chunks[k+1].np.Mention}) != isName(np) {
		return j // "Norway, along with the weather,"
	}
	obj, next := b.phrase(k+1, object, depth+1)
	if comma {
		if b.kind(next) == commaChunk {
			next++
		} else if !object {
			b.chunks[k+1].used = true
		}
	}
	np.Conj = obj.All()
	obj.Conj = nil
	return next
}

// pairOfTitled reads "Ada Ost, the Norwegian minister, and Bo Vale, the Swedish envoy," behind the first name, at chunk j, as two names with an
// apposition each, and returns the next chunk, j where the chunks are otherwise.
func (b *builder) pairOfTitled(np *NP, j int) int {
	described := func(i int) bool {
		return b.kind(i) == commaChunk && b.kind(i+1) == nounChunk && !isName(b.chunks[i+1].np) && b.doc.Tokens[b.chunks[i+1].np.First].Tag == "DT"
	}
	if b.front || !isName(np) || len(np.Preps) > 0 || !described(j) || b.kind(j+2) != commaChunk || b.kind(j+3) != conjChunk || b.chunks[j+3].word != "and" ||
		b.kind(j+4) != nounChunk || !isName(b.chunks[j+4].np) || !described(j+5) || b.kind(j+7) != commaChunk && b.kind(j+7) != verbChunk {
		return j
	}
	other := b.chunks[j+4].np
	for _, pair := range [][2]*NP{{np, b.chunks[j+1].np}, {other, b.chunks[j+6].np}} {
		pair[0].Appos = append(pair[0].Appos, pair[1])
		pair[1].AppOf = pair[0]
	}
	for k := j; k < j+7; k++ {
		b.chunks[k].used = true
	}
	np.Conj = []*NP{other}
	if b.kind(j+7) == commaChunk {
		return j + 8
	}
	return j + 7
}
