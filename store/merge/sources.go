package merge

import (
	"cmp"
	"maps"
	"slices"

	"github.com/factwire/factwire/store/similar"
)

// sources are the independent sources of one cluster of a tally, kept from one report to the next. What makes two articles one source
// is said at corroboration.
type sources struct {
	members []int // the numbers of the cluster's shapes, sorted
	done    int   // how many records of the tally were looked at

	records   []int32 // by node: the article's record, ascending
	parent    []int32
	sure      []float64 // of a root: the confidence of the surest report
	prints    []similar.Print
	outlets   table // to a node
	sentences table
	certain   map[float64]int // how many sources are how sure; nil until it is asked for
}

// newSources makes the sources of a cluster, with room for so many records.
func newSources(members []int, room int) *sources {
	return &sources{members: members, records: make([]int32, 0, room), parent: make([]int32, 0, room), sure: make([]float64, 0, room), prints: make([]similar.Print, 0, room),
		outlets: newTable(room / 16), sentences: newTable(room / 8)} // of hot facts much is copied
}

// count counts the sources by how sure they are, unless that is known.
func (s *sources) count() {
	if s.certain != nil {
		return
	}
	s.certain = map[float64]int{}
	for i, p := range s.parent {
		if int(p) == i {
			s.certain[s.sure[i]]++
		}
	}
}

func (s *sources) has(shape int) bool {
	_, found := slices.BinarySearch(s.members, shape)
	return found
}

// corroboration counts the outlets and the independent sources of a cluster, and gives its confidence, as the function of this name does.
func (t *Tally) corroboration(views []view) (outlets, independent int, confidence float64) {
	s := t.sourcesOf(numbersOf(views))
	for ; s.done < len(t.records); s.done++ {
		s.add(t, s.done, true)
	}
	s.count()
	for _, n := range s.certain {
		independent += n
	}
	return s.outlets.n, independent, s.confidence(independent)
}

// sourcesOf returns the sources of a cluster: those of before, if all that the cluster has more is shapes that came since, else new ones.
func (t *Tally) sourcesOf(members []int) *sources {
	for i, s := range t.sources {
		if !slices.ContainsFunc(members, s.has) {
			continue
		}
		if !t.grew(s, members) {
			t.sources = slices.DeleteFunc(t.sources, func(s *sources) bool { return slices.ContainsFunc(members, s.has) })
			break
		}
		t.sources[i].members = members
		return s
	}
	s := newSources(members, 0)
	for i := range t.records { // of the copies noted so far some were noted for other clusters
		tells := t.of(&t.records[i])
		for j := range tells {
			if x := &tells[j]; x.copies != 0 && s.has(int(x.shape)) {
				x.copies = 0
				t.fresh = min(t.fresh, i)
			}
		}
	}
	t.sources = append(t.sources, s)
	return s
}

// grew reports whether the members are those of a cluster and shapes that no record has which it looked at.
func (t *Tally) grew(s *sources, members []int) bool {
	stayed := 0
	for _, n := range members {
		if s.has(n) {
			stayed++
		} else if t.shapes[n].since < s.done {
			return false
		}
	}
	return stayed == len(s.members)
}

// add looks at a record. Copies of its text are searched for among all texts, or, if not, are those that are noted with it.
func (s *sources) add(t *Tally, number int, search bool) {
	r := &t.records[number]
	at := len(s.parent)
	var first *told
	sure := 0.0
	tells := t.of(r)
	for i := range tells {
		if x := &tells[i]; s.has(int(x.shape)) {
			if first == nil {
				first = x
			}
			sure = max(sure, x.sure)
		}
	}
	if first == nil {
		return
	}
	s.records, s.parent, s.sure, s.prints = append(s.records, int32(number)), append(s.parent, int32(at)), append(s.sure, sure), append(s.prints, r.print)
	if s.certain != nil {
		s.certain[sure]++
	}
	s.meet(&s.outlets, r.outlet, at)
	for i := range tells {
		x := &tells[i]
		if !s.has(int(x.shape)) {
			continue
		}
		for _, h := range t.marks[x.from:x.to] {
			s.meet(&s.sentences, h, at)
		}
		t.eachCopy(x, func(other int) {
			if n, found := slices.BinarySearch(s.records, int32(other)); found {
				s.join(at, n)
			}
		})
	}
	if !search {
		return
	}
	last := int32(0)
	for n := first.copies; n > 0; n = t.copies[n-1].next {
		last = n
	}
	for n, p := range s.prints[:at] {
		if similar.Copies(p, r.print) && s.find(n) != s.find(at) {
			s.join(at, n)
			last = t.copyOf(first, last, int(s.records[n]))
			t.fresh = min(t.fresh, number)
		}
	}
}

// meet makes a node and the one that has the same mark one source.
func (s *sources) meet(marks *table, mark uint64, at int) {
	if n, known := marks.put(mark, at); known {
		s.join(at, n)
	}
}

func (s *sources) find(i int) int {
	for int(s.parent[i]) != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = int(s.parent[i])
	}
	return i
}

func (s *sources) join(i, j int) {
	a, b := s.find(i), s.find(j)
	if a == b {
		return
	}
	sure := max(s.sure[a], s.sure[b])
	if s.certain != nil {
		s.forget(s.sure[a])
		s.forget(s.sure[b])
		s.certain[sure]++
	}
	s.parent[max(a, b)] = int32(min(a, b))
	s.sure[min(a, b)] = sure
}

func (s *sources) forget(sure float64) {
	if s.certain[sure]--; s.certain[sure] == 0 {
		delete(s.certain, sure)
	}
}

// confidence is that of corroboration, which multiplies in the same order; once nothing more can change it, the rest is left out.
func (s *sources) confidence(independent int) float64 {
	levels := slices.SortedFunc(maps.Keys(s.certain), func(a, b float64) int { return cmp.Compare(b, a) })
	top := max(mostSure, levels[0])
	doubt := 1.0
	for i, c := range levels {
		for k := range s.certain[c] {
			if i == 0 && k == 0 {
				doubt = 1 - c
			} else if doubt *= 1 - further*c; 1-doubt >= top {
				return rounded(top)
			}
		}
	}
	confidence := 1 - doubt
	if independent > 1 {
		confidence = min(confidence, top)
	}
	return rounded(confidence)
}

// sentences are hashes of the sentences of a view that are long enough to show a copy.
func sentences(v *view) (out []uint64) {
	for _, e := range v.Evidence {
		if h, words := letters(e.Text); words >= minCopied {
			out = append(out, h)
		}
	}
	return out
}

func hash64(s string) uint64 {
	h := uint64(14695981039346656037) // FNV-1a
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
