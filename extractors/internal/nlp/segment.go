package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/neurosnap/sentences"
)

// segmenter finds paragraphs and sentences: Punkt (Kiss and Strunk 2006) in the
// implementation of neurosnap/sentences with its English model, and repairs of what
// news shows that it gets wrong.
type segmenter struct {
	punkt            *sentences.DefaultSentenceTokenizer
	abbr             abbreviations
	starters, speech map[string]bool
	wary             map[string]bool // words in lower case whose full stop Punkt may take for that of an abbreviation
}

// wary returns the abbreviations of Punkt's model and what begins its collocations.
func wary(punkt *sentences.DefaultSentenceTokenizer) map[string]bool {
	words := map[string]bool{}
	for w := range punkt.AbbrevTypes {
		words[w] = true
	}
	for pair := range punkt.Collocations {
		first, _, _ := strings.Cut(pair, ",")
		words[first] = true
	}
	return words
}

// paragraphs returns the text's paragraphs without surrounding white space. A line
// break ends a paragraph, except in a block of lines that were wrapped at a width.
func paragraphs(text string) []Paragraph {
	var out []Paragraph
	var block []Paragraph // lines without a blank one between them
	flush := func() {
		switch {
		case len(block) == 0:
		case wrapped(text, block):
			out = append(out, Paragraph{Start: block[0].Start, End: block[len(block)-1].End})
		default:
			out = append(out, block...)
		}
		block = block[:0]
	}
	for at := 0; at < len(text); {
		stop, next := lineEnd(text, at)
		start, end := trim(text, at, stop)
		if start == end {
			flush()
		} else {
			block = append(block, Paragraph{Start: start, End: end})
		}
		at = next
	}
	flush()
	return out
}

// lineEnd returns where the line at i ends and where the next one begins. Line feed,
// carriage return, form feed, vertical tab, next line and the Unicode line and
// paragraph separators break lines.
func lineEnd(text string, i int) (end, next int) {
	for k := i; k < len(text); k++ {
		switch b := text[k]; {
		case b == '\n' || b == '\v' || b == '\f' || b == '\r':
			if b == '\r' && k+1 < len(text) && text[k+1] == '\n' {
				return k, k + 2
			}
			return k, k + 1
		case b == 0xe2 && k+2 < len(text) && text[k+1] == 0x80 && (text[k+2] == 0xa8 || text[k+2] == 0xa9):
			return k, k + 3
		}
	}
	return len(text), len(text)
}

// trim returns the range without white space at its ends.
func trim(text string, start, end int) (int, int) {
	for start < end {
		r, size := decode(text, start, end)
		if !isSpace(r) {
			break
		}
		start += size
	}
	for start < end {
		r, size := utf8.DecodeLastRuneInString(text[start:end])
		if !isSpace(r) {
			break
		}
		end -= size
	}
	return start, end
}

// wrapped reports whether lines are one paragraph that was wrapped: no line but the
// last had room for the next one's first word. A line that ends in a full stop above
// a capital proves nothing, so that at least three lines are asked for, or a second
// one that begins in lower case.
func wrapped(text string, lines []Paragraph) bool {
	if len(lines) < 2 {
		return false
	}
	width := 0
	for _, l := range lines {
		width = max(width, l.End-l.Start)
	}
	if width < 40 || width > 120 {
		return false
	}
	if len(lines) == 2 {
		r, _ := utf8.DecodeRuneInString(text[lines[1].Start:])
		if !unicode.IsLower(r) || strings.IndexByte(".!?:", text[lines[0].End-1]) >= 0 {
			return false
		}
	}
	for k := 1; k < len(lines); k++ {
		l, next := lines[k-1], text[lines[k].Start:lines[k].End]
		first := strings.IndexFunc(next, isSpace)
		if first < 0 {
			first = len(next)
		}
		if l.End-l.Start+1+first <= width-2 { // some wrap a little earlier
			return false
		}
	}
	return true
}

// chunk is a run of text without white space that a sentence may end in or after.
type chunk struct {
	start, end int
	next       int // start of the chunk after it, or end of the paragraph
	token      *sentences.Token
	breaks     bool // whether a sentence ends here by Punkt
}

// sentences appends the sentences of text[start:end], a paragraph that begins and
// ends with no white space.
func (s segmenter) sentences(out []Sentence, text string, start, end int) []Sentence {
	from := start
	for _, c := range s.candidates(text, start, end) {
		for at := c.start; at < c.end; {
			k := glued(text, at, c.end, s.abbr)
			if k < 0 {
				break
			}
			out = append(out, Sentence{Start: from, End: k})
			from, at = k, k
		}
		if c.next >= end || !s.ends(text, from, c, end) {
			continue
		}
		stop := c.end
		if k := closers(text, c.next, end); k > c.next { // a mark that a space parts from its sentence
			stop = k
		}
		a, b := trim(text, from, stop)
		if a == b {
			continue
		}
		out = s.parted(out, text, a, b)
		from, _ = trim(text, stop, end)
	}
	if from < end {
		out = s.parted(out, text, from, end)
	}
	return out
}

