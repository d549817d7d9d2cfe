package body

import (
	"math"
	"strings"
	"unicode"
)

// Lengths in bytes of the lines that are looked at for their words.
const (
	shortLine = 300
	biography = 600
)

// minLetters is the length of the shortest paragraph that makes a body one: menus,
// error messages and teasers have shorter ones. Scripts that write no spaces need
// fewer, so it is counted in bytes of UTF-8.
const minLetters = 60

// Hint is what else a page says of its article.
type Hint struct {
	Title       string
	Description string
	Authors     []string
	// Body is the article's text as the page's linked data give it; they often cut it
	// short or leave out its paragraphs' ends.
	Body string
	// Updates are the entries of a live blog, as the linked data give them.
	Updates []Update
	// Live tells that the page says it is a live blog.
	Live bool
}

// feature is what the scorer looks at. The names stand in the table of weights.
type feature uint8

const (
	fWords feature = iota
	fLinkDensity
	fEnds
	fSentences
	fCapitals
	fDigits
	fWordLength
	fTag
	fLevel
	fKind
	fBegins
	fLine
	fHolds
	fTailBegins
	fTailHolds
	fRepeats
	fTitle
	fDescription
	fAuthor
	fData
	fArticle
	fMain
	fAside
	fFooter
	fHeader
	fForm
	fFigure
	fList
	fTable
	fLink
	fQuote
	fBodyProperty
	fNested
	fDepth
	fClassOwn
	fClassParent
	fClassOuter
	fClassLeast
	fClassMost
	fClassSum
	fIndex
	fPosition
	fFromTitle
	fParentWords
	fParentShare
	fParentLinks
	fParentBlocks
	fOuterShare
	fOuterLinks
	fLikeWords
	fLikeShare
	fLikeBlocks
	fPrevWords
	fPrevLinks
	fNextWords
	fNextLinks
	fPrev2Words
	fNext2Words
	fCoreSteps
	fCoreShare
	fCoreBefore
	fCoreAfter
	fDataPage
	fPageWords
	// The features below rest on a first scoring.
	fScore
	fPrevScore
	fPrev2Score
	fPrev3Score
	fNextScore
	fNext2Score
	fNext3Score
	fParentScore
	fOuterScore
	fLikeScore
	fBefore
	fAfter
	fBestSteps
	fBestShare
	features
)

// names are the features' names in the table of weights.
var names = [features]string{
	"words", "link-density", "ends", "sentences", "capitals", "digits", "word-length", "tag", "level", "kind", "begins", "line", "holds", "tail-begins",
	"tail-holds", "repeats", "title", "description", "author", "data", "article", "main", "aside", "footer", "header", "form", "figure", "list", "table",
	"link", "quote", "body-property", "nested", "depth", "class-own", "class-parent", "class-outer", "class-least", "class-most", "class-sum", "index",
	"position", "from-title", "parent-words", "parent-share", "parent-links", "parent-blocks", "outer-share", "outer-links", "like-words", "like-share",
	"like-blocks", "prev-words", "prev-links", "next-words", "next-links", "prev2-words", "next2-words", "core-steps", "core-share", "core-before",
	"core-after", "data-page", "page-words", "score", "prev-score", "prev2-score", "prev3-score", "next-score", "next2-score", "next3-score",
	"parent-score", "outer-score", "like-score", "before", "after", "best-steps", "best-share",
}

// vector is what is known of one block.
type vector [features]float32

// sum is what the blocks of an element or of a class of elements hold together.
type sum struct {
	words, linked, bytes, good, weight, score float64
	blocks                                    int
}

func (s *sum) add(b *Block, words, good float64) {
	s.words += words
	s.linked += float64(b.linked)
	s.bytes += float64(len(b.Text))
	s.good += good
	s.blocks++
}

func (s *sum) join(t *sum) {
	s.words, s.linked, s.bytes, s.good, s.blocks = s.words+t.words, s.linked+t.linked, s.bytes+t.bytes, s.good+t.good, s.blocks+t.blocks
	s.weight, s.score = s.weight+t.weight, s.score+t.score
}

func (s *sum) links() float64 { return s.linked / max(1, s.bytes) }

func is(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func logOf(x float64) float32 { return float32(math.Log2(1 + max(0, x))) }

// signed is the logarithm of a distance, with its sign.
func signed(d int) float32 {
	if d < 0 {
		return -logOf(float64(-d))
	}
	return logOf(float64(d))
}

// looks is what a text looks like.
type looks struct {
	words, sentences, letters, upper, digits float64
	runes                                    int
}

func look(s string) looks {
	var t looks
	in := false
	wide := 0.0
	for _, r := range s {
		t.runes++
		word := false
		switch {
		case r >= 'a' && r <= 'z':
			word = true
			t.letters++
		case r == ' ':
		case r >= 'A' && r <= 'Z':
			word = true
			t.letters++
			t.upper++
		case r >= 0x2e80 && unicode.IsLetter(r): // scripts without spaces
			wide++
			t.letters++
		case unicode.IsLetter(r):
			word = true
			t.letters++
			if unicode.IsUpper(r) {
				t.upper++
			}
		case r >= '0' && r <= '9':
			word = true
			t.digits++
		case strings.ContainsRune(",.;:!?。、，", r):
			t.sentences++
		case r == '\'' || r == '’' || r == '-':
			word = in
		}
		if word && !in {
			t.words++
		}
		in = word
	}
	t.words += wide / 2
	return t
}

// isSentence tells a paragraph from a line: it is long, and ends as sentences do.
func isSentence(s string) bool {
	if len(s) < minLetters {
		return false
	}
	return endsSentence(s) || len(s) > shortLine
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’)]» ")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "。") || strings.HasSuffix(s, "…")
}
