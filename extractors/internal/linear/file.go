package linear

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"strings"
)

// WriteFile returns a model file: a line with the magic word, the number of items of each part
// and the CRC-32 of all that follows, a line with the names of the classes, and the parts.
func WriteFile(magic string, classes []string, sizes []int, parts ...[]byte) []byte {
	body := slices.Concat(append([][]byte{[]byte(strings.Join(classes, " ") + "\n")}, parts...)...)
	var head strings.Builder
	head.WriteString(magic)
	for _, n := range sizes {
		head.WriteString(" " + strconv.Itoa(n))
	}
	fmt.Fprintf(&head, " %08x\n", crc32.ChecksumIEEE(body))
	return append([]byte(head.String()), body...)
}

// ReadFile returns the classes and the parts of a model file whose items are of the widths, in
// bytes, after it has compared magic word, sizes and checksum. All parts but the last have an item at least.
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
		parts = append(parts, rest[:n*width])
		rest = rest[n*width:]
	}
	if len(rest) > 0 {
		return nil, nil, errors.New("the file is longer than it says")
	}
	return strings.Fields(string(names)), parts, nil
}
