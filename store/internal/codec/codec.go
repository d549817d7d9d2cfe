// Package codec writes the values of a store: each behind a checksum that covers its key and its
// bytes, since the database below does not notice flipped bits, and compressed where that pays.
package codec

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"

	"github.com/klauspost/compress/zstd"
)

// ErrDamaged says that a value is not what was written.
var ErrDamaged = errors.New("is damaged")

// A sealed value is four bytes of CRC-32C over key and the rest, one byte of form, and the body.
const header = 5

// The forms of a body.
const (
	plain      = 0
	compressed = 1
)

const (
	// compressFrom is the length from which a body is compressed: below, zstd gains nothing.
	compressFrom = 512
	// maxBody bounds what a compressed value may unfold to: a hostile file must not fill the memory.
	maxBody = 64 << 20
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Codec seals and opens values. It is safe for concurrent use.
type Codec struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

// New returns a codec.
func New() (*Codec, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, fmt.Errorf("prepare compression: %w", err)
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBody), zstd.WithDecoderLowmem(true))
	if err != nil {
		return nil, fmt.Errorf("prepare decompression: %w", err)
	}
	return &Codec{enc: enc, dec: dec}, nil
}

// Seal returns body as it is stored under key. The same body gives the same bytes.
func (c *Codec) Seal(key, body []byte) []byte {
	if len(body) >= compressFrom {
		if packed := c.enc.EncodeAll(body, make([]byte, header, header+len(body))); len(packed) < header+len(body) {
			packed[4] = compressed
			binary.BigEndian.PutUint32(packed, sum(key, packed[4:]))
			return packed
		}
	}
	return c.SealPlain(key, body)
}

// SealPlain is Seal for what does not get shorter, such as hashes.
func (c *Codec) SealPlain(key, body []byte) []byte {
	out := append(make([]byte, header, header+len(body)), body...)
	out[4] = plain
	binary.BigEndian.PutUint32(out, sum(key, out[4:]))
	return out
}

func sum(key, rest []byte) uint32 {
	return crc32.Update(crc32.Checksum(key, castagnoli), castagnoli, rest)
}

// Open checks a stored value and returns its body, which may share the value's memory. Damage is
// ErrDamaged.
func (c *Codec) Open(key, value []byte) ([]byte, error) {
	if len(value) < header || binary.BigEndian.Uint32(value) != sum(key, value[4:]) {
		return nil, ErrDamaged
	}
	switch value[4] {
	case plain:
		return value[header:], nil
	case compressed:
		body, err := c.dec.DecodeAll(value[header:], nil)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return body, nil
	}
	return nil, fmt.Errorf("%w: it has an unknown form", ErrDamaged)
}

// SealJSON seals the JSON of v.
func (c *Codec) SealJSON(key []byte, v any) ([]byte, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return c.Seal(key, body), nil
}

// OpenJSON opens what SealJSON sealed.
func (c *Codec) OpenJSON(key, value []byte, into any) error {
	body, err := c.Open(key, value)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(body, into); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}
