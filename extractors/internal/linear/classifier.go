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
	table Table
	// slots hold the check of each in the upper half, below it its row: where its weights begin, or the number of its dense row; in the upper
	// bits how many weights it has, or isDense.
	slots   []uint64
	weights []byte // pairs: a class, its weight
	classes int
	dense   []int8 // rows of MaxClasses weights each, of the features with many
}

// Of a feature with so many weights or more, a row has one for each class: such rows are added several classes at a time.
const denseFrom = 10

// isDense stands for the number of weights of a feature with a dense row.
const isDense = 255

// countShift is where in a row the number of weights begins.
const countShift = 24

// ClassifierWidths are those of the parts of which NewClassifier makes one.
var ClassifierWidths = [...]int{2, 1, 1, 2, 1, 1}

// NewClassifier returns the classifier of which a file has the parts, as BuildClassifier makes them: the table; the number of weights of each slot;
// of slots with few of them, those of the first slot first, pairs of a class and a weight; of the others the classes, each as the distance from the
// one before, and the weights. It keeps the table and the pairs.
func NewClassifier(parts [][]byte, classes int) (Classifier, error) {
	counts, few, of, weights := parts[2], parts[3], parts[4], parts[5]
	c := Classifier{classes: classes, weights: few}
	var err error
	if c.table, err = View(parts[0], parts[1]); err != nil {
		return c, err
	}
	rows, total := 0, 0
	for _, n := range counts {
		total += int(n)
		if n >= denseFrom {
			rows++
		}
	}
	switch {
	case classes > MaxClasses:
		return c, errors.New("too many classes")
	case len(counts) != c.table.Len() || len(of) != len(weights) || total != len(few)/2+len(of) || total >= 1<<countShift:
		return c, errors.New("the parts of a classifier do not belong together")
	}
	c.slots, c.dense = make([]uint64, len(counts)), make([]int8, rows*MaxClasses)
	from, row := uint32(0), uint32(0)
	for i, n := range counts {
		c.slots[i] = uint64(c.table.Check(uint32(i))) << 32
		if n < denseFrom {
			c.slots[i] |= uint64(n)<<countShift | uint64(from)
			from += uint32(n)
			continue
		}
		if int(n) > len(of) {
			break // and what is left says so
		}
		dense := c.dense[int(row)*MaxClasses:][:MaxClasses]
		class := byte(0)
		for k, step := range of[:n] {
			class += step
			dense[class&(MaxClasses-1)] = int8(weights[k])
		}
		of, weights = of[n:], weights[n:]
		c.slots[i] |= isDense<<countShift | uint64(row)
		row++
	}
	if len(of) > 0 || int(from) != len(few)/2 {
		return c, errors.New("the parts of a classifier do not belong together")
	}
	return c, nil
}

// Scores are sums of weights, by class. Some 250 weights may be added up in them.
type Scores [MaxClasses]int16

// Rows writes for the features that have weights where those are, for AddRows, and returns how many have; rows has room for all.
func (c *Classifier) Rows(features []uint64, rows []uint32) int {
	rows = rows[:len(features)]
	c.table.Places(features, rows)
	n := 0
	for i, h := range features { // without a branch, which would be guessed wrong for one feature in a few
		slot := c.slots[rows[i]]
		rows[n] = uint32(slot)
		differ := uint32(slot>>32) ^ uint32(Upper(h))
		n += int((differ - 1) >> 31)
	}
	return n
}

// AddRows adds weights to the scores of the classes: those of Rows, of which 0 is one of no feature. It writes into rows.
func (c *Classifier) AddRows(scores *Scores, rows []uint32) {
	dense := 0
	for _, row := range rows {
		count, from := row>>countShift, int(row&(1<<countShift-1))
		if count == isDense {
			rows[dense] = uint32(from)
			dense++
			continue
		}
		for k := range int(count) {
			w := binary.LittleEndian.Uint16(c.weights[(from+k)*2:])
			scores[w&(MaxClasses-1)] += int16(int8(w >> 8))
		}
	}
	if dense > 0 {
		c.addDense(scores, rows[:dense])
	}
}

// addPlainly adds dense rows to the scores.
func (c *Classifier) addPlainly(scores *Scores, at []uint32) {
	for _, k := range at {
		row := c.dense[int(k)*MaxClasses:][:MaxClasses]
		for i, w := range row {
			scores[i] += int16(w)
		}
	}
}

// Best returns the class of highest score, the first of equals.
func (c *Classifier) Best(scores *Scores) uint8 {
	best := 0
	for i := range c.classes {
		if scores[i] > scores[best] {
			best = i
		}
	}
	return uint8(best)
}

// BuildClassifier returns the parts of a file from which NewClassifier makes a classifier that has the weights of each feature's hash: the same weights
// as the same bytes.
func BuildClassifier(features map[uint64][]Weight) ([]Part, error) {
	hashes := slices.Sorted(maps.Keys(features))
	table, err := Build(hashes)
	if err != nil {
		return nil, err
	}
	lists := make([][]Weight, table.Len())
	for _, h := range hashes {
		lists[table.index(h)] = features[h]
	}
	counts := make([]byte, len(lists))
	var few, classes, weights []byte
	total := 0
	for i, list := range lists {
		if total += len(list); len(list) >= isDense || total >= 1<<countShift {
			return nil, errors.New("too many weights for the format")
		}
		counts[i] = byte(len(list))
		before := byte(0)
		for _, w := range list {
			if len(list) < denseFrom {
				few = append(few, w.Class, byte(w.Weight))
			} else {
				classes, weights = append(classes, w.Class-before), append(weights, byte(w.Weight))
				before = w.Class
			}
		}
	}
	return append(table.Parts(), Part{counts, 1}, Part{few, 2}, Part{classes, 1}, Part{weights, 1}), nil
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
