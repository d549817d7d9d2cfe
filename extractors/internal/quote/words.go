package quote

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
)

// words are the lexicon's lists of speech.
type words struct {
	denying, stances, silences                         map[string]bool
	say, thatOnly, tell, direct, describe, participles map[string]bool
	voices, texts, empty, adverbs                      map[string]bool
	intents, offices                                   map[string]bool
	doubts, personas, posts, closings, closers         map[string]bool
	tokens, openers                                    map[string]bool
	assertions, comments                               map[string]bool
	staff, sources, answers                            map[string]bool
	heard, putting, naming, nicknaming                 map[string]bool
	lawmakers, dayParts, indefinite, leanings          map[string]bool
}

func newWords(lex *lexicon.Lexicon) words {
	openers := map[string]bool{} // the first words of verbs of two
	for verb := range lex.Set("quote.say") {
		if first, _, several := strings.Cut(verb, " "); several {
			openers[first] = true
		}
	}
	closers := map[string]bool{} // their last words
	for line := range lex.Set("quote.closings") {
		closers[line[strings.LastIndexByte(line, ' ')+1:]] = true
	}
	return words{
		denying: lex.Set("quote.denying"), stances: lex.Set("quote.stances"), silences: lex.Set("quote.silences"),
		say: lex.Set("quote.say"), thatOnly: lex.Set("quote.that-only"), tell: lex.Set("quote.tell"),
		direct: lex.Set("quote.direct"), describe: lex.Set("quote.describe"), participles: lex.Set("quote.participles"),
		voices: lex.Set("quote.voices"), texts: lex.Set("quote.texts"),
		intents: lex.Set("quote.intents"), offices: lex.Set("quote.offices"),
		doubts: lex.Set("quote.doubts"), personas: lex.Set("quote.personas"), posts: lex.Set("quote.posts"), closings: lex.Set("quote.closings"), closers: closers, openers: openers,
		tokens:     lex.Set("quote.tokens"),
		assertions: lex.Set("quote.assertions"), comments: lex.Set("quote.comments"),
		staff: lex.Set("quote.staff"), sources: lex.Set("quote.sources"), answers: lex.Set("quote.answers"),
		heard: lex.Set("quote.heard"), putting: lex.Set("quote.putting"), naming: lex.Set("quote.naming"), nicknaming: lex.Set("quote.nicknaming"),
		lawmakers: lex.Set("quote.lawmakers"), dayParts: lex.Set("dates.day-parts"),
		indefinite: lex.Set("quote.indefinite"),
		leanings:   lex.Set("quote.leanings"),
		empty:      lex.Set("quote.empty"), adverbs: lex.Set("quote.adverbs"),
	}
}

// speaks reports whether a verb is in any of the lists.
func (w *words) speaks(lemma string) bool {
	return w.say[lemma] || w.tell[lemma] || w.direct[lemma] || w.describe[lemma]
}

func isVerb(t *nlp.Token) bool { return len(t.Tag) > 1 && t.Tag[:2] == "VB" }

// isFinite reports whether a token begins a finite verb group.
func isFinite(t *nlp.Token) bool {
	switch t.Tag {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

func isNoun(t *nlp.Token) bool { return len(t.Tag) > 1 && t.Tag[:2] == "NN" }

// isWord reports whether a token is no punctuation.
func isWord(t *nlp.Token) bool {
	if t.Tag == "" {
		return false
	}
	b := t.Tag[0]
	return 'A' <= b && b <= 'Z' && t.Tag != "SYM"
}

func inNounPhrase(t *nlp.Token) bool {
	switch t.Tag {
	case "DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "POS", "CD", "$", "FW", "EX", "#", "WP$":
		return true
	}
	return false
}

func isBe(lower string) bool {
	switch lower {
	case "be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m", "isn't", "wasn't":
		return true
	}
	return false
}

func isHave(lower string) bool {
	switch lower {
	case "have", "has", "had", "'ve", "having", "'d":
		return true
	}
	return false
}

func isNegation(lower string) bool {
	switch lower {
	case "not", "n't", "never", "neither", "nor":
		return true
	}
	return false
}
