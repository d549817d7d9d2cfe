package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/factwire/factwire/extractors/internal/plane"
)

// Version is the format of a bundle's file and the meaning of its features: weights of a later version
// cannot be read, and of earlier ones those of version 4 alone, whose features lie in another way.
const Version = 5

// magic begins every bundle's file, with its version.
const magic = "factwire model "

// maxHead bounds the size of a file's head, maxRows the features of one of its models, and maxFile what its weights unpack to.
const (
	maxHead = 4 << 20
	maxRows = 4 << 20
	maxFile = 64 << 20
)

// Head tells what a bundle is and what it was accepted with.
type Head struct {
	Version int `json:"version"`
	// Made says from what the weights were learned.
	Made string `json:"made"`
	// Figures are the measures, by name, with which the bundle was accepted.
	Figures map[string]float64 `json:"figures,omitempty"`
	// Lists are words that the models know of, by the list's name.
	Lists map[string][]string `json:"lists,omitempty"`
	// Vectors are weights of a few figures each, by name.
	Vectors map[string][]float64 `json:"vectors,omitempty"`
	// Numbers are thresholds, by name.
	Numbers map[string]float64 `json:"numbers,omitempty"`
}

type modelHead struct {
	Name    string   `json:"name"`
	Classes []string `json:"classes"`
	Bias    []int32  `json:"bias"`
	Rows    int      `json:"rows"`
	Unit    int      `json:"unit,omitempty"` // all weights are multiples of it, and stand in the file divided by it
	Wide    bool     `json:"wide,omitempty"` // a weight takes two bytes
}

// inRow is the unit of the weights as they lie in memory; 0 where they need more than a byte there.
func (h modelHead) inRow() int32 {
	if h.Wide || h.Unit > math.MaxUint8 { // no weight is beyond sixteen bits
		return 0
	}
	return int32(max(h.Unit, 1))
}

// head is what stands before the columns, as JSON.
type head struct {
	Head
	Models []modelHead `json:"models"`
	// Listed is the length of the text of vectors in bytes, which is the first column.
	Listed int `json:"listed,omitempty"`
}

// Bundle is the models that one reader needs. It is safe for concurrent use once made.
type Bundle struct {
	Head
	Models map[string]*Linear
}

// Encode writes a bundle: a line of magic; the length of the head, the head as JSON; packed, the vectors as text and the columns of the models, one
// model after the other; and a SHA-256 of all before it. The columns of a model are: how many features there are of each upper half; the lower
// halves of all features, in order; then the weights of the first class, of the second and so on, in units, as the bytes of zigzag numbers: one
// each where that is enough, else the lower ones and then the upper ones. The same bundle gives the same bytes.
func (b *Bundle) Encode(w io.Writer) error {
	listed := appendVectors(nil, b.Vectors)
	head := head{Head: b.Head, Listed: len(listed)}
	head.Version, head.Vectors = Version, nil
	var packed []byte
	if len(listed) > 0 {
		packed = plane.Append(packed, listed, nil)
	}
	for _, name := range slices.Sorted(maps.Keys(b.Models)) {
		m := b.Models[name]
		all := m.Weights()
		h := modelHead{Name: name, Classes: m.Classes, Bias: m.bias, Rows: len(all), Unit: unit(all)}
		h.Wide = wide(all, h.Unit)
		head.Models = append(head.Models, h)
		columns, err := columns(m, all, h)
		if err != nil {
			return err
		}
		for _, column := range columns {
			packed = plane.Append(packed, column, nil)
		}
	}
	text, err := json.Marshal(head)
	if err != nil {
		return fmt.Errorf("encode model: %w", err)
	}
	file := fmt.Appendf(nil, "%s%d\n", magic, Version)
	file = slices.Concat(binary.LittleEndian.AppendUint32(file, uint32(len(text))), text, packed)
	sum := sha256.Sum256(file)
	if _, err := w.Write(append(file, sum[:]...)); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return nil
}

