package article

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/internal/charset"
	"github.com/factwire/factwire/pipeline/internal/page"
)

// Limits on a message.
const (
	maxParts   = 1000
	maxNesting = 8
	fewWords   = 25 // of a text that says no more than "see the page"
)

// leaf is a part of a message that holds text.
type leaf struct {
	kind, charset string
	location      string // Content-Location: the address of a saved page
	body          []byte
}

// mail reads a message (.eml), or a page that a browser saved as one (.mhtml): its page if it has one, else its text.
func (p Parser) mail(origin string, data []byte) (factwire.Article, error) {
	a := factwire.Article{Origin: origin}
	fail := func(err error) (factwire.Article, error) { return a, &Error{Origin: origin, Err: err} }
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return fail(fmt.Errorf("%w: it does not begin as a message does", ErrSyntax))
	}
	subject := header(m.Header.Get("Subject"))
	saved := m.Header.Get("Snapshot-Content-Location")
	var leaves []leaf
	count := 0
	if err := collect(map[string][]string(m.Header), m.Body, 0, &count, &leaves); err != nil && len(leaves) == 0 {
		return fail(fmt.Errorf("%w: %w", ErrSyntax, err))
	}
	var html, text *leaf
	for i := range leaves {
		switch l := &leaves[i]; {
		case strings.HasSuffix(l.kind, "html") && html == nil:
			html = l
		case l.kind == "text/plain" && text == nil:
			text = l
		}
	}
	hint := page.Hint{Title: subject, Published: m.Header.Get("Date")}
	if html != nil && (text == nil || saved != "" || len(html.body) > 1000 && len(bytes.Fields(text.body)) < fewWords) {
		if saved == "" {
			saved = html.location
		}
		if !strings.HasPrefix(saved, "http") {
			saved = ""
		}
		return p.Page(Page{Origin: origin, URL: saved, ContentType: "text/html; charset=" + html.charset, Body: html.body, Hint: hint})
	}
	if text == nil {
		return fail(fmt.Errorf("%w: the message has no part of text", ErrEmpty))
	}
	body, _ := charset.Decode(text.body, "text/plain; charset="+text.charset)
	a.Text = strings.ReplaceAll(string(body), "\r\n", "\n")
	a.Title = subject
	if list, err := m.Header.AddressList("From"); err == nil && len(list) > 0 && list[0].Name != "" {
		a.Site = fold(list[0].Name)
	}
	if c, err := address.Canonical(m.Header.Get("Content-Location")); err == nil {
		a.URL = c
	}
	if raw := hint.Published; raw != "" {
		_ = p.date(&a, raw, "mail") // a message without a date that can be read is still one
	}
	if strings.TrimSpace(a.Text) == "" {
		return fail(ErrEmpty)
	}
	return p.checked(p.finish(a))
}

// header decodes the words of a header.
func header(s string) string {
	d := mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) {
		raw, err := io.ReadAll(io.LimitReader(in, 4096))
		if err != nil {
			return nil, err
		}
		text, _ := charset.Decode(raw, "text/plain; charset="+label)
		return bytes.NewReader(text), nil
	}}
	if out, err := d.DecodeHeader(s); err == nil {
		s = out
	}
	return fold(s)
}

// collect gathers the parts of text of a message, depth first.
func collect(head map[string][]string, body io.Reader, depth int, count *int, out *[]leaf) error {
	get := func(key string) string {
		if v := head[key]; len(v) > 0 {
			return v[0]
		}
		return ""
	}
	kind, params, err := mime.ParseMediaType(get("Content-Type"))
	if err != nil || kind == "" {
		kind, params = "text/plain", nil
	}
	if *count++; *count > maxParts || depth > maxNesting {
		return fmt.Errorf("%w: the message has too many parts", ErrTooLarge)
	}
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" {
		r := multipart.NewReader(body, params["boundary"])
		for {
			part, err := r.NextRawPart()
			if err != nil {
				if err == io.EOF {
					return nil
				}
				return fmt.Errorf("read part: %w", err)
			}
			if err := collect(part.Header, part, depth+1, count, out); err != nil {
				return err
			}
		}
	}
	if kind == "message/rfc822" { // a message that was passed on
		m, err := mail.ReadMessage(body)
		if err != nil {
			return fmt.Errorf("read part: %w", err)
		}
		return collect(map[string][]string(m.Header), m.Body, depth+1, count, out)
	}
	if !strings.HasPrefix(kind, "text/") && kind != "application/xhtml+xml" || strings.HasPrefix(get("Content-Disposition"), "attachment") {
		return nil
	}
	switch strings.ToLower(strings.TrimSpace(get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	raw, err := io.ReadAll(body)
	if len(raw) == 0 && err != nil {
		return fmt.Errorf("read part: %w", err)
	}
	*out = append(*out, leaf{kind: kind, charset: params["charset"], location: get("Content-Location"), body: raw})
	return nil
}
