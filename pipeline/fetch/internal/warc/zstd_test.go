package warc_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/factwire/factwire/pipeline/fetch/internal/warc"
)

// frameOf compresses a text into a frame of its own.
func frameOf(t *testing.T, s string, options ...zstd.EOption) string {
	t.Helper()
	var b bytes.Buffer
	z, err := zstd.NewWriter(&b, append(options, zstd.WithEncoderConcurrency(1))...)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(z, s)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// skippable makes a frame that holds no record.
func skippable(kind uint32, s string) string {
	head := binary.LittleEndian.AppendUint32(nil, kind)
	return string(binary.LittleEndian.AppendUint32(head, uint32(len(s)))) + s
}

// Archives of Zstandard are read as those of gzip are: a record a frame, all in one frame, with frames between that hold
// none, with a dictionary, from every position on, past what is damaged.
func TestZstd(t *testing.T) {
	list := pages()
	var frames, without []string
	for _, r := range list {
		frames = append(frames, frameOf(t, r))
		without = append(without, frameOf(t, r, zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true)))
	}
	samples := [][]byte{}
	for i := range 200 {
		samples = append(samples, []byte(response(fmt.Sprintf("https://example.com/%d", i*7919%1009), fmt.Sprintf("<p>The %dth ferry of Ostmark left berth %d at dawn, %x days late", i, i*31%17, i*i*2654435761))))
	}
	dict, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 7, Contents: samples, History: []byte(strings.Repeat(strings.Join(list, ""), 4)), Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	var learned []string
	for _, r := range list {
		learned = append(learned, frameOf(t, r, zstd.WithEncoderDict(dict)))
	}
	lines := strings.SplitAfter(whole, "\n")
	for name, data := range map[string]string{
		"frames":                  strings.Join(frames, ""),
		"without checksums":       strings.Join(without, ""),
		"one frame":               frameOf(t, strings.Join(list, "")),
		"frames between":          skippable(0x184d2a51, "x") + strings.Join(frames, skippable(0x184d2a50, "notes")),
		"a dictionary":            skippable(0x184d2a5d, string(dict)) + strings.Join(learned, ""),
		"a compressed dictionary": skippable(0x184d2a5d, frameOf(t, string(dict))) + strings.Join(learned, ""),
	} {
		if got := read(t, data, warc.Position{}); got != whole {
			t.Errorf("%s: got\n%s", name, got)
		}
		r, err := warc.NewReader(strings.NewReader(data), warc.Position{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range list {
			if _, err := r.Next(); err != nil {
				t.Fatal(err)
			}
			if got := read(t, data, r.Position()); got != strings.Join(lines[i+1:], "") {
				t.Errorf("%s: after record %d, at %s, got\n%s", name, i, r.Position(), got)
			}
		}
	}
	damaged := []byte(strings.Join(frames, ""))
	damaged[len(frames[0])+len(frames[1])/2] ^= 0xff
	got := read(t, string(damaged), warc.Position{})
	if !strings.Contains(got, "broken at") || !strings.Contains(got, "response https://example.com/3 <p>three") || strings.Contains(got, "<p>one") {
		t.Errorf("past a damaged frame: got\n%s", got)
	}
	cut := strings.Join(frames, "")
	if got := read(t, cut[:len(cut)-9], warc.Position{}); !strings.Contains(got, "<p>two") || !strings.Contains(got, "broken at") {
		t.Errorf("a file that breaks off: got\n%s", got)
	}
}

// A frame that grows beyond what pages do is given up before it fills the memory.
func TestZstdBomb(t *testing.T) {
	data := frameOf(t, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 134217728\r\n\r\n"+strings.Repeat("\x00", 128<<20))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, err := warc.NewReader(strings.NewReader(data), warc.Position{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.Next()
	runtime.ReadMemStats(&after)
	var broken *warc.RecordError
	if !errors.As(err, &broken) {
		t.Errorf("error %v", err)
	}
	if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 80 {
		t.Errorf("%d MB", mb)
	}
}
