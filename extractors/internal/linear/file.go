package linear

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"strings"

	"github.com/factwire/factwire/extractors/internal/plane"
)

// Part is a list of items of the same width in bytes.
type Part struct {
	Data  []byte
	Width int
}

// WriteFile returns a model file: a line with the magic word, the number of items of each part and the CRC-32 of all that follows, a line with the
// names of the classes, and the parts, packed. A part has the first bytes of all its items, then the second ones, and so on: like stands by like,
// which packs better by a tenth.
func WriteFile(magic string, classes []string, parts ...Part) []byte {
	body := []byte(strings.Join(classes, " ") + "\n")
	var head strings.Builder
	head.WriteString(magic)
	for _, p := range parts {
		head.WriteString(" " + strconv.Itoa(len(p.Data)/p.Width))
		var before []byte
		for k := range p.Width {
			var column []byte
			for i := k; i < len(p.Data); i += p.Width {
				column = append(column, p.Data[i])
			}
			body = plane.Append(body, column, before)
			before = column
		}
	}
	fmt.Fprintf(&head, " %08x\n", crc32.ChecksumIEEE(body))
	return append([]byte(head.String()), body...)
}

// maxItems bounds the number of items of a part.
const maxItems = 16 << 20

// ReadFile returns the classes and the parts of a model file whose items are of the widths, in
// bytes, after it has compared magic word, sizes and checksum. The caller must not change them.
func ReadFile(data []byte, magic string, widths ...int) (classes []string, parts [][]byte, err error) {
	head, rest, _ := bytes.Cut(data, []byte("\n"))
	fields := strings.Fields(string(head))
	if len(fields) != len(widths)+2 || fields[0] != magic {
		return nil, nil, errors.New("the file does not begin as one of this version does")
	}
	if fields[len(fields)-1] != fmt.Sprintf("%08x", crc32.ChecksumIEEE(rest)) {
		return nil, nil, errors.New("the checksum is wrong: the file was changed or damaged")
	}
	names, rest, _ := bytes.Cut(rest, []byte("\n"))
	reader := plane.NewReader(rest)
	rooms := make([][]byte, slices.Max(widths)) // for the columns of one part after the other
	for i, width := range widths {
		n, err := strconv.Atoi(fields[i+1])
		if err != nil || n < 0 || n > maxItems {
			return nil, nil, errors.New("the file's sizes are wrong")
		}
		columns := make([][]byte, width)
		var before []byte
		for k := range columns {
			if width == 1 { // the column is the part
				before, err = reader.Next(n, nil, nil)
			} else {
				rooms[k] = slices.Grow(rooms[k][:0], n)
				before, err = reader.Next(n, before, rooms[k])
			}
			if err != nil {
				return nil, nil, fmt.Errorf("part %d: %w", i+1, err)
			}
			columns[k] = before
		}
		parts = append(parts, together(columns))
	}
	if reader.Rest() > 0 {
		return nil, nil, errors.New("the file is longer than it says")
	}
	return strings.Fields(string(names)), parts, nil
}

// together puts the bytes of items together whose first bytes are in the first column, their second ones in the next.
func together(columns [][]byte) []byte {
	n := len(columns[0])
	if len(columns) == 1 {
		return columns[0]
	}
	out := make([]byte, n*len(columns))
	switch len(columns) {
	case 2:
		a, b := columns[0], columns[1][:n]
		i := 0
		for ; i+4 <= n; i += 4 {
			binary.LittleEndian.PutUint64(out[2*i:], spread(binary.LittleEndian.Uint32(a[i:]))|spread(binary.LittleEndian.Uint32(b[i:]))<<8)
		}
		for ; i < n; i++ {
			out[2*i], out[2*i+1] = a[i], b[i]
		}
	default:
		for k, column := range columns {
			for i, x := range column {
				out[i*len(columns)+k] = x
			}
		}
	}
	return out
}

// spread puts a byte 0 behind each of four bytes.
func spread(four uint32) uint64 {
	x := uint64(four)
	x = (x | x<<16) & 0x0000ffff0000ffff
	return (x | x<<8) & 0x00ff00ff00ff00ff
}
