package linear

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"
)

// MaxClasses is the greatest number of classes.
const MaxClasses = 64

// Weight is the weight of a class.
type Weight struct {
	Class  uint8
	Weight int8
}

// Classifier scores classes by sparse features. It is only read, and so is safe for concurrent use.
type Classifier struct {
	table   Table  // slots: the upper bits of the hash, the number of weights, where they begin (three bytes)
	weights []byte // pairs: a class, its weight
	classes int
	dense   []int8 // rows of MaxClasses weights each, of the features with many: those whose slots say isDense
}

// Of a feature with so many weights or more, a row has one for each class: such rows are added several classes at a time.
const denseFrom = 10

// isDense stands in a slot for the number of weights of a feature with a dense row; then comes the number of that row.
const isDense = 255

// slotBytes is the width of a slot of a classifier's table.
const slotBytes = 6

// FileSlotBytes is the width of such a slot in a file: the upper bits of the hash, the number of weights. Those of the first slot come first, then
// those of the second, so that where they begin need not be told.
const FileSlotBytes = 3

// NewClassifier returns the classifier of which a file has displace, slots and weights, as BuildClassifier makes them. It keeps displace and weights.
func NewClassifier(displace, slots, weights []byte, classes int) (Classifier, error) {
	c := Classifier{weights: weights, classes: classes}
	if classes > MaxClasses {
		return c, errors.New("too many classes")
	}
	for i := 0; i < len(weights); i += 2 {
		if int(weights[i]) >= classes {
			return c, errors.New("a weight is of a class that there is not")
		}
	}
	n := len(slots) / FileSlotBytes
	wide, rows := make([]byte, n*slotBytes, n*slotBytes+2), 0
	for i := range n {
		if slots[i*FileSlotBytes+2] >= denseFrom {
			rows++
		}
	}
	c.dense = make([]int8, rows*MaxClasses)
	at, row := 0, 0
	for i := range n {
		from, to := slots[i*FileSlotBytes:][:FileSlotBytes], wide[i*slotBytes:][:slotBytes]
		count := int(from[2])
		if (at+count)*2 > len(weights) || at >= 1<<24 || count == isDense {
			return c, errors.New("a row of weights lies outside the file")
		}
		begins := at
		to[0], to[1], to[2] = from[0], from[1], from[2]
		if count >= denseFrom {
			dense := c.dense[row*MaxClasses:][:MaxClasses]
			for j := at * 2; j < (at+count)*2; j += 2 {
				dense[weights[j]&(MaxClasses-1)] = int8(weights[j+1])
			}
			to[2], begins = isDense, row
			row++
		}
		to[3], to[4], to[5] = byte(begins), byte(begins>>8), byte(begins>>16)
		at += count
	}
	c.table = View(displace, wide, slotBytes)
	c.table.slots = wide[:len(wide)+2] // so that eight bytes can be read at each slot
	return c, nil
}

// maxAtOnce is the number of features that are looked up at once.
const maxAtOnce = 64

// Add adds the weights of features to the scores of the classes.
func (c *Classifier) Add(scores *[MaxClasses]int32, features []uint64) {
	var places [maxAtOnce]uint32
	for len(features) > maxAtOnce {
		c.Add(scores, features[:maxAtOnce])
		features = features[maxAtOnce:]
	}
	at := places[:len(features)]
	c.table.Places(features, at)
	// First those that there are, without a branch, which would be guessed wrong for one feature in a few.
	var has [maxAtOnce]uint64
	n := 0
	for i, h := range features {
		slot := binary.LittleEndian.Uint64(c.table.slots[at[i]:])
		has[n&(maxAtOnce-1)] = slot
		n += int(((slot&0xffff ^ h>>48) - 1) >> 63)
	}
	var room [maxAtOnce]uint32
	dense := room[:0]
	for _, slot := range has[:n] {
		count, from := uint8(slot>>16), int(slot>>24&0xffffff)
		if count == isDense {
			dense = append(dense, uint32(from))
			continue
		}
		for list := c.weights[from*2 : (from+int(count))*2]; len(list) > 1; list = list[2:] {
			scores[list[0]&(MaxClasses-1)] += int32(int8(list[1]))
		}
	}
	if len(dense) > 0 {
		c.addDense(scores, dense)
	}
}

// addPlainly adds dense rows to the scores.
func (c *Classifier) addPlainly(scores *[MaxClasses]int32, at []uint32) {
	for _, k := range at {
		row := c.dense[int(k)*MaxClasses:][:MaxClasses]
		for i, w := range row {
			scores[i] += int32(w)
		}
	}
}

// Best returns the class of highest score, the first of equals.
func (c *Classifier) Best(scores *[MaxClasses]int32) uint8 {
	best := 0
	for i := range c.classes {
		if scores[i] > scores[best] {
			best = i
		}
	}
	return uint8(best)
}

// BuildClassifier returns the three parts of a file from which NewClassifier makes a classifier that has the weights of each feature's hash: the same weights
// as the same bytes.
func BuildClassifier(features map[uint64][]Weight) ([]Part, error) {
	hashes := slices.Sorted(maps.Keys(features))
	table, err := Build(hashes, FileSlotBytes)
	if err != nil {
		return nil, err
	}
	lists := make([][]Weight, table.Slots())
	for _, h := range hashes {
		lists[table.index(h)] = features[h]
	}
	var weights []byte
	for i, list := range lists {
		if len(list) >= isDense || len(weights)/2 >= 1<<24 {
			return nil, errors.New("too many weights for the format")
		}
		table.slots[i*FileSlotBytes+2] = byte(len(list))
		for _, w := range list {
			weights = append(weights, w.Class, byte(w.Weight))
		}
	}
	return append(table.Parts(), Part{weights, 2}), nil
}

// WideClasses is the number of classes of AddWide.
const WideClasses = 48

func addWidePlainly(scores *[MaxClasses]int32, rows []int32, at []uint32) {
	for _, k := range at {
		for i, w := range rows[int(k)*WideClasses:][:WideClasses] {
			scores[i] += int32(w)
		}
	}
}
