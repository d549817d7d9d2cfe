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
// cannot be read. Version 1 was not compressed.
const Version = 2

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
}

// Bundle is the models that one reader needs. It is safe for concurrent use once made.
type Bundle struct {
	Head
	Models map[string]*Linear
}

// Encode writes a bundle: a line of magic; packed by Zstandard the length of the head, the head as JSON and the rows of the models, one after the
// other; and a SHA-256 of all before it. The rows of a model are its features, each as the distance from the one before, then the weights
// of the first class, of the second and so on, as varints. The same bundle gives the same bytes.
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
		h := modelHead{name, m.Classes, m.bias, len(all), unit(all)}
		head.Models = append(head.Models, h)
		before := uint32(0)
		for _, row := range all {
			rows = binary.AppendUvarint(rows, uint64(row.Feature-before))
			before = row.Feature
		}
		for c := range m.Classes {
			for _, row := range all {
				rows = binary.AppendVarint(rows, int64(int(row.Classes[c])/h.Unit))
			}
		}
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
		if head.Version == 1 {
			b.Models[h.Name] = r.plain(h)
		} else {
			b.Models[h.Name] = r.packed(h)
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

// rows reads the rows of models.
type rows struct {
	data  []byte
	short bool // there was less than there should be
}

func (r *rows) packed(h modelHead) *Linear {
	if h.Rows > len(r.data) { // each takes a byte at least
		r.short = true
		return nil
	}
	m := newLinear(h.Classes, h.Bias, h.Rows)
	places := make([]uint32, h.Rows) // where the row of each feature begins
	feature, free := uint64(0), 0
	for i := range places {
		x := r.next()
		if feature += x; x == 0 || x > math.MaxUint32 || feature > math.MaxUint32 {
			r.short = true
			return nil
		}
		// Features rise, and so do the rows at which a search for them begins: each stands there or in the first row behind the one before.
		free = max(free, m.home(uint32(feature)))
		at := free * m.width
		if free++; at >= len(m.rows) {
			at = m.place(uint32(feature)) // round the end, where there is still room
		}
		m.rows[at] = uint32(feature)
		places[i] = uint32(at)
	}
	m.count = h.Rows
	for c := range h.Classes {
		r.class(m.rows, places, c, int64(max(h.Unit, 1)))
	}
	return m
}

// class reads the weights of class c, as binary.AppendVarint writes them, into the rows of a table, which begin at the places.
func (r *rows) class(table, places []uint32, c int, unit int64) {
	data, at := r.data, 0
	for i := 0; i < len(places); {
		if i+8 <= len(places) && at+8 <= len(data) && binary.LittleEndian.Uint64(data[at:]) == 0 { // most are 0
			i, at = i+8, at+8
			continue
		}
		if at >= len(data) {
			r.short = true
			return
		}
		u, size := uint64(data[at]), 1
		if u >= 0x80 {
			u, size = binary.Uvarint(data[at:])
		}
		x := (int64(u>>1) ^ -int64(u&1)) * unit
		if size <= 0 || x != int64(int16(x)) {
			r.short = true
			return
		}
		table[int(places[i])+1+c/2] |= uint32(uint16(x)) << (16 * (c & 1))
		i, at = i+1, at+size
	}
	r.data = data[at:]
}

// next reads a varint; 0 where there is none.
func (r *rows) next() uint64 {
	if len(r.data) > 0 && r.data[0] < 0x80 { // most are of one byte
		x := uint64(r.data[0])
		r.data = r.data[1:]
		return x
	}
	x, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.short = true
		return 0
	}
	r.data = r.data[n:]
	return x
}

func (r *rows) plain(h modelHead) *Linear {
	if h.Rows*(4+2*len(h.Classes)) > len(r.data) {
		r.short = true
		return nil
	}
	m := newLinear(h.Classes, h.Bias, h.Rows)
	weights := make([]int16, len(h.Classes))
	for range h.Rows {
		feature := binary.LittleEndian.Uint32(r.data)
		r.data = r.data[4:]
		for c := range weights {
			weights[c] = int16(binary.LittleEndian.Uint16(r.data))
			r.data = r.data[2:]
		}
		m.put(feature, weights)
	}
	return m
}
