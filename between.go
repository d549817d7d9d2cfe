package factwire

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Between is what is known of when an article without a date was written, as an interval of ISO 8601 such as "2019/2024-03-05": not before the latest
// year that its words name, and not after the day on which its file, or its archive's record, was there. Years behind that day are
// ahead, and tell nothing, nor do those that a word such as "by" puts ahead. ".." stands for a bound that is not known. The result is empty
// for an article with a date, and where nothing is known; there may be zero.
func Between(a Article, there time.Time) string {
	if a.Published != "" {
		return ""
	}
	last, most := "..", 0
	if there.Year() >= 1000 && there.Year() <= 9999 {
		last, most = there.UTC().Format(time.DateOnly), there.UTC().Year()
	}
	first := ".."
	if y := latestYear(most, a.Title, a.URL, a.Text); y > 0 {
		first = strconv.Itoa(y)
	}
	if first == ".." && last == ".." {
		return ""
	}
	return first + "/" + last
}

var (
	yearWord = regexp.MustCompile(`\b(?:1[89]|20)\d\d\b`)
	// ahead stand before years that are to come.
	ahead = []string{"by", "until", "till", "before", "through", "to", "for", "early", "late", "mid"}
)

// latestYear is the latest year that texts name as gone by, up to most if that is not 0; 0 if they name none.
func latestYear(most int, texts ...string) (latest int) {
	const longest = 64 << 10 // what stands behind adds little
	for _, s := range texts {
		s = s[:min(len(s), longest)]
		for _, at := range yearWord.FindAllStringIndex(s, -1) {
			y, err := strconv.Atoi(s[at[0]:at[1]])
			if err != nil || y <= latest || most > 0 && y > most {
				continue
			}
			const near = 24
			words := strings.Fields(strings.ToLower(s[max(0, at[0]-near):at[0]]))
			if n := len(words); n == 0 || !slices.Contains(ahead, words[n-1]) {
				latest = y
			}
		}
	}
	return latest
}

// Narrower is what two intervals of Between tell together; where they cannot both be right, the first bound of the one and the last of the other stand.
func Narrower(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	first, last, _ := strings.Cut(a, "/")
	f, l, _ := strings.Cut(b, "/")
	if first == ".." || f != ".." && f > first {
		first = f
	}
	if last == ".." || l != ".." && l < last {
		last = l
	}
	return first + "/" + last
}
