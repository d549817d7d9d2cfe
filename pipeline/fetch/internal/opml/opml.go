// Package opml reads the lists of subscriptions that feed readers write.
package opml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/factwire/factwire/pipeline/internal/charset"
)

// ErrNone says that a document is no list of subscriptions.
var ErrNone = errors.New("is no OPML list of feeds")

// Limits on a list.
const (
	MaxBytes = 16 << 20
	maxFeeds = 10_000
	maxDepth = 64
)

// Feed is a subscription.
type Feed struct {
	Title string // may be empty
	// Folder holds the titles of the outlines around it, parted by "/".
	Folder string
	// Address is that of the feed, as the list writes it.
	Address string
}

// Parse returns the subscriptions of a list, in its order, each address once. The error wraps ErrNone.
func Parse(data []byte) ([]Feed, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("%w: it has more than %d MB", ErrNone, MaxBytes>>20)
	}
	text, _ := charset.Decode(data, "")
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	d.Entity = map[string]string{}
	var feeds []Feed
	var folders []string
	seen := map[string]bool{}
	root := false
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if len(feeds) > 0 {
				break // of a list that breaks off, what stood before
			}
			return nil, fmt.Errorf("%w: %w", ErrNone, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			root = root || strings.EqualFold(t.Name.Local, "opml")
			if !strings.EqualFold(t.Name.Local, "outline") {
				continue
			}
			f := outline(t)
			folders = append(folders, f.Title)
			if len(folders) > maxDepth || len(feeds) >= maxFeeds {
				return nil, fmt.Errorf("%w: its outlines nest too deep or are too many", ErrNone)
			}
			if f.Address == "" || seen[f.Address] {
				continue
			}
			seen[f.Address] = true
			f.Folder = strings.Trim(strings.Join(folders[:len(folders)-1], "/"), "/")
			feeds = append(feeds, f)
		case xml.EndElement:
			if strings.EqualFold(t.Name.Local, "outline") && len(folders) > 0 {
				folders = folders[:len(folders)-1]
			}
		}
	}
	if !root || len(feeds) == 0 {
		return nil, fmt.Errorf("%w: it names no feed", ErrNone)
	}
	return feeds, nil
}

func outline(t xml.StartElement) Feed {
	var f Feed
	for _, a := range t.Attr {
		value := strings.Join(strings.Fields(a.Value), " ")
		switch strings.ToLower(a.Name.Local) {
		case "title":
			f.Title = value
		case "text":
			if f.Title == "" {
				f.Title = value
			}
		case "xmlurl":
			f.Address = value
		}
	}
	return f
}
