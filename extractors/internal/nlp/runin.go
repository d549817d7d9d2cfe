package nlp

import "strings"

// Headings and captions run into the sentence behind them where a collector has glued an article's paragraphs together: "What
// happens next The ban takes effect on Monday." Between a word in lower case and one that begins sentences, with nothing between
// them but a space, English has no other reason for the capital; titles of works aside, which are asked not to follow.

// leastHead and leastBody are how many words a heading, and the sentence behind it, have at least.
const (
	leastHead = 2
	leastBody = 4
)

// parted appends text[start:end], a sentence, in as many parts as headings run into it.
func (s segmenter) parted(out []Sentence, text string, start, end int) []Sentence {
	from, words := start, 0
	prev := ""
	for i := start; i < end; {
		j, next, _ := nextChunk(text, i, end)
		word := text[i:j]
		if words >= leastHead && s.opens(prev, word, text[next:end]) {
			a, b := trim(text, from, i)
			out = append(out, Sentence{Start: a, End: b})
			from, words = i, 0
		}
		words++
		prev = word
		i = next
	}
	return append(out, Sentence{Start: from, End: end})
}

// opens reports whether a word begins a sentence behind prev, without any mark between them. Rest is what follows it.
func (s segmenter) opens(prev, word, rest string) bool {
	if len(prev) < 3 || len(word) < 2 || !isUpperASCII(word[0]) || !plainWord(prev) || s.starters[prev] || s.speech[prev] {
		return false
	}
	bare, comma := strings.CutSuffix(word, ",")
	if !s.starters[strings.ToLower(bare)] || !plainWord(strings.ToLower(word[:1])+bare[1:]) {
		return false
	}
	follow := strings.Fields(rest[:min(len(rest), 80)])
	if len(follow) < leastBody || len(strings.Fields(rest[:min(len(rest), 400)])) < leastBody {
		return false
	}
	if comma {
		return true
	}
	return plainWord(strings.TrimRight(follow[0], ",")) && plainWord(strings.TrimRight(follow[1], ",.")) || isDigit(follow[0][0])
}

// plainWord reports a word of small letters alone.
func plainWord(w string) bool {
	for i := range len(w) {
		if !isLowerASCII(w[i]) {
			return false
		}
	}
	return w != ""
}
