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

	"github.com/klauspost/compress/zstd"

	"github.com/factwire/factwire/extractors/internal/plane"
)

// Version is the format of a bundle's file and the meaning of its features: weights of a later version
// cannot be read. Version 1 was not compressed, version 2 had varints, and version 3 was packed as a whole.
const Version = 4

// magic begins every bundle's file, and oldMagic one of a version before 4.
const (
	magic    = "factwire model 4\n"
	oldMagic = "factwire model\n"
)

// maxHead bounds the size of a file's head, maxRows the features of one of its models, and maxFile what a file unpacks to.
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

// Bundle is the models that one reader needs. It is safe for concurrent use once made.
type Bundle struct {
	Head
	Models map[string]*Linear
}

// Encode writes a bundle: a line of magic; the length of the head, the head as JSON and the columns of the models, one model after the
// other, packed; and a SHA-256 of all before it. The columns of a model are its features, each as the distance from the one before: the first bytes of all, the
// second ones and so on; then the weights of the first class, of the second and so on, in units, as the bytes of zigzag numbers: one each where that is
// enough, else the lower ones and then the upper ones. The same bundle gives the same bytes.
func (b *Bundle) Encode(w io.Writer) error {
	packer, err := plane.NewWriter()
	if err != nil {
		return fmt.Errorf("encode model: %w", err)
	}
	head := struct {
		Head
		Models []modelHead `json:"models"`
	}{Head: b.Head}
	head.Version = Version
	var packed []byte
	for _, name := range slices.Sorted(maps.Keys(b.Models)) {
		m := b.Models[name]
		all := m.Weights()
		h := modelHead{Name: name, Classes: m.Classes, Bias: m.bias, Rows: len(all), Unit: unit(all)}
		h.Wide = wide(all, h.Unit)
		head.Models = append(head.Models, h)
		for _, column := range columns(all, h) {
			packed = packer.Append(packed, column, nil)
		}
	}
	text, err := json.Marshal(head)
	if err != nil {
		return fmt.Errorf("encode model: %w", err)
	}
	file := slices.Concat([]byte(magic), binary.LittleEndian.AppendUint32(nil, uint32(len(text))), text, packed)
	sum := sha256.Sum256(file)
	if _, err := w.Write(append(file, sum[:]...)); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return nil
}

// columns returns those of a model.
func columns(all []Weight, h modelHead) [][]byte {
	var out [][]byte
	column := func(of func(row Weight, before uint32) byte) {
		c := make([]byte, 0, len(all))
		before := uint32(0)
		for _, row := range all {
			c = append(c, of(row, before))
			before = row.Feature
		}
		out = append(out, c)
	}
	for shift := 0; shift < 32; shift += 8 {
		column(func(row Weight, before uint32) byte { return byte((row.Feature - before) >> shift) })
	}
	for c := range h.Classes {
		column(func(row Weight, _ uint32) byte { return byte(zigzag(row.Classes[c], h.Unit)) })
		if h.Wide {
			column(func(row Weight, _ uint32) byte { return byte(zigzag(row.Classes[c], h.Unit) >> 8) })
		}
	}
	return out
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
	now, old := bytes.HasPrefix(data, []byte(magic)), bytes.HasPrefix(data, []byte(oldMagic))
	if !now && !old || len(data) < len(magic)+4+sha256.Size {
		return nil, errors.New("this is no model file of factwire")
	}
	body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if got := sha256.Sum256(body); !bytes.Equal(got[:], sum) {
		return nil, ErrDamaged
	}
	_, body, _ = bytes.Cut(body, []byte("\n"))
	if old && bytes.HasPrefix(body, frame) {
		var err error
		if body, err = unpacked(body); err != nil {
			return nil, err
		}
	}
	if len(body) < 4 {
		return nil, ErrDamaged
	}
	n := int(binary.LittleEndian.Uint32(body))
	body = body[4:]
	if n > len(body) || n > maxHead {
		return nil, ErrDamaged
	}
	var head struct {
		Head
		Models []modelHead `json:"models"`
	}
	if err := json.Unmarshal(body[:n], &head); err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	if head.Version > Version || head.Version < 1 || now != (head.Version == Version) {
		return nil, fmt.Errorf("the model file is of version %d and this program reads version %d: train it anew", head.Version, Version)
	}
	b := &Bundle{Head: head.Head, Models: map[string]*Linear{}}
	r := rows{data: body[n:]}
	if now {
		r.packed = plane.NewReader(body[n:])
	}
	for _, h := range head.Models {
		if len(h.Classes) == 0 || len(h.Bias) != len(h.Classes) || h.Rows < 0 || h.Rows > maxRows || h.Unit < 0 || h.Unit > math.MaxInt16 {
			return nil, ErrDamaged
		}
		switch head.Version {
		case 1:
			b.Models[h.Name] = r.plain(h)
		case 2:
			b.Models[h.Name] = r.varints(h)
		default:
			b.Models[h.Name] = r.columns(h)
		}
		if r.short {
			return nil, ErrDamaged
		}
	}
	return b, nil
}

// unpacked returns what Zstandard packed as a whole, as before version 4.
func unpacked(body []byte) ([]byte, error) {
	unpack, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxFile))
	if err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	defer unpack.Close()
	if body, err = unpack.DecodeAll(body, nil); err != nil {
		return nil, ErrDamaged
	}
	return body, nil
}

// frame begins what Zstandard packed.
var frame = []byte{0x28, 0xb5, 0x2f, 0xfd}

// Sum returns the checksum that a bundle's file ends with, in hexadecimal figures; empty for a file that is too short to have one.
func Sum(file []byte) string { return hex.EncodeToString(file[max(0, len(file)-sha256.Size):]) }
