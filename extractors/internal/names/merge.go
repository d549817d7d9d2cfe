package names

import "strings"

// merge makes cluster a part of cluster b.
func (s *scanner) merge(cs []cluster, a, b int) {
	b = root(cs, b)
	if a == b || cs[a].merged >= 0 {
		return
	}
	x, y := &cs[a], &cs[b]
	x.merged = b
	for i := range x.votes {
		y.votes[i] += x.votes[i]
	}
	y.spans += x.spans
	y.public = y.public || x.public
	y.outlet = y.outlet || x.outlet
	if y.sex == unknown {
		y.sex = x.sex
	}
	if y.code == "" {
		y.code = x.code
	}
	if x.office.title != "" && (better(x.office, y.office) || s.weakTitle(y.office.title) && !s.weakTitle(x.office.title)) || y.office.title == "" && y.office.span < 0 {
		y.office = x.office
	}
	y.first = min(y.first, x.first)
}

func root(cs []cluster, c int) int {
	for cs[c].merged >= 0 {
		c = cs[c].merged
	}
	return c
}

// sexOf tells a person's sex by what was said of it, else by the first name.
func (s *scanner) sexOf(c *cluster) sex {
	if c.sex != unknown {
		return c.sex
	}
	if len(c.words) == 1 {
		if g := s.w.leaderSex[s.w.lower(c.words[0])]; g != unknown {
			return g
		}
	}
	if len(c.words) > 0 {
		first := s.w.lower(c.words[0])
		if len(c.words) > 1 && s.w.familyFirst[first] {
			return unknown // "Li Qiaoyun": no given name that tells it
		}
		if g, ok := s.w.firstNames[first]; ok {
			return g
		}
		if a, _, ok := strings.Cut(first, "-"); ok {
			return s.w.firstNames[a]
		}
	}
	return unknown
}
