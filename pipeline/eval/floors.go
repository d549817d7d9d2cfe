package eval

import (
	"fmt"

	"github.com/factwire/factwire"
)

// Floors are the least figures that a gold set must reach. They only rise: when reading improves, they are raised
// to what is reached.
type Floors struct {
	Kinds   map[factwire.Kind]Floor `yaml:"kinds"`
	MacroF1 float64                 `yaml:"macro_f1"`
}

// Floor is the least precision, recall and F1 of one kind.
type Floor struct {
	Precision float64 `yaml:"precision"`
	Recall    float64 `yaml:"recall"`
	F1        float64 `yaml:"f1"`
}

// Check returns a line for each figure below its floor.
func (f Floors) Check(s *Score) []string {
	var below []string
	say := func(what string, have, least float64) {
		if have+1e-9 < least {
			below = append(below, fmt.Sprintf("%s is %.3f, below its floor of %.3f", what, have, least))
		}
	}
	for _, k := range s.Order {
		say(string(k)+" precision", s.Kinds[k].Precision(), f.Kinds[k].Precision)
		say(string(k)+" recall", s.Kinds[k].Recall(), f.Kinds[k].Recall)
		say(string(k)+" F1", s.Kinds[k].F1(), f.Kinds[k].F1)
	}
	say("macro F1", s.MacroF1(), f.MacroF1)
	return below
}
