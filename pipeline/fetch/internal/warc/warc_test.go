package warc_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/factwire/factwire/pipeline/fetch/internal/warc"
)

// record writes one WARC record.
func record(kind, url, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-03-01T10:00:00Z\r\nContent-Type: application/http; msgtype=%s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, url, kind, len(block), block)
}

func response(url, body string) string {
	return record("response", url, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"+body)
}

func member(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

// pages are three records with pages and two without.
func pages() []string {
	return []string{
		record("warcinfo", "", "software: a test"),
		response("https://example.com/1", "<p>one"),
		record("request", "https://example.com/1", "GET /1 HTTP/1.1\r\n\r\n"),
		response("https://example.com/2", "<p>two"),
		response("https://example.com/3", "<p>three"),
	}
}

// read returns what a reader gives from a position on: "type url body" or the
// error, one a line.
func read(t *testing.T, data string, from warc.Position) string {
	t.Helper()
	r, err := warc.NewReader(strings.NewReader(data), from)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for range 1000 {
		rec, err := r.Next()
		var broken *warc.RecordError
		switch {
		case errors.Is(err, io.EOF):
			return out.String()
		case errors.As(err, &broken):
			fmt.Fprintf(&out, "broken at %s\n", broken.Position)
			continue
		case err != nil:
			t.Fatal(err)
		}
		body := ""
		if rec.Block != nil {
			p, err := rec.Page()
			if err != nil {
				t.Fatal(err)
			}
			body = string(p.Body)
		}
		fmt.Fprintf(&out, "%s %s %s\n", rec.Type, rec.URL, body)
	}
	t.Fatal("the reader does not end")
	return ""
}

const whole = "warcinfo  \nresponse https://example.com/1 <p>one\nrequest https://example.com/1 \nresponse https://example.com/2 <p>two\nresponse https://example.com/3 <p>three\n"

func TestWhole(t *testing.T) {
	list := pages()
	var zipped []string
	for _, r := range list {
		zipped = append(zipped, member(r))
	}
	for name, data := range map[string]string{
		"plain": strings.Join(list, ""), "members": strings.Join(zipped, ""), "one member": member(strings.Join(list, "")),
	} {
		if got := read(t, data, warc.Position{}); got != whole {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
}

// From every position that a reader tells, another one reads the rest.
func TestResume(t *testing.T) {
	list := pages()
	var zipped []string
	for _, r := range list {
		zipped = append(zipped, member(r))
	}
	lines := strings.SplitAfter(whole, "\n")
	for name, data := range map[string]string{
		"plain": strings.Join(list, ""), "members": strings.Join(zipped, ""), "one member": member(strings.Join(list, "")),
	} {
		r, err := warc.NewReader(strings.NewReader(data), warc.Position{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range list {
			rec, err := r.Next()
			if err != nil {
				t.Fatal(err)
			}
			if got := read(t, data, rec.Position); got != strings.Join(lines[i:], "") {
				t.Errorf("%s: from record %d at %s got\n%s", name, i, rec.Position, got)
			}
			if got := read(t, data, r.Position()); got != strings.Join(lines[i+1:], "") {
				t.Errorf("%s: after record %d, at %s, got\n%s", name, i, r.Position(), got)
			}
		}
	}
}

func TestBroken(t *testing.T) {
	list := pages()
	offset := func(parts ...string) int { return len(strings.Join(parts, "")) }
	z := make([]string, len(list))
	for i, r := range list {
		z[i] = member(r)
	}
	flipped := []byte(z[1])
	flipped[len(flipped)/2] ^= 0xff
	lines := strings.SplitAfter(whole, "\n")
	without := func(i int, at int) string {
		return strings.Join(lines[:i], "") + fmt.Sprintf("broken at %d\n", at) + strings.Join(lines[i+1:], "")
	}
	long := strings.Replace(list[1], "Content-Length: ", "Content-Length: 1", 1)
	for name, c := range map[string]struct{ data, want string }{
		"length too long":    {list[0] + long + strings.Join(list[2:], ""), without(1, offset(list[0]))},
		"length no number":   {list[0] + strings.Replace(list[1], "Content-Length: ", "Content-Length: x", 1) + strings.Join(list[2:], ""), without(1, offset(list[0]))},
		"no length":          {list[0] + strings.Replace(list[1], "Content-Length", "Content-Size", 1) + strings.Join(list[2:], ""), without(1, offset(list[0]))},
		"cut in a block":     {strings.Join(list[:4], "") + list[4][:len(list[4])-8], without(4, offset(list[:4]...))},
		"cut in a head":      {strings.Join(list[:4], "") + list[4][:30], without(4, offset(list[:4]...))},
		"bit flipped in gz":  {z[0] + string(flipped) + strings.Join(z[2:], ""), without(1, offset(z[0]))},
		"cut in a gz member": {strings.Join(z[:4], "") + z[4][:len(z[4])-15], without(4, offset(z[:4]...))},
		"length, gz":         {z[0] + member(long) + strings.Join(z[2:], ""), without(1, offset(z[0]))},
	} {
		if got := read(t, c.data, warc.Position{}); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", name, got, c.want)
		}
	}
	// Rubbish between two members costs neither.
	got := read(t, z[0]+z[1]+"rubbish \x1f\x8b\x08 rubbish"+strings.Join(z[2:], ""), warc.Position{})
	if !strings.Contains(got, lines[1]+fmt.Sprintf("broken at %d\n", offset(z[0], z[1]))+lines[2]) {
		t.Errorf("rubbish: got\n%s", got)
	}
	if _, err := warc.NewReader(strings.NewReader(""), warc.Position{}); err != nil {
		t.Errorf("an empty file: %v", err)
	}
}

func TestBomb(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: request\r\nContent-Length: %d\r\n\r\n", 300<<20)
	for range 200 {
		z.Write(make([]byte, 1<<20))
	}
	z.Close()
	got := read(t, b.String()+member(pages()[1]), warc.Position{})
	if want := "broken at 0\nresponse https://example.com/1 <p>one\n"; got != want {
		t.Errorf("got\n%s", got)
	}
	huge := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\nx", int64(1)<<60)
	if got := read(t, huge, warc.Position{}); got != "broken at 0\n" {
		t.Errorf("a length without bytes: got\n%s", got)
	}
}

func TestPage(t *testing.T) {
	for name, c := range map[string]struct{ block, want string }{
		"plain":         {"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x", "200 text/html <p>x"},
		"chunked":       {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>x\r\n0\r\n\r\n", "200  <p>x"},
		"not chunked":   {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>x", "200  <p>x"},
		"gzip":          {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + member("<p>x"), "200  <p>x"},
		"gzip unpacked": {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<p>x", "200  <p>x"},
		"missing":       {"HTTP/1.1 404 Not Found\r\n\r\n", "404  "},
	} {
		p, err := warc.Record{ContentType: "application/http; msgtype=response", Block: []byte(c.block)}.Page()
		if got := fmt.Sprintf("%d %s %s", p.Status, p.ContentType, p.Body); err != nil || got != c.want {
			t.Errorf("%s: got %q and %v", name, got, err)
		}
	}
	if _, err := (warc.Record{ContentType: "application/http", Block: []byte("rubbish")}).Page(); !errors.Is(err, warc.ErrCorrupt) {
		t.Errorf("rubbish: %v", err)
	}
}

func FuzzWARC(f *testing.F) {
	list := pages()
	f.Add([]byte(strings.Join(list, "")))
	f.Add([]byte(member(list[1]) + member(list[3])))
	f.Add([]byte("filedesc://x.arc 127.0.0.1 20140216050221 text/plain 4\n1 0\n\nhttp://example.com/ 127.0.0.1 20140216050221 text/html 3\nabc\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := warc.NewReader(bytes.NewReader(data), warc.Position{})
		if err != nil {
			t.Fatal(err)
		}
		for n := 0; ; n++ {
			rec, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			var broken *warc.RecordError
			if err != nil && !errors.As(err, &broken) {
				t.Fatal(err)
			}
			if n > len(data)+1 {
				t.Fatal("more records than bytes")
			}
			if rec.Block != nil {
				_, _ = rec.Page()
			}
		}
	})
}

// BenchmarkPages reads 10,000 pages of some 20 KB and reports the memory in use.
func BenchmarkPages(b *testing.B) {
	var file bytes.Buffer
	body := strings.Repeat("<p>Ministers of both countries signed the agreement in the capital.</p>\n", 280)
	for i := range 10_000 {
		file.WriteString(member(response(fmt.Sprintf("https://example.com/%d", i), fmt.Sprintf("<h1>%d</h1>%s", i, body))))
	}
	records := 0
	for b.Loop() {
		r, err := warc.NewReader(bytes.NewReader(file.Bytes()), warc.Position{})
		if err != nil {
			b.Fatal(err)
		}
		n, most := 0, uint64(0)
		var m runtime.MemStats
		for {
			if _, err := r.Next(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				b.Fatal(err)
			}
			if n++; n%1000 == 0 {
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse)
			}
		}
		if n != 10_000 {
			b.Fatalf("%d records", n)
		}
		records += n
		b.ReportMetric(float64(most-uint64(file.Cap()))/(1<<20), "MB-in-use")
	}
	b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "records/s")
}
