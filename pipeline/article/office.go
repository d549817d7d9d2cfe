package article

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/factwire/factwire"
)

// word reads a document of Word (.docx): a ZIP archive with the text in one file of XML and the title in another.
func (p Parser) word(origin string, data []byte) (factwire.Article, error) {
	a := factwire.Article{Origin: origin}
	fail := func(err error) (factwire.Article, error) { return a, &Error{Origin: origin, Err: err} }
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return fail(fmt.Errorf("%w: it is no document of Word", ErrSyntax))
	}
	body, err := p.member(z, "word/document.xml", len(data))
	if err != nil {
		return fail(err)
	}
	if a.Text, err = paragraphs(body); err != nil {
		return fail(err)
	}
	if strings.TrimSpace(a.Text) == "" {
		return fail(ErrEmpty)
	}
	if core, err := p.member(z, "docProps/core.xml", len(data)); err == nil {
		var about struct {
			Title   string `xml:"title"`
			Creator string `xml:"creator"`
			Created string `xml:"created"`
		}
		if xml.Unmarshal(core, &about) == nil {
			a.Title, a.Authors = fold(about.Title), bylineNames(about.Creator)
			if about.Created != "" {
				_ = p.date(&a, about.Created, "docx")
			}
		}
	}
	return p.checked(p.finish(a))
}

// member unpacks one file of an archive, within limits.
func (p Parser) member(z *zip.Reader, name string, packed int) ([]byte, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%w: it has no %s", ErrSyntax, name)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(4*p.maxBytes())+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	if len(data) > 4*p.maxBytes() || len(data) > bombFloor && len(data) > maxRatio*packed {
		return nil, ErrTooLarge
	}
	return data, nil
}

// paragraphs returns the text of WordprocessingML, its paragraphs parted by empty lines.
func paragraphs(data []byte) (string, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	var out strings.Builder
	inText, deleted := false, 0
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return strings.TrimSpace(out.String()) + "\n", nil
		}
		if err != nil {
			return "", fmt.Errorf("%w: %w", ErrSyntax, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				inText = true
			case "tab":
				out.WriteByte(' ')
			case "br", "cr":
				out.WriteByte('\n')
			case "del": // a change that is tracked: words that were taken out
				deleted++
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText = false
			case "p":
				out.WriteString("\n\n")
			case "del":
				deleted--
			}
		case xml.CharData:
			if inText && deleted == 0 {
				out.Write(t)
			}
		}
	}
}
