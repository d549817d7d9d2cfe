// Package atom writes feeds as RFC 4287 has them.
package atom

import (
	"encoding/xml"
	"io"
	"time"
)

// Feed is a feed with its entries, in their order.
type Feed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`      // an IRI that stays
	Updated string   `xml:"updated"` // RFC 3339
	Author  Author   `xml:"author"`
	Links   []Link   `xml:"link"`
	Entries []Entry  `xml:"entry"`
}

// Author is who a feed is by.
type Author struct {
	Name string `xml:"name"`
}

// Link is an address that belongs to a feed or an entry.
type Link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

// Entry is one thing that is told. Its texts are plain text.
type Entry struct {
	Title     string `xml:"title"`
	ID        string `xml:"id"`
	Updated   string `xml:"updated"`
	Published string `xml:"published,omitempty"`
	Links     []Link `xml:"link"`
	Summary   string `xml:"summary"`
}

// Write writes a feed as an XML document.
func Write(w io.Writer, f Feed) error {
	data, err := xml.MarshalIndent(f, "", " ")
	if err == nil {
		_, err = w.Write(append([]byte(xml.Header), append(data, '\n')...))
	}
	return err
}

// Instant is a day (2020-10-23) as a time of a feed; an unknown one is the beginning of the clock.
func Instant(day string) string {
	if len(day) < len(time.DateOnly) {
		return "1970-01-01T00:00:00Z"
	}
	return day[:len(time.DateOnly)] + "T00:00:00Z"
}
