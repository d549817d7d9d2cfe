package quote

// resumed returns the item of the quotation with which a split quotation goes on behind
// the attribution that ends at item k, right there or behind an apposition: “A,” said
// X, who runs the port, “B.” It returns 0 if there is none.
func (s *scan) resumed(u *unit, k int) int {
	for j := k; j < len(u.items) && j < k+maxAside; j++ {
		if s.quoteAt(u, j) < 0 || s.work(u, j) || s.hosted(u, j) {
			continue
		}
		if j == k {
			return j
		}
		x := s.token(u, j-1)
		if x != nil && (x.Text == "," || x.Text == ":" || isDash(x.Text) || x.Tag == "CC") && (j == k+1 || !s.speechBetween(u, k, j)) {
			return j
		}
		return 0
	}
	return 0
}

// finiteAt reports whether a finite verb is item k.
func (s *scan) finiteAt(u *unit, k int) bool {
	t := s.token(u, k)
	return t != nil && isFinite(t)
}

// speechBetween reports whether a verb of speech stands among the items [i, k).
func (s *scan) speechBetween(u *unit, i, k int) bool {
	for ; i < k; i++ {
		if t := s.token(u, i); t != nil && isVerb(t) && s.words.speaks(lemmaOf(t)) {
			return true
		}
	}
	return false
}
