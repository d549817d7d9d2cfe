package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/factwire/factwire/pipeline/fetch/internal/coding"
)

// Page is the web page that a record holds.
type Page struct {
	Status      int    // of the HTTP answer; 200 for records without one
	ContentType string // of the page
	Body        []byte // decompressed
}

// Page returns the page of a response, resource or conversion. A body whose chunks
// or compression are declared and not there, as archives have that were unpacked
// when they were written, is taken as it is. The error wraps ErrCorrupt or an error
// of package coding.
func (r Record) Page() (Page, error) {
	if !strings.HasPrefix(strings.ToLower(r.ContentType), "application/http") && !bytes.HasPrefix(r.Block, []byte("HTTP/")) {
		return Page{Status: 200, ContentType: r.ContentType, Body: r.Block}, nil
	}
	in := bufio.NewReader(bytes.NewReader(r.Block))
	status, err := statusOf(in)
	if err != nil {
		return Page{}, err
	}
	// A head with a broken line still has the fields before it.
	header, _ := textproto.NewReader(in).ReadMIMEHeader()
	rest, err := io.ReadAll(in)
	if err != nil {
		return Page{}, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	if strings.Contains(strings.ToLower(header.Get("Transfer-Encoding")), "chunked") {
		// Of a body that breaks off, the chunks that are there count; one that gives none was unpacked before.
		if plain, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(rest))); err == nil || len(plain) > 0 {
			rest = plain
		}
	}
	p := Page{Status: status, ContentType: header.Get("Content-Type"), Body: rest}
	if encoding := header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		plain, err := coding.Decode(bytes.NewReader(rest), encoding, coding.Limits{Wire: MaxBlock, Body: MaxBlock, Ratio: maxRatio})
		switch {
		case err == nil, len(plain) > 0 && !errors.Is(err, coding.ErrTooLarge): // a body that breaks off
			p.Body = plain
		case bytes.HasPrefix(bytes.TrimSpace(rest[:min(len(rest), 512)]), []byte("<")):
		default:
			return Page{}, err
		}
	}
	return p, nil
}

func statusOf(in *bufio.Reader) (int, error) {
	line, err := in.ReadString('\n')
	if err != nil {
		return 0, fmt.Errorf("%w: its HTTP answer has no head", ErrCorrupt)
	}
	f := strings.Fields(line)
	if len(f) < 2 || !strings.HasPrefix(f[0], "HTTP/") {
		return 0, fmt.Errorf("%w: its HTTP answer does not begin as one", ErrCorrupt)
	}
	code, err := strconv.Atoi(f[1])
	if err != nil || code < 100 || code > 999 {
		return 0, fmt.Errorf("%w: its HTTP status is no number", ErrCorrupt)
	}
	return code, nil
}
