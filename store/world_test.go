package store_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
)

// world makes news as skewed as the real one: few states and speakers are told of again and again. Matters come and
// go: one is told by some forty articles, most of them within weeks; one report in twenty is of one of 300 that never end.
type world struct {
	rng                   *rand.Rand
	age, evergreen        *rand.Zipf
	people, states, firms *rand.Zipf
	words                 []string
}

func newWorld(seed uint64) *world {
	rng := rand.New(rand.NewPCG(seed, 1))
	w := &world{rng: rng}
	w.people = rand.NewZipf(rng, 1.2, 20, 20_000)
	w.states = rand.NewZipf(rng, 1.2, 8, 190)
	w.firms = rand.NewZipf(rng, 1.2, 20, 5_000)
	w.age = rand.NewZipf(rng, 1.5, 100, 1_000_000)
	w.evergreen = rand.NewZipf(rng, 1.1, 20, 300)
	for i := range 5000 {
		w.words = append(w.words, strconv.FormatInt(int64(i+1)*7919, 26))
	}
	return w
}

func (w *world) text(rng *rand.Rand, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		// word frequencies of a Zipf kind
		b.WriteString(w.words[int(math.Pow(float64(len(w.words)), rng.Float64()))-1])
	}
	return b.String()
}

func state(n uint64) factwire.Entity {
	return factwire.Entity{Name: fmt.Sprintf("State %d", n), Type: factwire.Country, Code: fmt.Sprintf("%c%c", 'A'+n/26%26, 'A'+n%26)}
}
func firm(n uint64) factwire.Entity {
	return factwire.Entity{Name: fmt.Sprintf("Firm %d", n), Type: factwire.Company}
}

// article is number n, some 400 words with five observations: two quotes, a signing, a ban and a deadline. Nine of ten quotes are said once;
// of a signing, a ban or a deadline forty articles tell.
func (w *world) article(n int) store.Entry {
	rng := w.rng
	day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n/50).Format("2006-01-02")
	a := factwire.Article{URL: fmt.Sprintf("https://outlet%d.example/%d", rng.IntN(300), n), Site: fmt.Sprintf("outlet%d.example", rng.IntN(300)), Title: w.text(rng, 8), Published: day, Origin: fmt.Sprintf("/archive/%d.html", n), Text: w.text(rng, 400)}
	a.ID = factwire.ArticleID(a.URL, a.Text)
	e := store.Entry{Article: a}
	for i := range 5 {
		start := i * 200
		f := factwire.Fact{Status: factwire.Done, Confidence: 0.5 + float64(rng.IntN(45))/100}
		matter := uint64(1_000_000+n/40) - min(w.age.Uint64(), 900_000)
		if rng.IntN(20) == 0 {
			matter = w.evergreen.Uint64()
		}
		fixed := rand.New(rand.NewPCG(matter, uint64(i))) // what is true of the matter, whoever tells it
		switch i {
		case 0, 1:
			f.Kind, f.Form = factwire.Quote, factwire.Direct
			who := w.people.Uint64()
			f.Who = []factwire.Entity{{Name: fmt.Sprintf("Given%d Surname%d", who%97, who), Type: factwire.Person, Title: "minister"}}
			f.What = w.text(rng, 8+rng.IntN(25))
			if rng.IntN(10) == 0 {
				f.What = w.text(rand.New(rand.NewPCG(who, uint64(rng.IntN(5)))), 20)
			}
		case 2:
			f.Kind, f.What, f.Who = factwire.Signing, classes[fixed.IntN(3)], []factwire.Entity{state(fixed.Uint64N(190)), firm(fixed.Uint64N(5000))}
		case 3:
			f.Kind, f.What, f.Who, f.Whom = factwire.Ban, "ban", []factwire.Entity{state(fixed.Uint64N(190))}, []factwire.Entity{firm(fixed.Uint64N(5000))}
			f.About = scopes[rng.IntN(len(scopes))]
		case 4:
			f.Kind, f.Who = factwire.Deadline, []factwire.Entity{state(w.states.Uint64())}
			fixed = rand.New(rand.NewPCG(matter, 1000+uint64(f.Who[0].Code[0])))
			for range 5 { // content words: none is as frequent as those between them
				f.What += w.words[int(50*math.Pow(float64(len(w.words))/50, fixed.Float64()))-1] + " "
			}
		}
		if i > 1 && rng.IntN(2) == 0 {
			f.When = factwire.When{Date: factwire.Date(fmt.Sprintf("20%02d-%02d", 15+fixed.IntN(11), 1+fixed.IntN(12))), Relation: factwire.On}
		}
		f.Evidence = []factwire.Evidence{{Article: a.ID, URL: a.URL, Title: a.Title, Site: a.Site, Published: a.Published, Start: start, End: start + 160, Text: a.Text[start : start+160],
			Spans: map[string][]factwire.Span{"cue": {{start, start + 5}}, "who": {{start + 9, start + 20}}}, Rule: "bench"}}
		e.Facts = append(e.Facts, f)
	}
	return e
}
