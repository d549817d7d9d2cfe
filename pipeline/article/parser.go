package article

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/article/rule"
	"github.com/factwire/factwire/pipeline/internal/charset"
	"github.com/factwire/factwire/pipeline/internal/language"
)

// MaxBytes is the size of the largest article, and of the longest line of JSON,
// that is read when a Parser names no other. A long read of a newspaper has some
// 60 KB of text; a page of it has up to 3 MB.
const MaxBytes = 8 << 20

// maxRatio is how many times larger than its compressed form a gzip stream may
// be, once it exceeds bombFloor. Text compresses four to twenty times.
const (
	maxRatio  = 200
	bombFloor = 1 << 20
)

// Parser turns bytes into articles. The zero value is ready for use and refuses
// no date; it may be copied and used by many goroutines at once.
type Parser struct {
	// Now is the time against which publication dates in the future are refused;
	// zero refuses none.
	Now time.Time
	// Rules tell how the pages of particular sites are read.
	Rules []rule.Rule
	// Stubs has the beginnings of articles that paywalls leave read as articles, and marked.
	Stubs bool
	// MaxBytes caps an article's size, uncompressed; 0 stands for the constant.
	MaxBytes int
}

func (p Parser) maxBytes() int {
	if p.MaxBytes > 0 {
		return p.MaxBytes
	}
	return MaxBytes
}

// Format is what a file's bytes are.
type Format int

// The formats. Unknown means that a name does not tell.
const (
	Unknown Format = iota
	Text
	HTML
	JSONL
	JSON // arrays and objects over many lines
	Mail // messages and pages that a browser saved as one
	Word
	PDF
	Archive  // ZIP: other office programs' documents and e-books too
	RichText // RTF
	Table    // CSV, with a row of names
	XML      // feeds above all
)

// refused are the formats that are known and not read, and what to do with them.
var refused = map[Format]error{PDF: ErrPDF, Archive: ErrArchive, RichText: ErrRichText, XML: ErrXML}

// Readable tells whether files of a format are those that a folder is read for. A PDF is one, for it holds an article as
// often as not, and what is to be done with it can be told.
func (f Format) Readable() bool { return f > Unknown && f <= PDF }

// FormatOf tells the format by a file's name, without a final ".gz".
func FormatOf(name string) Format {
	switch path.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz")) {
	case ".txt", ".md", ".markdown", ".text":
		return Text
	case ".html", ".htm", ".xhtml":
		return HTML
	case ".jsonl", ".ndjson":
		return JSONL
	case ".json":
		return JSON
	case ".eml", ".mhtml", ".mht":
		return Mail
	case ".docx":
		return Word
	case ".pdf":
		return PDF
	case ".zip", ".odt", ".epub", ".xlsx", ".pptx":
		return Archive
	case ".rtf":
		return RichText
	case ".csv", ".tsv":
		return Table
	case ".xml", ".rss", ".atom":
		return XML
	}
	return Unknown
}

// Read returns the articles in r, in order, each with a nil error, or in its
// place an error that says where and why; it is an [*Error]. Along with
// [ErrNoBody] and [ErrPaywall] comes what is known of the article (title, URL,
// date), so that it can be kept as rejected.
//
// Origin is the input's name, for errors and for the articles' Origin. The format
// goes by its suffix; where that tells nothing, by the first bytes. Compression
// goes by the first bytes alone. Text and pages are read whole, up to the cap;
// JSON lines are streamed.
func (p Parser) Read(origin string, r io.Reader) iter.Seq2[factwire.Article, error] {
	return func(yield func(factwire.Article, error) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		if head, _ := in.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
			z, err := unzip(in)
			if err != nil {
				yield(factwire.Article{Origin: origin}, &Error{Origin: origin, Err: err})
				return
			}
			in = bufio.NewReaderSize(z, 64<<10)
		}
		format := FormatOf(origin)
		if format == Unknown {
			format = sniff(in)
		}
		if err := refused[format]; err != nil {
			yield(factwire.Article{Origin: origin}, &Error{Origin: origin, Err: err})
			return
		}
		if format != HTML && format != Word {
			in = widened(in)
		}
		if head, _ := in.Peek(len(utf8BOM)); bytes.Equal(head, utf8BOM) && (format == JSON || format == JSONL || format == Table) {
			_, _ = in.Discard(len(utf8BOM)) // what was peeked at is there
		}
		if format == Table {
			p.table(origin, in, yield)
			return
		}
		if format == JSON || format == JSONL && streamed(in) {
			p.values(origin, in, yield)
			return
		}
		if format == JSONL {
			p.jsonl(origin, in, yield)
			return
		}
		data, err := readAll(in, p.maxBytes())
		if err != nil {
			yield(factwire.Article{Origin: origin}, &Error{Origin: origin, Err: err})
			return
		}
		switch format {
		case HTML:
			yield(p.Page(Page{Origin: origin, Body: data}))
		case Mail:
			yield(p.mail(origin, data))
		case Word:
			yield(p.word(origin, data))
		default:
			p.texts(origin, data, yield)
		}
	}
}

