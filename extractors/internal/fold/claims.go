package fold

import (
	"strings"
)

// label returns the words before a line's colon in lower case, and the rest; ok is false for a line without one.
func label(line string) (name, rest string, ok bool) {
	k := strings.IndexAny(line[:min(len(line), 60)], ":|")
	if k < 1 {
		return "", "", false
	}
	name = strings.ToLower(strings.Trim(line[:k], "*_[](){}#>-–—• \t"))
	return strings.ReplaceAll(name, "’", "'"), strings.TrimLeft(line[k+1:], "*_ \t"), true
}

// maxHeading is the length in bytes of the longest heading over a claim or a verdict.
const maxHeading = 30

// claim returns the range of a claim that the text rates as false: a line with such a label ("FALSE: …"), or one
// with the label of a claim, when a verdict follows, in the line itself or in one of the next ones.
func (f *Folder) claim(text string, rows []row, k int) (from, to int) {
	r := rows[k]
	name, rest, ok := label(text[r.start:r.end])
	if !ok {
		if r.len() > maxHeading {
			return 0, 0
		}
		name = strings.ToLower(strings.Trim(text[r.start:r.end], "*_# ")) // a heading: "The claim"
	}
	if has(f.lists.rated, name) && rest != "" {
		return r.start, r.end
	}
	if !has(f.lists.claims, name) {
		return 0, 0
	}
	from, to = r.end-len(rest), r.end
	if rest == "" && k+1 < len(rows) { // the label is a heading
		to = rows[k+1].end
		k++
	}
	const next = 8 // lines in which the verdict stands
	for i := k; i < min(len(rows), k+next); i++ {
		line := text[rows[i].start:rows[i].end]
		at := 0
		for i == k {
			// within the claim's own line: "CLAIM: X. ASSESSMENT: False."
			c := strings.Index(line[at:], ". ")
			if c < 0 {
				break
			}
			at += c + 2
			if isFalse, ok := f.verdict(line[at:], ""); ok {
				if isFalse {
					return from, rows[i].start + at
				}
				return 0, 0
			}
		}
		if i == k {
			continue
		}
		after := ""
		if i+1 < len(rows) {
			after = text[rows[i+1].start:rows[i+1].end]
		}
		if isFalse, ok := f.verdict(line, after); ok {
			if isFalse {
				return from, to
			}
			return 0, 0
		}
	}
	return 0, 0
}

// verdict reads "Rating: Mostly false", also where the rating stands on the line behind.
func (f *Folder) verdict(line, after string) (isFalse, ok bool) {
	name, rest, labelled := label(line)
	if !labelled && len(line) <= maxHeading {
		name, rest, labelled = strings.ToLower(strings.Trim(line, "*_# ")), after, true
	}
	if !labelled || !has(f.lists.verdicts, name) {
		return false, false
	}
	if rest == "" {
		rest = after
	}
	low := strings.ToLower(strings.TrimLeft(rest, "*_\"“‘' "))
	low = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(low, "this is "), "the claim is "), "we rate this ")
	for _, w := range f.lists.rated {
		if strings.HasPrefix(low, w) {
			return true, true
		}
	}
	return false, true
}
