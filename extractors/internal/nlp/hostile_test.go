package nlp

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// check fails unless a document holds what document.go promises: everything in order
// and within what holds it, every byte that is no white space in one token, no token
// above the cap, and all fields filled.
func check(t *testing.T, d *Document) {
	t.Helper()
	at, sentence, token := 0, 0, 0
	blank := func(to int) {
		for i, r := range d.Text[at:to] {
			if !isSpace(r) {
				t.Fatalf("byte %d, %q, is in no token", at+i, r)
			}
		}
	}
	for i, p := range d.Paragraphs {
		if p.First != sentence || p.Last <= p.First || p.Start >= p.End || p.Start < at {
			t.Fatalf("paragraph %d is %+v after sentence %d", i, p, sentence)
		}
		for ; sentence < p.Last; sentence++ {
			s := d.Sentences[sentence]
			if s.Paragraph != i || s.First != token || s.Last <= s.First || s.Start < p.Start || s.End > p.End {
				t.Fatalf("sentence %d is %+v in %+v", sentence, s, p)
			}
			if d.Tokens[s.First].Start != s.Start || d.Tokens[s.Last-1].End != s.End {
				t.Fatalf("sentence %d is %+v, its tokens are %+v to %+v", sentence, s, d.Tokens[s.First], d.Tokens[s.Last-1])
			}
			for ; token < s.Last; token++ {
				tok := d.Tokens[token]
				if tok.Start < at || tok.End <= tok.Start || tok.End-tok.Start > maxToken || tok.Text != d.Text[tok.Start:tok.End] {
					t.Fatalf("token %d is %+v after byte %d", token, tok, at)
				}
				if tok.Tag == "" || tok.Lower == "" || tok.Lemma == "" {
					t.Fatalf("token %d is %+v", token, tok)
				}
				if space := tok.Start == 0 || spaceBefore(d.Text, tok.Start); tok.Space != space {
					t.Fatalf("token %d is %+v", token, tok)
				}
				if utf8.ValidString(d.Text) && !utf8.ValidString(tok.Text) {
					t.Fatalf("token %d, %q, cuts a rune", token, tok.Text)
				}
				blank(tok.Start)
				at = tok.End
				if d.SentenceOf(token) != sentence {
					t.Fatalf("token %d is in sentence %d, not %d", token, sentence, d.SentenceOf(token))
				}
			}
		}
	}
	blank(len(d.Text))
	if sentence != len(d.Sentences) || token != len(d.Tokens) {
		t.Fatalf("%d sentences and %d tokens belong to no paragraph", len(d.Sentences)-sentence, len(d.Tokens)-token)
	}
}

// hostile are texts that broke tokenizers.
func hostile() []string {
	return []string{
		"", " ", "\n\n", ".", "...", "'", "’s", "'s", "n't", "''", "“", "[W]e", "[W]", "@", "#", "$", "US$", "-", "--",
		"ȺȺȺ's", "Ⱥ’S n’t", "İ's", "ǅ", "a\x00b", "\xff\xfe\xfd", "caf\xe9's", "\xe2\x80", "x\xe2\x80\x99", "a\u2028b\u2029c",
		"\ufeffTitle\r\n\r\nBody.\u200b", "e\u0301\u0301\u0301", "👩‍👩‍👧 ok", "１２３ ４", "a.b.c.d.e.f.", "U.S..", "No.", "Mr.", "(Mr.)",
		"www.", "http://", "http://)", "a@b", "a@b.c@d.e", "x@y.z.", "1,2,3,", "1.", ".5.", "1:2:", "+1", "–5", "’90s", "'90",
		"He said.”The", "end.The", "a.”’)B", "?!?!", "¿Qué?", "日本語。次の文。", "مرحبا بالعالم.", "can't've'd'll",
		strings.Repeat(".", 20000), strings.Repeat("a.", 20000), strings.Repeat("a", 100000), strings.Repeat("é", 50000),
		strings.Repeat("\xff", 10000), strings.Repeat("'", 20000), strings.Repeat("’s", 20000), strings.Repeat("\"", 20000),
		strings.Repeat("a-", 20000), strings.Repeat("1,", 20000), strings.Repeat("( ", 20000), strings.Repeat("“a” ", 5000),
		strings.Repeat("a.B", 20000), strings.Repeat("aa.Bb", 20000), strings.Repeat("said.”", 10000), strings.Repeat("Mr. ", 20000),
		strings.Repeat("? \"", 20000), strings.Repeat("www.a@", 20000), strings.Repeat("e\u0301", 20000), strings.Repeat("❤️", 10000),
		strings.Repeat("!\" He ", 10000), strings.Repeat("that ban signed was ", 5000), strings.Repeat("\n", 20000),
		strings.Repeat("a\n", 20000), strings.Repeat(" ", 100000) + "x", strings.Repeat("has not ", 10000) + "signed",
	}
}

func TestHostile(t *testing.T) {
	r := reader(t)
	for _, text := range hostile() {
		check(t, r.Read(text))
	}
}

// FuzzRead looks for texts that panic or break what document.go promises.
func FuzzRead(f *testing.F) {
	for _, text := range hostile() {
		if len(text) < 1000 {
			f.Add(text)
		}
	}
	for _, name := range []string{"tokens.txt", "sentences.txt", "tags.txt", "news.txt"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	r := reader(f)
	f.Fuzz(func(t *testing.T, text string) { check(t, r.Read(text)) })
}