// widened decodes a stream of two or four bytes a character.
func widened(in *bufio.Reader) *bufio.Reader {
	head, _ := in.Peek(512)
	if e := charset.Wide(head); e != nil {
		return bufio.NewReaderSize(e.NewDecoder().Reader(in), 64<<10)
	}
	return in
}

// sniff tells the format by the first bytes.
func sniff(in *bufio.Reader) Format {
	head, _ := in.Peek(1024)
	head = bytes.TrimLeft(bytes.TrimPrefix(head, utf8BOM), " \t\r\n")
	low := bytes.ToLower(head)
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return PDF
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && bytes.Contains(head, []byte("word/")), bytes.HasPrefix(head, []byte("PK\x03\x04")) && bytes.Contains(head, []byte("[Content_Types].xml")):
		return Word
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return Archive
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return RichText
	case (bytes.HasPrefix(low, []byte("<?xml")) || bytes.HasPrefix(low, []byte("<rss")) || bytes.HasPrefix(low, []byte("<feed"))) && !bytes.Contains(low, []byte("<html")):
		return XML
	case bytes.HasPrefix(head, []byte("{")), bytes.HasPrefix(head, []byte("[{")), bytes.HasPrefix(head, []byte("[\n")), bytes.HasPrefix(head, []byte("[ ")), bytes.HasPrefix(head, []byte("[\r\n")):
		return JSONL
	case bytes.HasPrefix(low, []byte("from: <saved by")), bytes.HasPrefix(low, []byte("mime-version:")), bytes.HasPrefix(low, []byte("return-path:")), bytes.HasPrefix(low, []byte("received:")):
		return Mail
	case bytes.HasPrefix(low, []byte("<!doctype html")), bytes.HasPrefix(low, []byte("<html")),
		bytes.HasPrefix(low, []byte("<")) && bytes.Contains(low, []byte("<html")):
		return HTML
	}
	return Text
}

// readAll reads r to its end, or fails with ErrTooLarge past most bytes.
func readAll(r io.Reader, most int) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err != nil {
		return nil, readError(err)
	}
	if len(data) > most {
		return nil, fmt.Errorf("%w: more than %s", ErrTooLarge, size(most))
	}
	return data, nil
}

// readError keeps the package's own errors and names all others.
func readError(err error) error {
	if Reason(err) != "read" {
		return err
	}
	return fmt.Errorf("read: %w", err)
}

func size(n int) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}

// unzip decompresses a gzip stream of any number of members.
func unzip(r io.Reader) (io.Reader, error) {
	in := &counter{r: r}
	z, err := gzip.NewReader(bufio.NewReader(in))
	if err != nil {
		return nil, fmt.Errorf("gzip data %w: %w", ErrSyntax, err)
	}
	return &guarded{z: z, in: in}, nil
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// guarded stops a stream that grows beyond what text can.
type guarded struct {
	z   io.Reader
	in  *counter
	out int64
}

func (g *guarded) Read(p []byte) (int, error) {
	n, err := g.z.Read(p)
	g.out += int64(n)
	if g.out > bombFloor && g.out > maxRatio*g.in.n {
		return 0, fmt.Errorf("%w: more than %d times its compressed size", ErrTooLarge, maxRatio)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return n, fmt.Errorf("gzip data %w: %w", ErrSyntax, err)
	}
	return n, err
}

// checked is an article, or an error where it is in another language than the program reads.
func (p Parser) checked(a factwire.Article) (factwire.Article, error) {
	name, code := language.Of(a.Text)
	if code == "" || code == "en" {
		return a, nil
	}
	if a.Language == "" {
		a.Language = code
	}
	return a, &Error{Origin: a.Origin, Err: fmt.Errorf("%w: it is in %s, and only English is read", ErrLanguage, name)}
}

// finish sets what follows from the rest of an article.
func (p Parser) finish(a factwire.Article) factwire.Article {
	if a.Site == "" {
		a.Site = address.Host(a.URL)
	}
	a.ID = factwire.ArticleID(a.URL, a.Text)
	return a
}
