package serve

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/index"
	"github.com/factwire/factwire/store/merge"
)

// view is the store as one request reads it.
type view struct {
	store *store.Store
	index *index.Index
}

func (s *Server) read(use func(view) error) error {
	return s.library.use(func(st *store.Store, x *index.Index) error { return use(view{st, x}) })
}

// found is a page of a list.
type found struct {
	ids   []string
	total int
}

// find finds a page's ids.
func (v view) find(w *wish, more func(*index.Selection)) (out found, err error) {
	if err := w.since(v.store); err != nil {
		return out, err
	}
	err = v.index.Find(w.query, func(s *index.Selection) error {
		out.total = s.Count()
		out.ids = s.Page(w.order, w.skip, w.most)
		if more != nil {
			more(s)
		}
		return nil
	})
	return out, err
}

// facts reads facts by their ids, with all of their evidence.
func (v view) facts(ids []string) ([]merge.Fact, error) { return v.parts(ids, v.store.Some) }

// page returns how facts are read for an answer of the API: with all of their evidence where that is not much. The ids of those of which it
// is the first piece alone are added to brief.
func (v view) page(brief *[]string) reading {
	return func(ids []string) ([]merge.Fact, error) {
		return v.parts(ids, func(ids []string) ([]merge.Fact, error) {
			facts, some, err := v.store.Page(ids)
			*brief = append(*brief, some...)
			slices.Sort(*brief)
			return facts, err
		})
	}
}

// glances reads facts for cards.
func (v view) glances(ids []string) ([]merge.Fact, error) { return v.parts(ids, v.store.Glances) }

// parts reads many facts part by part: each fact lies elsewhere in the file, and what was read of it would else stay in memory to the end.
func (v view) parts(ids []string, read reading) ([]merge.Fact, error) {
	const part = 150
	var out []merge.Fact
	for some := range slices.Chunk(ids, part) {
		if len(out) > 0 {
			_ = v.store.Release() // a hint
		}
		facts, err := read(some)
		if err != nil {
			return nil, err
		}
		out = append(out, facts...)
	}
	return out, nil
}

// answer writes JSON.
func answer(w http.ResponseWriter, code int, v any) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // a fact reads as in the JSON lines; no browser takes it for a page
	if err := enc.Encode(v); err != nil {
		code = http.StatusInternalServerError
		b.Reset()
		b.WriteString(`{"error":"the answer cannot be written"}` + "\n")
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(code)
	_, _ = b.WriteTo(w) // who asked may be gone
}

func (s *Server) apiFacts(w http.ResponseWriter, r *http.Request) error {
	ask, err := parse(r.URL.Query(), s.options.Now(), true)
	if err != nil {
		return err
	}
	var page found
	var facts []merge.Fact
	brief := []string{}
	err = s.read(func(v view) error {
		if page, err = v.find(&ask, nil); err != nil {
			return err
		}
		read := v.page(&brief)
		switch {
		case ask.flag("brief"):
			read = v.glances
		case ask.flag("full"):
			read = v.facts
		}
		facts, err = read(page.ids)
		return err
	})
	if err != nil {
		return err
	}
	out := map[string]any{"facts": append([]merge.Fact{}, facts...), "total": page.total, "brief": brief}
	if next := ask.next(page); next != "" {
		out["next"] = address("/api/facts", ask.page(next))
	}
	answer(w, http.StatusOK, out)
	return nil
}

// next is the offset of the next page; empty if there is none.
func (w *wish) next(page found) string {
	if at := w.skip + len(page.ids); at < page.total && len(page.ids) > 0 {
		return strconv.Itoa(at)
	}
	return ""
}

func (w *wish) page(offset string) url.Values {
	v := w.without("offset")
	v.Set("offset", offset)
	return v
}

func (s *Server) apiFact(w http.ResponseWriter, r *http.Request) error {
	var f merge.Fact
	err := s.read(func(v view) (err error) {
		f, err = v.fact(r.PathValue("id"))
		return err
	})
	if err == nil {
		answer(w, http.StatusOK, f)
	}
	return err
}

// fact reads a fact by an id from an address.
func (v view) fact(id string) (merge.Fact, error) {
	if !isID(id) {
		return merge.Fact{}, store.ErrNoFact
	}
	f, err := v.store.Fact(id)
	return f, err
}

// isID reports whether a text can be the beginning of an id.
func isID(s string) bool {
	for _, c := range []byte(s) {
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F') {
			return false
		}
	}
	const most = 16
	return s != "" && len(s) <= most
}

func (s *Server) apiFacets(w http.ResponseWriter, r *http.Request) error {
	ask, err := parse(r.URL.Query(), s.options.Now(), true)
	if err != nil {
		return err
	}
	facets := map[string][]index.Value{}
	var total int
	err = s.read(func(v view) error {
		page, err := v.find(&ask, func(sel *index.Selection) {
			for _, name := range index.Facets() {
				facets[name] = append([]index.Value{}, sel.Facet(name, ask.most)...)
			}
		})
		total = page.total
		return err
	})
	if err == nil {
		answer(w, http.StatusOK, map[string]any{"total": total, "facets": facets})
	}
	return err
}

