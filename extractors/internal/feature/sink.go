// Package feature describes words, phrases and what lies between them by features: hashes of short
// strings such as the lemma of a word or the path from one to another in the tree. Models weigh them.
package feature

// Sink collects the features of one question. The zero value is ready to use.
type Sink struct {
	// IDs are the features' hashes; never 0.
	IDs []uint32
	// Named makes the sink keep each feature's wording beside its hash, for explanations.
	Named bool
	// Names are the wordings, as long as IDs where Named is set.
	Names []string
	path  []byte
}

// Reset empties the sink and keeps its room.
func (s *Sink) Reset() { s.IDs, s.Names = s.IDs[:0], s.Names[:0] }

// FNV-1a, 32 bits (Fowler, Noll, Vo).
const (
	offset32 = 2166136261
	prime32  = 16777619
)

func mix(h uint32, part string) uint32 {
	for i := range len(part) {
		h = (h ^ uint32(part[i])) * prime32
	}
	return (h ^ 0xff) * prime32 // no part holds this byte: it ends the part
}

func (s *Sink) push(h uint32) {
	if h == 0 {
		h = 1
	}
	s.IDs = append(s.IDs, h)
}

func (s *Sink) add(template, a string) {
	s.push(mix(mix(offset32, template), a))
	if s.Named {
		s.Names = append(s.Names, template+"="+a)
	}
}

func (s *Sink) add2(template, a, b string) {
	s.push(mix(mix(mix(offset32, template), a), b))
	if s.Named {
		s.Names = append(s.Names, template+"="+a+"|"+b)
	}
}

func (s *Sink) add3(template, a, b, c string) {
	s.push(mix(mix(mix(mix(offset32, template), a), b), c))
	if s.Named {
		s.Names = append(s.Names, template+"="+a+"|"+b+"|"+c)
	}
}

// template is the beginning of a feature, hashed beforehand.
type template struct {
	wording string // with what parts it from what follows
	seed    uint32
}

// templateOf is the template of add, add2 or add3 with the first words given.
func templateOf(name string, words ...string) template {
	t := template{name + "=", mix(offset32, name)}
	for _, w := range words {
		t.wording += w + "|"
		t.seed = mix(t.seed, w)
	}
	return t
}

func (s *Sink) one(t *template, a string) {
	s.push(mix(t.seed, a))
	if s.Named {
		s.Names = append(s.Names, t.wording+a)
	}
}

func (s *Sink) two(t *template, a, b string) {
	s.push(mix(mix(t.seed, a), b))
	if s.Named {
		s.Names = append(s.Names, t.wording+a+"|"+b)
	}
}

func (s *Sink) three(t *template, a, b, c string) {
	s.push(mix(mix(mix(t.seed, a), b), c))
	if s.Named {
		s.Names = append(s.Names, t.wording+a+"|"+b+"|"+c)
	}
}

// prefix conjoins every feature from n on with a word: the kind of what is asked for.
func (s *Sink) prefix(n int, word string) {
	for i := n; i < len(s.IDs); i++ {
		h := mix(s.IDs[i], word)
		if h == 0 {
			h = 1
		}
		s.IDs[i] = h
		if s.Named {
			s.Names[i] = word + ":" + s.Names[i]
		}
	}
}
