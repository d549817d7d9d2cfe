package dates

import "time"

// tolled reports a day some weeks back of which its sentence tells in the past tense, so that no verb sets it for the year to come:
// "hardened their tone in the days before the deadline, March 1".
func (s *scan) tolled(i, m, d int) bool {
	back := s.now.Sub(time.Date(s.now.Year(), time.Month(m), d, 0, 0, 0, 0, time.UTC))
	return back > 0 && back < 60*24*time.Hour && s.tense(i) < 0 && !s.setting(i)
}

// term reports whether the date at token i is a term's ("a June 30 deadline", "a deadline of June 30"), and whether
// the words before it tell that it was missed.
func (s *scan) term(i int) (term, missed bool) {
	for j := max(s.first, i-3); j < min(s.end, i+5); j++ {
		if s.f.terms[s.word(j)] {
			term = true
			missed = missed || j < i && s.bygone(j)
		}
	}
	for j := i - 1; term && j >= max(s.first, i-10); j-- {
		if t := s.tag(j); t == "VBZ" || t == "VBP" || t == "MD" {
			break // "of a law that expired, and it faces a June 30 deadline"
		}
		// "had set a deadline of 30 June", "had a deadline of 30 June"
		missed = missed || s.f.missed[s.word(j)] || s.word(j) == "had" && (s.tag(j+1) == "VBN" || s.tag(j+1) == "RB" || s.tag(j+1) == "DT")
	}
	for j := i + 1; term && j < min(s.end, i+10); j++ {
		missed = missed || s.word(j) == "passed" || s.word(j) == "lapsed"
	}
	return term, missed
}

// bygone reports that the term at token j is one of the past: "the last budget deadline, in September".
func (s *scan) bygone(j int) bool {
	for k := j - 1; k >= max(s.first, j-2); k-- {
		if s.f.bygone[s.word(k)] {
			return s.word(k-1) != "'s" && s.tag(k+1) != "CD"
		}
	}
	return false
}

// extended reports "extended to June 30": what is put off is put off to a day ahead.
func (s *scan) extended(i int) bool {
	i = s.start(i)
	moved := s.word(i-1) == "to" || s.word(i-1) == "until" || s.word(i-1) == "till"
	if !moved && s.word(i-1) != "from" {
		return false
	}
	far := i - 6
	if !moved {
		far = i - 10
	}
	for j := i - 2; j >= max(s.first, far); j-- {
		switch w := s.word(j); {
		case s.f.extended[w]:
			return moved
		case w == "deadline":
			far, moved = j-8, true // "moved the deadline for Acme to pay from 1 May to"
		case w == "from":
			far = j - 8
		}
	}
	return false
}

// falls reports whether the date at token i is the day of a term that its sentence began with, told in the present: "the deadline for Acme to
// ratify the treaty is December 31".
func (s *scan) falls(i int) bool {
	if s.word(i-1) != "is" {
		return false
	}
	for j := s.first; j < min(i-1, s.first+4); j++ {
		if s.f.terms[s.word(j)] {
			return true
		}
	}
	return false
}

// setting reports whether the verb before the term at token i sets it, so that the day lies ahead whatever the tense.
func (s *scan) setting(i int) bool {
	for j := i - 1; j >= max(s.first, i-6); j-- {
		if s.f.set[s.word(j)] {
			return true
		}
	}
	return false
}