// columns returns those of a model.
func columns(m *Linear, all []Weight, h modelHead) ([][]byte, error) {
	counts, lows, err := m.features.Columns()
	if err != nil {
		return nil, fmt.Errorf("encode model: %w", err)
	}
	out := [][]byte{counts, lows}
	column := func(of func(row Weight) byte) {
		c := make([]byte, 0, len(all))
		for _, row := range all {
			c = append(c, of(row))
		}
		out = append(out, c)
	}
	for c := range h.Classes {
		column(func(row Weight) byte { return byte(zigzag(row.Classes[c], h.Unit)) })
		if h.Wide {
			column(func(row Weight) byte { return byte(zigzag(row.Classes[c], h.Unit) >> 8) })
		}
	}
	return out, nil
}

// wide reports whether a weight in units takes two bytes.
func wide(all []Weight, unit int) bool {
	return slices.ContainsFunc(all, func(row Weight) bool {
		return slices.ContainsFunc(row.Classes, func(w int16) bool { return zigzag(w, unit) > math.MaxUint8 })
	})
}

// zigzag returns a weight in units as a number that is small where the weight is.
func zigzag(weight int16, unit int) uint32 {
	x := int32(weight) / int32(unit)
	return uint32(x<<1 ^ x>>31)
}

// unit returns the greatest number of which all weights are multiples, 1 at least.
func unit(all []Weight) int {
	n := 0
	for _, row := range all {
		for _, w := range row.Classes {
			for x := int(w); x != 0; {
				n, x = x, n%x
			}
		}
	}
	return max(n, -n, 1)
}

// ErrDamaged is a model file that is cut short or changed.
var ErrDamaged = errors.New("the model file is damaged: make it anew, or leave it out to use the bundled one")

// Decode reads a bundle that Encode wrote, and keeps the data. A file that is damaged, or of another version, is an error.
func Decode(data []byte) (*Bundle, error) {
	if len(data) > sha256.Size {
		body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
		if got := sha256.Sum256(body); bytes.HasPrefix(body, []byte(magic)) && !bytes.Equal(got[:], sum) {
			return nil, ErrDamaged
		}
	}
	return DecodeSound(data)
}

// DecodeSound is Decode of a file that cannot have been changed, such as one that the program carries: it does not compare the checksum.
func DecodeSound(data []byte) (*Bundle, error) {
	body, ok := bytes.CutPrefix(data[:max(0, len(data)-sha256.Size)], []byte(magic))
	named, body, line := bytes.Cut(body, []byte("\n"))
	if !ok || !line {
		if bytes.HasPrefix(data, []byte("factwire model\n")) {
			return nil, fmt.Errorf("the model file is of a version before 4 and this program reads version %d: train it anew", Version)
		}
		return nil, errors.New("this is no model file of factwire")
	}
	if len(body) < 4 {
		return nil, ErrDamaged
	}
	n := int(binary.LittleEndian.Uint32(body))
	body = body[4:]
	if n > len(body) || n > maxHead {
		return nil, ErrDamaged
	}
	var head head
	if err := json.Unmarshal(body[:n], &head); err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	if head.Version > Version || head.Version < 4 || string(named) != strconv.Itoa(head.Version) {
		return nil, fmt.Errorf("the model file is of version %d and this program reads version %d: train it anew", head.Version, Version)
	}
	r := rows{packed: plane.NewReader(body[n:])}
	if head.Listed < 0 || head.Listed > maxHead {
		return nil, ErrDamaged
	}
	if head.Listed > 0 {
		if head.Vectors, ok = vectors(string(r.column(head.Listed, 0))); !ok || r.short {
			return nil, ErrDamaged
		}
	}
	b := &Bundle{Head: head.Head, Models: map[string]*Linear{}}
	for _, h := range head.Models {
		if len(h.Classes) == 0 || len(h.Bias) != len(h.Classes) || h.Rows < 0 || h.Rows > maxRows || h.Unit < 0 || h.Unit > math.MaxInt16 || 2*h.Rows*len(h.Classes) > maxFile {
			return nil, ErrDamaged
		}
		if head.Version < Version {
			b.Models[h.Name] = r.distances(h)
		} else {
			b.Models[h.Name] = r.model(h)
		}
		if r.short {
			return nil, ErrDamaged
		}
	}
	return b, nil
}

// Sum returns the checksum that a bundle's file ends with, in hexadecimal figures; empty for a file that is too short to have one.
func Sum(file []byte) string { return hex.EncodeToString(file[max(0, len(file)-sha256.Size):]) }
