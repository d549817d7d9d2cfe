package merge

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/factwire/factwire"
)

// year is the days by which reports without a date are told apart: no era begins within one, see [Tally].
const year = 365

// longSilence is how many days without a report part two eras of one block.
const longSilence = 7 * year

// eras numbers the stretches of time in which the reports of a block lie, from 1: between two of them nothing happened and nothing was
// told for years. A report lies where its date lies; one without a date where it was published; one without either in the latest
// year that its words name. Where nothing tells, or all lie in one, the era is 0. It depends on the set of the views alone.
func eras(views []view) {
	days, tell := make([]int, len(views)), make([]bool, len(views))
	var known []int
	for i := range views {
		low, high, ok := views[i].around()
		if !ok {
			continue
		}
		days[i], tell[i] = low, true
		known = append(known, low)
		if high != low {
			known = append(known, high) // no era begins between them: they lie within a year
		}
	}
	slices.Sort(known)
	var begins []int // of the eras
	for i, d := range known {
		if i == 0 || d-known[i-1] > longSilence {
			begins = append(begins, d)
		}
	}
	for i := range views {
		views[i].era = 0
		if tell[i] && len(begins) > 1 {
			n, found := slices.BinarySearch(begins, days[i])
			views[i].era = n
			if found {
				views[i].era++
			}
		}
	}
}

// around is the first and the last day around which the view's reports lie.
func (v *view) around() (low, high int, ok bool) {
	if v.sum != nil {
		return v.sum.Low, v.sum.High, v.sum.Dated
	}
	low, ok = v.about()
	return low, low, ok
}

// about is the day around which a report lies.
func (v *view) about() (n int, ok bool) {
	if v.date.known {
		return (v.date.first + v.date.last) / 2, true
	}
	p := periodOf(factwire.Date(day(v.published())))
	if !p.known {
		p = periodOf(v.named())
	}
	if !p.known {
		return 0, false
	}
	return (p.first + p.last) / 2, true
}

var yearWord = regexp.MustCompile(`\b(?:1[89]|20)\d\d\b`)

// named is the latest year that a report's words, title or address name: the least that is known of when an undated article was written.
func (v *view) named() factwire.Date {
	latest := 0
	for _, e := range v.Evidence {
		for _, s := range []string{e.Text, e.Title, e.URL} {
			for _, w := range yearWord.FindAllString(s, -1) {
				if y, err := strconv.Atoi(w); err == nil && y > latest && y <= maxYear {
					latest = y
				}
			}
		}
	}
	if latest == 0 {
		return ""
	}
	return factwire.Date(strconv.Itoa(latest))
}

// maxYear keeps a year of the far future, which no article reports from, out of it.
const maxYear = 2100
