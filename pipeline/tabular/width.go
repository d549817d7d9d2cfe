package tabular

import (
	"strings"

	"github.com/rivo/uniseg"
)

// Width is how many columns of a terminal a text takes: two for most of Chinese, Japanese and Korean and for emoji, none for
// an accent that stands on the letter before it, after Unicode's annexes 11 and 29.
func Width(s string) int {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return uniseg.StringWidth(s)
		}
	}
	return len(s)
}

// Shorten cuts a text to n columns, the last of them an ellipsis if anything was cut. What is one character to a reader is never cut in two.
func Shorten(s string, n int) string {
	if Width(s) <= n {
		return s
	}
	if n <= 1 {
		return "…"
	}
	head, _ := split(s, n-1)
	return strings.TrimRight(head, " ") + "…"
}

// split parts a text behind the last character that ends within n columns.
func split(s string, n int) (head, tail string) {
	rest, state, used := s, -1, 0
	for rest != "" {
		_, after, width, next := uniseg.FirstGraphemeClusterInString(rest, state)
		if used += width; used > n {
			break
		}
		rest, state = after, next
	}
	return s[:len(s)-len(rest)], rest
}

// Wrap breaks a text into at most most lines of n columns each, between words where it can; 0 stands for as many lines as it takes.
// The last line ends in an ellipsis if there is more. Marks are strings that take no columns, such as a terminal's codes.
func Wrap(s string, n, most int, marks ...string) []string {
	n = max(n, 2) // the widest character
	bare := func(w string) int {
		for _, m := range marks {
			w = strings.ReplaceAll(w, m, "")
		}
		return Width(w)
	}
	words := strings.Fields(s)
	lines, line, used := []string{}, "", 0
	flush := func() {
		lines, line, used = append(lines, line), "", 0
	}
	for i := 0; i < len(words); i++ {
		w := words[i]
		size := bare(w)
		if line != "" && used+1+size <= n {
			line, used = line+" "+w, used+1+size
			continue
		}
		if most > 0 && len(lines) == most-1 && (line != "" || size > n) {
			line = Shorten(strings.TrimSpace(line+" "+strings.Join(words[i:], " ")), n)
			flush()
			return lines
		}
		if line != "" {
			flush()
		}
		if size > n && len(marks) == 0 { // a word that no line holds
			head, tail := split(w, n)
			if head == "" { // a character wider than the line
				head, tail = w, ""
			}
			words[i], w, size = tail, head, Width(head)
			if tail != "" {
				i--
			}
		}
		line, used = w, size
	}
	if line != "" {
		flush()
	}
	return lines
}
