package linear

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"
)

// Part is a list of items of the same width in bytes.
type Part struct {
	Data  []byte
	Width int
}

// WriteFile returns a model file: a line with the magic word, the number of items of each part
// and the CRC-32 of all that follows, a line with the names of the classes, and the parts. A part has the first bytes of all its items, then the
// second ones, and so on: like stands by like, which packs better by a tenth.
func WriteFile(magic string, classes []string, parts ...Part) []byte {
	body := []byte(strings.Join(classes, " ") + "\n")
	var head strings.Builder
	head.WriteString(magic)
	for _, p := range parts {
		head.WriteString(" " + strconv.Itoa(len(p.Data)/p.Width))
		for k := range p.Width {
			for i := k; i < len(p.Data); i += p.Width {
				body = append(body, p.Data[i])
			}
		}
	}
	fmt.Fprintf(&head, " %08x\n", crc32.ChecksumIEEE(body))
	return append([]byte(head.String()), body...)
}

// ReadFile returns the classes and the parts of a model file whose items are of the widths, in
// bytes, after it has compared magic word, sizes and checksum. All parts but the last have an item at least. The caller owns them.
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
	for i, width := range widths {
		n, err := strconv.Atoi(fields[i+1])
		if err != nil || n < 0 || n > len(rest)/width || n == 0 && i+1 < len(widths) {
			return nil, nil, errors.New("the file's sizes are wrong")
		}
		parts = append(parts, together(rest[:n*width], width))
		rest = rest[n*width:]
	}
	if len(rest) > 0 {
		return nil, nil, errors.New("the file is longer than it says")
	}
	return strings.Fields(string(names)), parts, nil
}

// together puts items together whose first bytes come first, then their second ones.
func together(data []byte, width int) []byte {
	n := len(data) / width
	out := make([]byte, len(data))
	switch width {
	case 2:
		a, b := data[:n], data[n:2*n]
		for i, x := range a {
			binary.LittleEndian.PutUint16(out[2*i:], uint16(x)|uint16(b[i])<<8)
		}
	case 4:
		a, b, c, d := data[:n], data[n:2*n], data[2*n:3*n], data[3*n:4*n]
		for i, x := range a {
			binary.LittleEndian.PutUint32(out[4*i:], uint32(x)|uint32(b[i])<<8|uint32(c[i])<<16|uint32(d[i])<<24)
		}
	default:
		for k := range width {
			for i, x := range data[k*n : (k+1)*n] {
				out[i*width+k] = x
			}
		}
	}
	return out
}
