package transition

import (
	"encoding/binary"
	"errors"
	"slices"
	"sync/atomic"

	"github.com/factwire/factwire/extractors/internal/linear"
)

// magic begins a model file and names the version of its format and of the features.
const magic = "factwire-parser-4"

// Model holds the weights of a parser. It is safe for concurrent use.
type Model struct {
	states  linear.Table
	weights []byte // of each slot of states, that of Left and that of Right; Shift's is 0
	labels  linear.Classifier
	parsed  atomic.Int32             // how many sentences
	laid    atomic.Pointer[[]uint32] // of each slot of states its check, the weight of Right and that of Left
}

// stateWeights is how many weights a state's feature has, a byte each.
const stateWeights = 2

// Decode reads a model of the labels.
func Decode(data []byte, labels []string) (*Model, error) {
	names, parts, err := linear.ReadFile(data, magic, slices.Concat([]int{2, 1, stateWeights}, linear.ClassifierWidths[:])...)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(names, labels) {
		return nil, errors.New("the file has other labels than the program")
	}
	m := &Model{weights: parts[2]}
	if m.states, err = linear.View(parts[0], parts[1]); err != nil {
		return nil, err
	}
	if len(parts[2]) != m.states.Len()*stateWeights {
		return nil, errors.New("the file's parts do not belong together")
	}
	m.labels, err = linear.NewClassifier(parts[3:], len(labels))
	return m, err
}

// often is how many sentences are parsed before what one look-up needs is put together: in a short run that costs more than it saves.
const often = 30

// layOut puts checks and weights together, so that a look-up waits for memory once.
func (m *Model) layOut() {
	slots := make([]uint32, m.states.Len())
	for i := range slots {
		slots[i] = uint32(m.states.Check(uint32(i)))<<16 | uint32(binary.LittleEndian.Uint16(m.weights[stateWeights*i:]))
	}
	m.laid.Store(&slots)
}

// score adds up the weights of Left and Right.
func (m *Model) score(features *[StateFeatures]uint64) (left, right int32) {
	var places [StateFeatures]uint32
	m.states.Places(features[:], places[:])
	if laid := m.laid.Load(); laid != nil {
		slots := *laid
		for i, h := range features { // without a branch, which would be guessed wrong for one feature in a few
			slot := slots[places[i]]
			has := (int32(slot>>16^uint32(linear.Upper(h))) - 1) >> 31 // all bits if it is the feature's, else none
			left += int32(int8(slot)) & has
			right += int32(int8(slot>>8)) & has
		}
		return left, right
	}
	for i, h := range features {
		if m.states.Check(places[i]) == linear.Upper(h) {
			w := m.weights[stateWeights*int(places[i]):]
			left, right = left+int32(int8(w[0])), right+int32(int8(w[1]))
		}
	}
	return left, right
}

func (m *Model) label(features *[ArcFeatures]uint64) uint8 {
	var scores linear.Scores
	var rows [ArcFeatures]uint32
	m.labels.AddRows(&scores, rows[:m.labels.Rows(features[:], rows[:])])
	return m.labels.Best(&scores)
}

// Parse runs a state that was reset to its end, in as many steps as twice its words.
func (m *Model) Parse(s *State) {
	if m.parsed.Add(1) == often {
		m.layOut()
	}
	var view [StateFeatures]uint64
	var arc [ArcFeatures]uint64
	for {
		legal, any := s.Legal()
		if !any {
			return
		}
		transition := Shift
		switch {
		case !legal[Shift]:
			transition = Right
		case legal[Left]:
			s.View(&view)
			left, right := m.score(&view)
			if legal[Right] && right > left && right > 0 {
				transition = Right
			} else if left > 0 {
				transition = Left
			}
		}
		if transition == Shift {
			s.Shift()
			continue
		}
		head, child := s.Arc(transition)
		s.ViewArc(head, child, &arc)
		s.Attach(head, child, m.label(&arc))
	}
}
