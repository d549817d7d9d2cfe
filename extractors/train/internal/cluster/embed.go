package main

import (
	"log"
	"math"
)

// embedding are the settings of skip-gram with negative sampling.
type embedding struct {
	dim, window, passes, negative int
	rate                          float64 // at the start; it falls to nothing
}

// random is xorshift64*, so that a run can be repeated.
type random uint64

func (r *random) next() uint64 {
	x := *r
	x ^= x >> 12
	x ^= x << 25
	x ^= x >> 27
	*r = x
	return uint64(x) * 0x2545F4914F6CDD1D
}

func (r *random) float() float64 { return float64(r.next()>>11) / (1 << 53) }

// embed returns the vectors of the words, one after the other, each of length one. Each
// place around a word has context vectors of its own (Ling and others, 2015), so that words come together
// that can take each other's place, rather than those of one topic.
func embed(t *text, e embedding) []float32 {
	rnd := random(88172645463325252)
	size := len(t.words) * e.dim
	in, out := make([]float32, size), make([]float32, size*2*e.window)
	for i := range in {
		in[i] = float32(rnd.float()-0.5) / float32(e.dim)
	}
	noise := noiseTable(t.counts)
	keep := keepRates(t.counts)
	step := make([]float32, e.dim)
	total := float64(len(t.tokens) * e.passes)
	var sentence []int32
	done := 0
	for pass := range e.passes {
		for _, w := range t.tokens {
			done++
			if w >= 0 {
				if rnd.float() < keep[w] {
					sentence = append(sentence, w)
				}
				continue
			}
			rate := float32(e.rate * max(1-float64(done)/total, 1e-3))
			for i, w := range sentence {
				v := in[int(w)*e.dim:][:e.dim]
				for k := 1; k <= e.window; k++ {
					if i-k >= 0 {
						learn(v, out[size*(2*k-2):], sentence[i-k], noise, &rnd, e.negative, rate, step)
					}
					if i+k < len(sentence) {
						learn(v, out[size*(2*k-1):], sentence[i+k], noise, &rnd, e.negative, rate, step)
					}
				}
			}
			sentence = sentence[:0]
		}
		log.Printf("pass %d done", pass+1)
	}
	centre(in, e.dim)
	for i := range t.words {
		unit(in[i*e.dim:][:e.dim])
	}
	return in
}

// learn moves the vector v towards the context word's vector in out, and away from those of words drawn at random.
func learn(v, out []float32, context int32, noise []int32, rnd *random, negative int, rate float32, step []float32) {
	clear(step)
	for k := range negative + 1 {
		target, label := context, float32(1)
		if k > 0 {
			target, label = noise[rnd.next()%uint64(len(noise))], 0
			if target == context {
				continue
			}
		}
		o := out[int(target)*len(v):][:len(v)]
		g := (label - sigmoid(dot(v, o))) * rate
		for i, x := range o {
			step[i] += g * x
			o[i] += g * v[i]
		}
	}
	for i, s := range step {
		v[i] += s
	}
}

// centre takes the mean away, in which all words are alike.
func centre(vectors []float32, dim int) {
	mean := make([]float32, dim)
	n := len(vectors) / dim
	for i, x := range vectors {
		mean[i%dim] += x / float32(n)
	}
	for i := range vectors {
		vectors[i] -= mean[i%dim]
	}
}

func sigmoid(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(min(max(x, -8), 8))))) }

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	for len(a) >= 4 && len(b) >= 4 {
		s0 += a[0] * b[0]
		s1 += a[1] * b[1]
		s2 += a[2] * b[2]
		s3 += a[3] * b[3]
		a, b = a[4:], b[4:]
	}
	for i := range a {
		s0 += a[i] * b[i]
	}
	return s0 + s1 + s2 + s3
}

func unit(v []float32) {
	n := float32(math.Sqrt(float64(dot(v, v))))
	if n == 0 {
		return
	}
	for i := range v {
		v[i] /= n
	}
}

// noiseTable draws words by their frequency to the power of three quarters.
func noiseTable(counts []int) []int32 {
	var sum float64
	for _, c := range counts {
		sum += math.Pow(float64(c), 0.75)
	}
	table := make([]int32, 0, 1<<20)
	for w, c := range counts {
		for range max(1, int(math.Pow(float64(c), 0.75)/sum*(1<<20))) {
			table = append(table, int32(w))
		}
	}
	return table
}

// keepRates thins out the most frequent words.
func keepRates(counts []int) []float64 {
	total := 0
	for _, c := range counts {
		total += c
	}
	rates := make([]float64, len(counts))
	for i, c := range counts {
		f := float64(c) / float64(total) / 1e-3
		rates[i] = min(1, math.Sqrt(1/f)+1/f)
	}
	return rates
}

// kmeans groups vectors of length one by their cosine and returns each one's group and the groups' centres.
func kmeans(vectors []float32, dim, k, rounds int) ([]int, []float32) {
	n := len(vectors) / dim
	k = min(k, n)
	rnd := random(2463534242)
	centres := make([]float32, 0, k*dim)
	taken := map[int]bool{}
	for len(centres) < k*dim {
		if i := int(rnd.next() % uint64(n)); !taken[i] {
			taken[i] = true
			centres = append(centres, vectors[i*dim:][:dim]...)
		}
	}
	group := make([]int, n)
	for range rounds {
		moved := 0
		for i := range n {
			v := vectors[i*dim:][:dim]
			best, top := 0, float32(-2)
			for g := range k {
				if s := dot(v, centres[g*dim:][:dim]); s > top {
					best, top = g, s
				}
			}
			if group[i] != best {
				group[i] = best
				moved++
			}
		}
		clear(centres)
		for i, g := range group {
			c := centres[g*dim:][:dim]
			for d, x := range vectors[i*dim:][:dim] {
				c[d] += x
			}
		}
		for g := range k {
			unit(centres[g*dim:][:dim])
		}
		if moved == 0 {
			break
		}
	}
	return group, centres
}
