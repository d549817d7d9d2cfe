package article

import (
	"errors"
	"fmt"
)

// Why an input is no article. Each is wrapped in an [*Error] that says where.
var (
	ErrEmpty    = errors.New("is empty")
	ErrBinary   = errors.New("is binary data, not text")
	ErrEncoding = errors.New("is not valid UTF-8")
	ErrTooLarge = errors.New("is too large")
	ErrSyntax   = errors.New("is malformed")
	ErrDate     = errors.New("has a publication date that cannot be read")
	ErrUnknown  = errors.New("is of no known format")
	ErrNoBody   = errors.New("is a page without an article")
	ErrLanguage = errors.New("is in another language")
	ErrPDF      = errors.New("is a PDF, which is not read: turn it into text first, as with 'pdftotext file.pdf file.txt'")
	ErrArchive  = errors.New("is a ZIP archive, which is not read: unpack it, or save the document in it as .docx, .html or .txt")
	ErrRichText = errors.New("is rich text (RTF), which is not read: save it as .docx, .html or .txt")
	ErrTable    = errors.New("is a table without a column of texts: its first row must name one \"text\", and may name others title, url, date, author and site")
	ErrXML      = errors.New("is XML, which is not read from a file: give 'factwire ingest' the address of the feed or the sitemap")
	ErrPaywall  = errors.New("is behind a paywall: the page holds a stub only")
)

// reasons are short words for the errors above, as run reports count them.
var reasons = []struct {
	err  error
	word string
}{
	{ErrEmpty, "empty"},
	{ErrBinary, "binary"},
	{ErrEncoding, "encoding"},
	{ErrTooLarge, "too large"},
	{ErrSyntax, "syntax"},
	{ErrDate, "date"},
	{ErrUnknown, "format"},
	{ErrNoBody, "no body"},
	{ErrLanguage, "language"},
	{ErrPDF, "pdf"},
	{ErrArchive, "archive"},
	{ErrRichText, "rtf"},
	{ErrTable, "table"},
	{ErrXML, "xml"},
	{ErrPaywall, "paywall"},
}

// Reason returns one or two words for why an input was rejected ("binary", "no
// body"), by which a run's report can count; that of an error that has a method
// Reason of its own; "read" for all others.
func Reason(err error) string {
	var own interface{ Reason() string }
	if errors.As(err, &own) {
		return own.Reason()
	}
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return r.word
		}
	}
	return "read"
}

// Error says where an input is wrong. Unwrap leads to one of the errors above,
// or to the error of the reader.
type Error struct {
	Origin string // the name that the caller gave
	Line   int    // 1-based; 0 if the whole input is meant
	Err    error
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.Origin, e.Err)
	}
	return fmt.Sprintf("%s:%d: %v", e.Origin, e.Line, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }
