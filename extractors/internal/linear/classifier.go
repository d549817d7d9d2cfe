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

// SlotBytes is the width of a slot of a classifier's table.
const SlotBytes = 6

// NewClassifier returns the classifier that lies in displace, slots and weights, all of which it keeps.
func NewClassifier(displace, slots, weights []byte, classes int) (Classifier, error) {
	c := Classifier{table: View(displace, slots, SlotBytes), weights: weights, classes: classes}
	if classes > MaxClasses {
		return c, errors.New("too many classes")
	}
	for i := 0; i < len(slots); i += SlotBytes {
		if n, at := row(slots[i : i+SlotBytes]); (at+n)*2 > len(weights) {
			return c, errors.New("a row of weights lies outside the file")
		}
	}
	for i := 0; i < len(weights); i += 2 {
		if int(weights[i]) >= classes {
			return c, errors.New("a weight is of a class that there is not")
		}
	}
	c.spread()
	return c, nil
}

// spread gives features with many weights dense rows.
func (c *Classifier) spread() {
	slots := slices.Clone(c.table.slots)
	rows := map[int]int{} // where a list of weights begins to its dense row; rows alike are written once
	for i := 0; i < len(slots); i += SlotBytes {
		slot := slots[i : i+SlotBytes]
		n, at := row(slot)
		if n < denseFrom {
			continue
		}
		k, ok := rows[at]
		if !ok {
			k = len(c.dense) / MaxClasses
			rows[at] = k
			c.dense = append(c.dense, make([]int8, MaxClasses)...)
			for j := at * 2; j < (at+n)*2; j += 2 {
				c.dense[k*MaxClasses+int(c.weights[j])] = int8(c.weights[j+1])
			}
		}
		slot[2], slot[3], slot[4], slot[5] = isDense, byte(k), byte(k>>8), byte(k>>16)
	}
	c.table.slots = slots
}

func row(slot []byte) (n, at int) {
	return int(slot[2]), int(slot[3]) | int(slot[4])<<8 | int(slot[5])<<16
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
	var room [maxAtOnce]uint32
	dense := room[:0]
	for i, h := range features {
		slot := c.table.At(at[i])
		if binary.LittleEndian.Uint16(slot) != Upper(h) {
			continue
		}
		n, from := row(slot)
		if n == isDense {
			dense = append(dense, uint32(from))
			continue
		}
		list := c.weights[from*2 : (from+n)*2]
		for j := 0; j+1 < len(list); j += 2 {
			scores[list[j]&(MaxClasses-1)] += int32(int8(list[j+1]))
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

// BuildClassifier writes the weights of each feature's hash as NewClassifier reads them: the same weights as the same bytes.
func BuildClassifier(features map[uint64][]Weight) (table Table, weights []byte, err error) {
	hashes := slices.Sorted(maps.Keys(features))
	if table, err = Build(hashes, SlotBytes); err != nil {
		return table, nil, err
	}
	rows := map[string]int{} // rows alike are written once
	for _, h := range hashes {
		var list []byte
		for _, w := range features[h] {
			list = append(list, w.Class, byte(w.Weight))
		}
		at, ok := rows[string(list)]
		if !ok {
			at = len(weights) / 2
			rows[string(list)] = at
			weights = append(weights, list...)
		}
		if at >= 1<<24 || len(list)/2 > 255 {
			return table, nil, errors.New("too many weights for the format")
		}
		s := table.Slot(h)
		s[2], s[3], s[4], s[5] = byte(len(list)/2), byte(at), byte(at>>8), byte(at>>16)
	}
	return table, weights, nil
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
