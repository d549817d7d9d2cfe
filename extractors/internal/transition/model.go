package transition

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/factwire/factwire/extractors/internal/linear"
)

// magic begins a model file and names the version of its format and of the features.
const magic = "factwire-parser-2"

// Model holds the weights of a parser. It is only read, and so is safe for concurrent use.
type Model struct {
	states linear.Table // slots: the upper bits of the hash, the weight of Left, that of Right; Shift's is 0
	labels linear.Classifier
}

const stateSlot = 4

// Decode reads a model of the labels.
func Decode(data []byte, labels []string) (*Model, error) {
	names, parts, err := linear.ReadFile(data, magic, 2, stateSlot, 2, linear.FileSlotBytes, 2)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(names, labels) {
		return nil, errors.New("the file has other labels than the program")
	}
	m := &Model{states: linear.View(parts[0], parts[1], stateSlot)}
	m.labels, err = linear.NewClassifier(parts[2], parts[3], parts[4], len(labels))
	return m, err
}

// score adds up the weights of Left and Right.
func (m *Model) score(features *[StateFeatures]uint64) (left, right int32) {
	var at [StateFeatures]uint32
	m.states.Places(features[:], at[:])
	for i, h := range features {
		slot := binary.LittleEndian.Uint32(m.states.At(at[i]))
		// no branch: it would be guessed wrong for one feature in a few
		differ := uint32(slot&0xffff ^ uint32(linear.Upper(h)))
		has := int32(differ-1) >> 31 // all ones where they are the same, else 0
		left += int32(int8(slot>>16)) & has
		right += int32(int8(slot>>24)) & has
	}
	return left, right
}

func (m *Model) label(features *[ArcFeatures]uint64) uint8 {
	var scores [linear.MaxClasses]int32
	m.labels.Add(&scores, features[:])
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
