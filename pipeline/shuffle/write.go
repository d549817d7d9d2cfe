package shuffle

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strconv"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/similar"
)

// Writer is the sink of articles whose facts are merged elsewhere: it writes their lines in the order in which it is given them.
// It must not be used by several goroutines at once.
type Writer struct {
	out       *bufio.Writer
	canon     *entity.Canon
	factsOnly bool
	body      bytes.Buffer
	enc       *json.Encoder
	line      []byte
}

// NewWriter writes to w. The canon must be that with which the lines will be merged. With factsOnly, articles are written without
// their text and observations: enough to merge, too little to make a store of. Call Flush at the end.
func NewWriter(w io.Writer, canon *entity.Canon, factsOnly bool) *Writer {
	out := &Writer{out: bufio.NewWriterSize(w, 64<<10), canon: canon, factsOnly: factsOnly}
	out.enc = json.NewEncoder(&out.body)
	out.enc.SetEscapeHTML(false)
	return out
}

// Put writes the lines of articles.
func (w *Writer) Put(entries []store.Entry) ([]store.Outcome, error) {
	for i := range entries {
		if err := w.entry(&entries[i]); err != nil {
			return nil, err
		}
	}
	return make([]store.Outcome, len(entries)), nil
}

func (w *Writer) entry(e *store.Entry) error {
	version := store.Rank(e.Article)
	var body whole
	if !w.factsOnly {
		body = whole{Article: &e.Article, Facts: e.Facts}
	}
	if err := w.write(string(Article)+e.Article.ID, e.Article.ID, version, body); err != nil {
		return err
	}
	print := ""
	if p := similar.Of(e.Article.Text); p != 0 {
		print = strconv.FormatUint(uint64(p), 16)
	}
	for _, f := range e.Facts {
		f.ID, f.Evidence = "", slices.Clone(f.Evidence)
		for i := range f.Evidence {
			f.Evidence[i].Origin = e.Article.Place()
		}
		if err := w.write(group(f, w.canon), e.Article.ID, version, observed{print, f}); err != nil {
			return err
		}
		for _, tie := range merge.Ties(f, w.canon) {
			if err := w.write(tieKey(tie), e.Article.ID, version, observed{Fact: named(f)}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Reject writes the lines of inputs that are no articles.
func (w *Writer) Reject(all ...store.Rejected) error {
	for _, r := range all {
		key := string(Rejected) + factwire.Hash(r.Origin, r.URL, r.Title, r.Reason, r.Error)
		if err := w.write(key, "", "", rejected{Origin: r.Origin, Title: r.Title, URL: r.URL, Reason: r.Reason, Error: r.Error}); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) write(key, article, version string, body any) error {
	w.body.Reset()
	if err := w.enc.Encode(body); err != nil {
		return err
	}
	l := Line{Key: []byte(key), Article: []byte(article), Version: []byte(version), Body: bytes.TrimSuffix(w.body.Bytes(), []byte{'\n'})}
	w.line = l.Append(w.line[:0])
	_, err := w.out.Write(w.line)
	return err
}

// Flush writes what is left.
func (w *Writer) Flush() error { return w.out.Flush() }
