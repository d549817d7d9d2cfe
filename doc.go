// Package factwire is the vocabulary of factwire: an Article goes in, Facts
// come out. A Fact says who signed what with whom, who banned whom from what,
// who must do what by when, or who said what, with its date, its status and
// the sentences that prove it.
//
// The package imports only the standard library and holds no behaviour beyond
// that of its own values, so every other package may import it.
//
// All text offsets in this module are byte offsets into [Article.Text] and all
// spans are half-open: [Start, End).
package factwire
