package transition

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/factwire/factwire/extractors/internal/linear"
)

// magic begins a model file and names the version of its format and of the features.
const magic = "factwire-parser-4"

// Model holds the weights of a parser. It is only read, and so is safe for concurrent use.
type Model struct {
	states linear.Table
	slots  []uint32 // of each slot of states its check, the weight of Right and that of Left; Shift's is 0
	labels linear.Classifier
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
	m := &Model{}
	if m.states, err = linear.View(parts[0], parts[1]); err != nil {
		return nil, err
	}
	if len(parts[2]) != m.states.Len()*stateWeights {
		return nil, errors.New("the file's parts do not belong together")
	}
	m.slots = make([]uint32, m.states.Len())
	for i := range m.slots {
		m.slots[i] = uint32(m.states.Check(uint32(i)))<<16 | uint32(binary.LittleEndian.Uint16(parts[2][stateWeights*i:]))
	}
	m.labels, err = linear.NewClassifier(parts[3:], len(labels))
	return m, err
}

// score adds up the weights of Left and Right.
func (m *Model) score(features *[StateFeatures]uint64) (left, right int32) {
	var places [StateFeatures]uint32
	m.states.Places(features[:], places[:])
	for i, h := range features { // without a branch, which would be guessed wrong for one feature in a few
		slot := m.slots[places[i]]
		has := (int32(slot>>16^uint32(linear.Upper(h))) - 1) >> 31 // all bits if it is the feature's, else none
		left += int32(int8(slot)) & has
		right += int32(int8(slot>>8)) & has
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