// candidates returns the chunks of text[start:end] with an ending mark in them, each
// with what Punkt says of it.
//
// Punkt decides on a word that ends in a full stop by that word and the next. So only
// those are handed to it, which gives the same answers ten times faster, and only where it
// looks further than to the full stop.
func (s segmenter) candidates(text string, start, end int) []chunk {
	var chunks []chunk
	var tokens []*sentences.Token
	var pending bool // the chunk before may end a sentence
	for i := start; i < end; {
		if !pending {
			if i = nextEnding(text, i, end); i == end {
				break
			}
		}
		j, next, stop := nextChunk(text, i, end)
		c := chunk{start: i, end: j, next: next}
		sure := false
		if stop && next < end {
			c.breaks, sure = s.plain(text[i:j], text[next])
		}
		if stop && !sure || pending {
			word := text[i:j]
			if len(word) > maxToken { // what matters of a long run is how it ends
				word = text[tail(text, j-maxToken):j]
			}
			t := sentences.NewToken(word)
			tokens = append(tokens, t)
			if !sure {
				c.token = t
			}
		}
		if stop {
			chunks = append(chunks, c)
		}
		pending = stop && !sure
		i = next
	}
	if len(tokens) > 0 {
		s.punkt.AnnotateTokens(tokens, s.punkt.Annotations...)
		for i := range chunks {
			if t := chunks[i].token; t != nil {
				chunks[i].breaks = t.SentBreak
			}
		}
	}
	return chunks
}

// plain says for a chunk of letters with an ending mark, whatever word, which begins with the byte next, follows, whether a sentence
// ends there by Punkt: behind a full stop if it is neither an abbreviation of Punkt's model nor the beginning of a collocation, behind
// another mark always, and behind a closing quotation mark or bracket if a capital follows. Sure is false of other chunks.
func (s segmenter) plain(chunk string, next byte) (breaks, sure bool) {
	if next >= utf8.RuneSelf {
		return false, false
	}
	closed := false
	if n := len(chunk); chunk[n-1] == '"' || chunk[n-1] == '\'' || chunk[n-1] == ')' {
		chunk, closed = chunk[:n-1], true
	} else if n > 3 && (chunk[n-3:] == "”" || chunk[n-3:] == "’") {
		chunk, closed = chunk[:n-3], true
	}
	var low [40]byte
	n := len(chunk) - 1
	if n < 2 || n > len(low) {
		return false, false
	}
	for i := range n {
		if !isASCIILetter(chunk[i]) {
			return false, false
		}
		low[i] = chunk[i] | 0x20
	}
	switch mark := chunk[n]; {
	case mark != '.' && mark != '?' && mark != '!':
		return false, false
	case closed:
		return isUpperASCII(next), true
	case mark == '.':
		sure = isASCIILetter(next) && !s.wary[string(low[:n])]
		return sure, sure
	}
	return true, true
}

// tail returns the first rune boundary at or after k.
func tail(text string, k int) int {
	for k < len(text) && !utf8.RuneStart(text[k]) {
		k++
	}
	return k
}

// closers returns the end of a chunk of closing marks at i, or i.
func closers(text string, i, end int) int {
	k := i
	for k < end {
		r, size := decode(text, k, end)
		if isSpace(r) {
			return k
		}
		if r == '"' || r == '\'' || !isCloser(r) {
			return i
		}
		k += size
	}
	return k
}

// glued returns where a sentence ends within a chunk because the space after its full
// stop was lost ("networks.The", "deal.”He"), or -1.
func glued(text string, i, end int, abbr abbreviations) int {
	if w := text[i:end]; len(w) > maxToken || strings.IndexByte(w, '@') >= 0 || strings.IndexByte(w, '/') >= 0 { // data, an address
		return -1
	}
	for k := i + 2; k < end; k++ {
		if b := text[k]; b != '.' && b != '?' && b != '!' {
			continue
		}
		next := behindClosers(text, k+1, end)
		if !wordEnds(text, i, k) || !wordBegins(text, next, end) {
			continue
		}
		w := k
		for w > i && isASCIILetter(text[w-1]) {
			w--
		}
		if abbr.class(text[w:k]) != none {
			continue
		}
		return next
	}
	return -1
}

// behindClosers returns what stands behind the closing marks at i.
func behindClosers(text string, i, end int) int {
	for i < end {
		r, size := decode(text, i, end)
		if r != '”' && r != '’' && r != '"' && r != ')' {
			break
		}
		i += size
	}
	return i
}

// wordEnds tells whether small letters, with or without closing marks ("better”.He"), or a year end before the mark at k in a word that begins at i.
func wordEnds(text string, i, k int) bool {
	p := k
	for _, closer := range []string{"”", "’", `"`, ")"} {
		p = i + len(strings.TrimSuffix(text[i:p], closer))
	}
	if p >= i+2 && isLowerASCII(text[p-1]) && isLowerASCII(text[p-2]) {
		return true
	}
	return p == k && k-4 >= i && isDigit(text[k-1]) && isDigit(text[k-2]) && isDigit(text[k-3]) && isDigit(text[k-4])
}

// wordBegins tells whether a word with a capital begins at i, with or without an opening mark.
func wordBegins(text string, i, end int) bool {
	if strings.HasPrefix(text[i:end], "“") {
		i += len("“")
	}
	return i+1 < end && isUpperASCII(text[i]) && (isLowerASCII(text[i+1]) || text[i+1] == '\'')
}