// changed is a fact with what became of it.
type changed struct {
	Fact merge.Fact `json:"fact"`
	New  bool       `json:"new"`
	What []string   `json:"changes"`
}

func (s *Server) apiChanges(w http.ResponseWriter, r *http.Request) error {
	ask, err := parse(r.URL.Query(), s.options.Now(), true)
	if err != nil {
		return err
	}
	out, brief := []changed{}, []string{}
	var page found
	err = s.read(func(v view) error {
		run, err := v.store.LastRun()
		if err != nil {
			return err
		}
		if ask.values.Get("changed-since") == "" {
			ask.values.Set("changed-since", strconv.FormatUint(run, 10))
		}
		if page, err = v.find(&ask, nil); err != nil {
			return err
		}
		more, err := v.changes(page.ids, ask.query.SinceRun, v.page(&brief))
		out = append(out, more...)
		return err
	})
	if err == nil {
		answer(w, http.StatusOK, map[string]any{"changes": out, "total": page.total, "since_run": ask.query.SinceRun, "brief": brief})
	}
	return err
}

// reading reads facts by their ids: view.facts, view.glances or what view.page returns.
type reading func(ids []string) ([]merge.Fact, error)

// changes reads what became of facts since a run.
func (v view) changes(ids []string, run uint64, read reading) ([]changed, error) {
	found := map[string]store.Difference{}
	var kept []string
	for _, id := range ids {
		d, ok, err := v.store.Change(id, run)
		if err != nil {
			return nil, err
		}
		if ok {
			found[id] = d
			kept = append(kept, id)
		}
	}
	facts, err := read(kept)
	var out []changed
	for _, f := range facts {
		d := found[f.ID]
		out = append(out, changed{Fact: f, New: d.Was == nil, What: append([]string{}, tell.Changes(d)...)})
	}
	return out, err
}

func (s *Server) apiEntity(w http.ResponseWriter, r *http.Request) error {
	var page entityPage
	brief := []string{}
	err := s.read(func(v view) (err error) {
		page, err = v.entity(r.URL.Query().Get("key"), defaultFacts, v.page(&brief))
		return err
	})
	if err == nil {
		answer(w, http.StatusOK, map[string]any{"key": page.Key, "names": page.Names, "total": page.Total, "links": page.Links, "facts": append([]merge.Fact{}, page.Facts...), "brief": brief})
	}
	return err
}

func (s *Server) apiArticle(w http.ResponseWriter, r *http.Request) error {
	var a factwire.Article
	var facts []merge.Fact
	err := s.read(func(v view) (err error) {
		a, facts, err = v.article(r.PathValue("id"))
		return err
	})
	if err == nil {
		answer(w, http.StatusOK, map[string]any{"article": a, "facts": append([]merge.Fact{}, facts...)})
	}
	return err
}

// chunk is how many facts of a long list are read at a time: between two, newer facts may be taken in.
const chunk = 200

// all reads the facts of a whole list, chunk by chunk.
func (s *Server) all(ask *wish, use func([]merge.Fact) error) error {
	if ask.values.Get("limit") == "" {
		ask.most = int(^uint(0) >> 1)
	}
	var ids []string
	err := s.read(func(v view) error {
		page, err := v.find(ask, nil)
		ids = page.ids
		return err
	})
	for part := range slices.Chunk(ids, chunk) {
		if err != nil {
			return err
		}
		var facts []merge.Fact
		if err = s.read(func(v view) error {
			facts, err = v.facts(part)
			return err
		}); err == nil {
			err = use(facts)
		}
	}
	return err
}

func (s *Server) csv(w http.ResponseWriter, r *http.Request) error {
	ask, err := parse(r.URL.Query(), s.options.Now(), false)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8; header=present")
	w.Header().Set("Content-Disposition", `attachment; filename="facts.csv"`)
	out := tabular.NewWriter(w, nil, tabular.Options{})
	err = s.all(&ask, func(facts []merge.Fact) error {
		for _, f := range facts {
			if err := out.Write(f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.options.Note("facts.csv: %v", err)
		panic(http.ErrAbortHandler) // half a sheet must not look like a whole one
	}
	return out.Close()
}

func (s *Server) jsonl(w http.ResponseWriter, r *http.Request) error {
	ask, err := parse(r.URL.Query(), s.options.Now(), false)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/jsonl; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="facts.jsonl"`)
	if err := s.all(&ask, func(facts []merge.Fact) error { return tabular.JSONL(w, facts) }); err != nil {
		s.options.Note("facts.jsonl: %v", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}
