package feature

import (
	"strconv"
	"strings"

	"github.com/factwire/factwire/extractors/internal/cluster"
	"github.com/factwire/factwire/extractors/lexicon"
)

// Words are the words of the lexicon of which features tell the class. It is safe for concurrent use.
type Words struct {
	effects    map[string]map[string]string // kind of operator to lemma, with particle or preposition, to effect
	joins      map[string]bool              // prepositions before what belongs to a group or acts with somebody
	hypotheses map[string]bool              // marks of clauses that tell a condition
	groups     []string                     // names of the clusters
}

// NewWords reads the lists "effect.*": what a verb does to its complement, its object or its subject, and a noun
// to what hangs on it.
func NewWords(lex *lexicon.Lexicon) (*Words, error) {
	clusters, err := cluster.Load()
	if err != nil {
		return nil, err
	}
	w := &Words{effects: map[string]map[string]string{}, hypotheses: lex.Set("effect.hypotheses"), joins: lex.Set("party.joins"), groups: make([]string, clusters.Len()+1)}
	for i := 1; i < len(w.groups); i++ {
		w.groups[i] = "~" + strconv.Itoa(i)
	}
	for _, list := range lex.Lists() {
		parts := strings.Split(list, ".")
		if len(parts) != 3 || parts[0] != "effect" {
			continue
		}
		by := w.effects[parts[1]]
		if by == nil {
			by = map[string]string{}
			w.effects[parts[1]] = by
		}
		for _, word := range lex.List(list) {
			by[strings.ToLower(word)] = parts[2]
		}
	}
	return w, nil
}

// Group names the cluster of a number; "" for 0.
func (w *Words) Group(cluster uint16) string {
	if c := int(cluster); c < len(w.groups) {
		return w.groups[c]
	}
	return ""
}

// Effect returns what an operator of a kind (verb, object, subject, noun) does to the event: keeps, decides, plans,
// denies, ends, opens, presupposes; "" where the lexicon does not say.
func (w *Words) Effect(kind, lemma string) string { return w.effects[kind][lemma] }

// Joins reports a preposition before what belongs to a group or acts with somebody: "including", "along with".
func (w *Words) Joins(prep string) bool { return w.joins[prep] }

// Conditional reports whether a word of condition marks the clause of token i or one that it hangs on, up to what
// somebody says.
func (v *View) Conditional(i int) bool {
	if v.Words == nil {
		return false
	}
	for g, n := i, 0; g >= 0 && n < 6; g, n = int(v.Head[g]), n+1 {
		for _, k := range v.Kids(g) {
			if (v.Rel[k] == "mark" || v.Rel[k] == "advmod") && v.Words.hypotheses[v.Tok(int(k)).Lower] {
				return true
			}
		}
		if v.Rel[g] == "relcl" || v.Rel[g] == "conj" && n > 0 {
			return false
		}
	}
	return false
}
