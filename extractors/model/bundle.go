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
	"slices"
)

// Version is the format of a bundle's file and the meaning of its features: weights of another version
// cannot be read.
const Version = 1

// magic begins every bundle's file.
const magic = "factwire model\n"

// maxHead bounds the size of a file's head, and maxRows the features of one of its models.
const (
	maxHead = 4 << 20
	maxRows = 4 << 20
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
}

// Bundle is the models that one reader needs. It is safe for concurrent use once made.
type Bundle struct {
	Head
	Models map[string]*Linear
}

// Encode writes a bundle: a line of magic, the length of the head and the head as JSON, the models' features with
// their weights in little-endian order, and a SHA-256 of all before it. The same bundle gives the same bytes.
func (b *Bundle) Encode(w io.Writer) error {
	var buf bytes.Buffer
	buf.WriteString(magic)
	head := struct {
		Head
		Models []modelHead `json:"models"`
	}{Head: b.Head}
	head.Version = Version
	names := slices.Sorted(maps.Keys(b.Models))
	for _, name := range names {
		m := b.Models[name]
		head.Models = append(head.Models, modelHead{name, m.Classes, m.bias, m.count})
	}
	text, err := json.Marshal(head)
	if err != nil {
		return fmt.Errorf("encode model: %w", err)
	}
	buf.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(text))))
	buf.Write(text)
	for _, name := range names {
		for _, row := range b.Models[name].Weights() {
			buf.Write(binary.LittleEndian.AppendUint32(nil, row.Feature))
			for _, c := range row.Classes {
				buf.Write(binary.LittleEndian.AppendUint16(nil, uint16(c)))
			}
		}
	}
	sum := sha256.Sum256(buf.Bytes())
	buf.Write(sum[:])
	if _, err := w.Write(buf.Bytes()); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return nil
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
	if head.Version != Version {
		return nil, fmt.Errorf("the model file is of version %d and this program reads version %d: train it anew", head.Version, Version)
	}
	b := &Bundle{Head: head.Head, Models: map[string]*Linear{}}
	body = body[n:]
	for _, h := range head.Models {
		classes := len(h.Classes)
		size := 4 + 2*classes
		if classes == 0 || len(h.Bias) != classes || h.Rows < 0 || h.Rows > maxRows || h.Rows*size > len(body) {
			return nil, ErrDamaged
		}
		b.Models[h.Name] = decodeLinear(h, body[:h.Rows*size])
		body = body[h.Rows*size:]
	}
	return b, nil
}

// Sum returns the checksum that a bundle's file ends with, in hexadecimal figures; empty for a file that is too short to have one.
func Sum(file []byte) string { return hex.EncodeToString(file[max(0, len(file)-sha256.Size):]) }

func decodeLinear(h modelHead, body []byte) *Linear {
	m := newLinear(h.Classes, h.Bias, h.Rows)
	weights := make([]int16, len(h.Classes))
	for range h.Rows {
		feature := binary.LittleEndian.Uint32(body)
		body = body[4:]
		for c := range weights {
			weights[c] = int16(binary.LittleEndian.Uint16(body))
			body = body[2:]
		}
		m.put(feature, weights)
	}
	return m
}
