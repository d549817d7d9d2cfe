package transition

import (
	"maps"
	"slices"

	"github.com/factwire/factwire/extractors/internal/linear"
)

// Weights are what a model is made of: for each hash of a state's features the weights of
// Left and Right, of an arc's the weights of labels, as far as they are not 0.
type Weights struct {
	States map[uint64][2]int8
	Arcs   map[uint64][]linear.Weight
}

// Encode writes weights as Decode reads them: the same weights as the same bytes.
func Encode(w Weights, labels []string) ([]byte, error) {
	states, err := linear.Build(slices.Sorted(maps.Keys(w.States)))
	if err != nil {
		return nil, err
	}
	weights := make([]byte, stateWeights*states.Len())
	for h, v := range w.States {
		slot, _ := states.Find(h)
		weights[stateWeights*slot], weights[stateWeights*slot+1] = byte(v[0]), byte(v[1])
	}
	arcs, err := linear.BuildClassifier(w.Arcs)
	if err != nil {
		return nil, err
	}
	return linear.WriteFile(magic, labels, slices.Concat(states.Parts(), []linear.Part{{Data: weights, Width: stateWeights}}, arcs)...), nil
}
