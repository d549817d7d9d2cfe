package article

import "strings"

// bylineNames splits one line into the names that it holds: "By Ada Brown, Cem
// Demir and Eve Fox".
func bylineNames(line string) []string {
	line = fold(line)
	for _, by := range []string{"By ", "by ", "BY "} {
		line = strings.TrimPrefix(line, by)
	}
	parts := strings.FieldsFunc(strings.NewReplacer(" and ", ";", " & ", ";", ", ", ";", "|", ";").Replace(line), func(r rune) bool { return r == ';' })
	return cleanNames(parts)
}

// cleanNames folds spaces and leaves out empty names, repeats and addresses.
func cleanNames(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, n := range list {
		n = fold(n)
		if n == "" || seen[n] || strings.Contains(n, "://") || strings.HasPrefix(n, "@") || len(n) > 200 {
			continue
		}
		seen[n] = true
		out = append(out, n)
	}
	return out
}
