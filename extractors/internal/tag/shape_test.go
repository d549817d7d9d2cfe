package tag

import "testing"

// TestShape tells the sorts of bytes in a word.
func TestShape(t *testing.T) {
	for word, want := range map[string]uint64{
		"": 0, "acme": small, "Acme": capital | small, "EU": capital | capitals, "eU": small | capitals, "\u00e9": small, "A": capital, "Z": capital, "aZ": small | capitals, "z": small,
		"0": figures, "9": figures, "5G": figures | capitals, "U.S.": capital | capitals | points, ".": points, "3.5": figures | points,
	} {
		if got := shape(word); got != want {
			t.Errorf("%q: %b, want %b", word, got, want)
		}
	}
}
