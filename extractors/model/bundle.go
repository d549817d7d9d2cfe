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
)

// Version is the format of a bundle's file and the meaning of its features: weights of a later version
// cannot be read. Version 1 was not compressed, and version 2 had varints.
const Version = 3

// magic begins every bundle's file.
const magic = "factwire model\n"

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

// Encode writes a bundle: a line of magic; packed by Zstandard the length of the head, the head as JSON and the rows of the models, one after the
// other; and a SHA-256 of all before it. The rows of a model are its features, each as the distance from the one before, the first bytes of all, the
// second ones and so on; then the weights of the first class, of the second and so on, in units, as the bytes of zigzag numbers: one each where that is
// enough, else the lower ones and then the upper ones. The same bundle gives the same bytes.
func (b *Bundle) Encode(w io.Writer) error {
	head := struct {
		Head
		Models []modelHead `json:"models"`
	}{Head: b.Head}
	head.Version = Version
	var rows []byte
	for _, name := range slices.Sorted(maps.Keys(b.Models)) {
		m := b.Models[name]
		all := m.Weights()
		h := modelHead{Name: name, Classes: m.Classes, Bias: m.bias, Rows: len(all), Unit: unit(all)}
		h.Wide = wide(all, h.Unit)
		head.Models = append(head.Models, h)
		rows = appendRows(rows, all, h)
	}
	text, err := json.Marshal(head)
	if err != nil {
		return fmt.Errorf("encode model: %w", err)
	}
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return fmt.Errorf("encode model: %w", err)
	}
	file := pack.EncodeAll(slices.Concat(binary.LittleEndian.AppendUint32(nil, uint32(len(text))), text, rows), []byte(magic))
	sum := sha256.Sum256(file)
	if _, err := w.Write(append(file, sum[:]...)); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return nil
}

// appendRows writes weights in units.
func appendRows(to []byte, all []Weight, h modelHead) []byte {
	for shift := 0; shift < 32; shift += 8 {
		before := uint32(0)
		for _, row := range all {
			to = append(to, byte((row.Feature-before)>>shift))
			before = row.Feature
		}
	}
	for c := range h.Classes {
		for _, row := range all {
			to = append(to, byte(zigzag(row.Classes[c], h.Unit)))
		}
		if h.Wide {
			for _, row := range all {
				to = append(to, byte(zigzag(row.Classes[c], h.Unit)>>8))
			}
		}
	}
	return to
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

// Decode reads a bundle that Encode wrote. A file that is damaged, or of another version, is an error.
func Decode(data []byte) (*Bundle, error) {
	if len(data) < len(magic)+4+sha256.Size || string(data[:len(magic)]) != magic {
		return nil, errors.New("this is no model file of factwire")
	}
	body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if got := sha256.Sum256(body); !bytes.Equal(got[:], sum) {
		return nil, ErrDamaged
	}
	body = body[len(magic):]
	if bytes.HasPrefix(body, frame) {
		unpack, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxFile))
		if err != nil {
			return nil, fmt.Errorf("read model: %w", err)
		}
		defer unpack.Close()
		if body, err = unpack.DecodeAll(body, nil); err != nil {
			return nil, ErrDamaged
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
	if head.Version > Version || head.Version < 1 {
		return nil, fmt.Errorf("the model file is of version %d and this program reads version %d: train it anew", head.Version, Version)
	}
	b := &Bundle{Head: head.Head, Models: map[string]*Linear{}}
	r := rows{data: body[n:]}
	for _, h := range head.Models {
		if len(h.Classes) == 0 || len(h.Bias) != len(h.Classes) || h.Rows < 0 || h.Rows > maxRows || h.Unit < 0 || h.Unit > math.MaxInt16 {
			return nil, ErrDamaged
		}
		switch head.Version {
		case 1:
			b.Models[h.Name] = r.plain(h)
		case 2:
			b.Models[h.Name] = r.packed(h)
		default:
			b.Models[h.Name] = r.apart(h)
		}
		if r.short {
			return nil, ErrDamaged
		}
	}
	return b, nil
}

// frame begins what Zstandard packed.
var frame = []byte{0x28, 0xb5, 0x2f, 0xfd}

// Sum returns the checksum that a bundle's file ends with, in hexadecimal figures; empty for a file that is too short to have one.
func Sum(file []byte) string { return hex.EncodeToString(file[max(0, len(file)-sha256.Size):]) }
