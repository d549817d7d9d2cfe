package names

import "strings"

// fieldOf returns the word before the noun at token k of a description that begins at token first and tells the field of an
// office ("communications" of "the communications minister"), or nothing.
func (b *builder) fieldOf(first, k int) string {
	if k-1 < first {
		return ""
	}
	tok := &b.d.Tokens[k-1]
	if tok.Tag == "DT" || !b.w.titleWords[tok.Lower] || b.w.general[tok.Lower] {
		return ""
	}
	return tok.Lower
}

// inField tells whether a title names a field, or none at all.
func inField(title, field string) bool {
	low := strings.ToLower(title)
	if field == "" || !strings.ContainsRune(low, ' ') {
		return true
	}
	stem := strings.TrimSuffix(strings.TrimSuffix(field, "s"), "e")
	if len(stem) > 5 {
		stem = stem[:len(stem)-1] // "defence" and "defense", "communications" and "communication"
	}
	return strings.Contains(low, stem)
}
