package names

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/nlp"
)

// maxLegal is how many words of legal form a company's name has at most ("Co., Ltd.").
const maxLegal = 4

// legalForm returns the token behind the words of a legal form that stand at token t ("Inc.", "Holdings Ltd.",
// ", Inc.", "& Co."), or t.
func (s *scanner) legalForm(t int, sent nlp.Sentence) int {
	end := t
	for k := t; k < min(sent.Last, t+maxLegal); k++ {
		tok := &s.d.Tokens[k]
		if k+1 < sent.Last && (tok.Text == "," && strings.HasSuffix(s.d.Tokens[k+1].Text, ".") || tok.Text == "&" && isUpper(s.d.Tokens[k+1].Text)) {
			continue // ", Inc.", "& Co."
		}
		if !isUpper(tok.Text) || !s.w.companySuffixes[strings.TrimSuffix(tok.Lower, ".")] {
			break
		}
		end = k + 1
	}
	return end
}

// firmSuffix tells whether token i is the legal form of a firm, and no first name that is written as one: "Gov. Asa Ost".
func (s *scanner) firmSuffix(i int) bool {
	tok := &s.d.Tokens[i]
	return s.w.companySuffixes[strings.TrimSuffix(tok.Lower, ".")] && (capitals(tok.Text) || !s.w.given(tok.Lower))
}
