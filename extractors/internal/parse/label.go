package parse

// Label is the relation of a word to its head, one of those of CLEAR style (Choi and
// Palmer, 2012) as spaCy's English models use them.
type Label uint8

// The labels.
const (
	Root      Label = iota // the head of the sentence
	Acl                    // clause of a noun ("the plan to leave", "a law passed in May")
	Acomp                  // adjective that completes a verb ("is ready")
	Advcl                  // adverbial clause
	Advmod                 // adverb
	Agent                  // the "by" of a passive
	Amod                   // adjective of a noun
	Appos                  // apposition
	Attr                   // noun that completes "be" ("is the minister")
	Aux                    // auxiliary, and "to" of an infinitive
	Auxpass                // auxiliary of a passive
	Case                   // possessive mark
	Cc                     // "and", "or"
	Ccomp                  // clause as object
	Compound               // noun before a noun, first names
	Conj                   // what "and" joins to its head
	Csubj                  // clause as subject
	Csubjpass              // clause as subject of a passive
	Dative                 // indirect object, and its "to"
	Dep                    // not told apart
	Det                    // article
	Dobj                   // direct object
	Expl                   // "there"
	Intj                   // interjection
	Mark                   // "that", "if", "because" before a clause
	Meta                   // code and the like
	Neg                    // "not"
	Nmod                   // other modifier of a noun
	Npadvmod               // noun as adverb ("last week")
	Nsubj                  // subject
	Nsubjpass              // subject of a passive
	Nummod                 // number of a noun
	Oprd                   // object predicate ("named chairman")
	Parataxis              // inserted clause ("he said")
	Pcomp                  // clause of a preposition ("for leaving")
	Pobj                   // object of a preposition
	Poss                   // possessor
	Preconj                // "both", "either"
	Predet                 // "all" before an article
	Prep                   // preposition
	Prt                    // particle ("give up")
	Punct                  // punctuation
	Quantmod               // modifier of a number ("more than")
	Relcl                  // relative clause
	Xcomp                  // clause without a subject of its own ("agreed to leave")
)

// labels are the names of the labels, by number.
var labels = []string{
	"ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux",
	"auxpass", "case", "cc", "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep",
	"det", "dobj", "expl", "intj", "mark", "meta", "neg", "nmod", "npadvmod", "nsubj",
	"nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj", "predet", "prep",
	"prt", "punct", "quantmod", "relcl", "xcomp",
}

// String returns the label's usual name, such as "nsubj".
func (l Label) String() string {
	if int(l) < len(labels) {
		return labels[l]
	}
	return "?"
}

// Labels returns the names of all labels in the order of their numbers.
func Labels() []string { return append([]string(nil), labels...) }
