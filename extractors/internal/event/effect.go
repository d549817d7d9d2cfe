package event

import (
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

func negate(f Factuality) Factuality {
	switch f {
	case Hypothetical, Possible, Negated:
		return Hypothetical // two negations are too much to bet on
	}
	return Negated
}

// apply gives f the effect of a governor that holds itself.
func apply(e Effect, f Factuality) Factuality {
	if f == Hypothetical {
		return f
	}
	switch e {
	case Decides:
		if f == Happened {
			return Decided
		}
	case Plans:
		if f == Negated {
			return Hypothetical // "plans not to ban"
		}
		if f == Happened || f == Decided || f == Possible {
			return Planned
		}
	case Denies:
		return negate(f)
	case Ends:
		switch f {
		case Happened, Decided:
			return Ended
		case Planned:
			return Negated // "abandoned its plan to join"
		}
		return Hypothetical
	case Opens:
		return Hypothetical
	}
	return f
}

// combine gives f, which a governor has been applied to already, what the
// governor's own factuality adds: "has not agreed to", "may refuse to".
func combine(g, f Factuality) Factuality {
	switch g {
	case Hypothetical:
		return Hypothetical
	case Negated:
		switch f {
		case Happened, Decided, Planned:
			return Negated
		}
		return Hypothetical
	case Planned, Possible:
		switch f {
		case Happened, Decided, Planned, Possible:
			return max(f, g)
		case Ended:
			return Hypothetical
		}
		return Hypothetical
	case Decided:
		if f == Happened {
			return Decided
		}
	case Ended:
		if f == Happened || f == Decided {
			return Ended
		}
		return Hypothetical
	}
	return f
}

// weighed judges an infinitive behind a question word: "will decide whether to ban", "debated how to sign". What is still to be decided is
// planned, whether the decision has come or not; what somebody only knows how to do is open.
func (j *Judge) weighed(doc *nlp.Document, c *clause.Clause, f Factuality, depth int) Factuality {
	if c.Mark != "whether" && j.verbs[c.Parent.Verb.Key()] == Opens || j.clause(doc, c.Parent, depth-1) == Hypothetical {
		return Hypothetical
	}
	return apply(Plans, f)
}

// kept reports an event in force that a clause tells nobody to have ended: "refused to lift its ban", "has not lifted the sanctions".
func (j *Judge) kept(doc *nlp.Document, n *clause.NP, c *clause.Clause, slot string, f Factuality, depth int) bool {
	return slot == "object" && f == Happened && !n.Neg && (n.Possessor != nil || doc.Tokens[n.First].Lower == "the" || len(n.Pre) > 0) && j.clause(doc, c, depth-1) == Negated
}
