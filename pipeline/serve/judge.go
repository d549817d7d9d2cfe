package serve

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

var errReadOnly = refused{http.StatusForbidden, "This server shows facts only: it was started with --read-only."}

// opinion is what somebody says of a fact.
type opinion struct {
	Action merge.Action      `json:"action"`
	Fields map[string]string `json:"fields,omitempty"` // of an edit: by name, as people write them
	Why    string            `json:"why,omitempty"`
	By     string            `json:"by,omitempty"`
}

// keep gives verdicts on a fact and returns their numbers. The store is written, and so is its snapshot, from which pages are then made.
func (s *Server) keep(id string, o opinion) (numbers []uint64, err error) {
	if s.options.ReadOnly {
		return nil, errReadOnly
	}
	err = s.write(func(st *store.Store) error {
		f, err := st.Fact(id)
		if err != nil {
			return err
		}
		verdicts, err := s.verdictsOf(st, f, o)
		if err != nil {
			return err
		}
		numbers, err = st.Judge(verdicts...)
		return err
	})
	return numbers, err
}

func (s *Server) verdictsOf(st *store.Store, f merge.Fact, o opinion) ([]merge.Verdict, error) {
	if len(o.By) > longestName {
		return nil, wrongf("the name of who judges is longer than %d bytes", longestName)
	}
	switch o.Action {
	case merge.Accept, merge.Reject:
		return []merge.Verdict{s.verdictOf(o.Action, st.Target(f), o.By, o.Why)}, nil
	case merge.Edit:
	default:
		return nil, wrongf("there is no action %q: use accept, reject or edit", o.Action)
	}
	for name := range o.Fields {
		if !slices.Contains(tell.Fields(), name) {
			return nil, wrongf("there is no field %q to edit: use %s", name, strings.Join(tell.Fields(), ", "))
		}
	}
	var out []merge.Verdict
	for _, name := range tell.Fields() {
		text, ok := o.Fields[name]
		if text = strings.TrimSpace(text); !ok || text == tell.Field(f.Fact, name) {
			continue
		}
		value, err := tell.FieldValue(f.Fact, name, text)
		if err != nil {
			return nil, wrong{err}
		}
		v := s.verdictOf(merge.Edit, st.Target(f), o.By, o.Why)
		v.Field, v.Value = name, value
		out = append(out, v)
	}
	if len(out) == 0 {
		return nil, wrongf("there is nothing to change: every field is what it was")
	}
	return out, nil
}

// write changes the store, and takes in what changed.
func (s *Server) write(change func(*store.Store) error) error {
	st, err := store.Open(s.options.Store, store.Options{Wait: s.options.Wait, Command: "factwire serve", Now: s.options.Now})
	if err != nil {
		return err
	}
	err = change(st)
	if err == nil {
		if serr := st.Snapshot(); serr != nil {
			s.options.Note("no snapshot for readers: %v", serr)
		}
	}
	if cerr := st.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	return s.library.refresh()
}

// revoke takes a verdict back, and returns the id of the fact that it was on.
func (s *Server) revoke(n uint64) (id string, err error) {
	if s.options.ReadOnly {
		return "", errReadOnly
	}
	err = s.write(func(st *store.Store) error {
		all, err := st.Verdicts()
		if err != nil {
			return err
		}
		for _, v := range all {
			if v.Number == n {
				id = v.Target.ID
			}
		}
		return st.Unjudge(n)
	})
	return id, err
}

func (s *Server) judge(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return wrongf("the form cannot be read: %v", err)
	}
	o := opinion{Action: merge.Action(r.PathValue("action")), Why: strings.TrimSpace(r.PostForm.Get("why")), By: strings.TrimSpace(r.PostForm.Get("by")), Fields: map[string]string{}}
	for _, name := range tell.Fields() {
		if r.PostForm.Has(name) {
			o.Fields[name] = r.PostForm.Get(name)
		}
	}
	id := r.PathValue("id")
	numbers, err := s.keep(id, o)
	if err != nil {
		return err
	}
	s.remember(w, r, o.By)
	done := url.Values{}
	for _, n := range numbers {
		done.Add("done", strconv.FormatUint(n, 10))
	}
	http.Redirect(w, r, "/facts/"+url.PathEscape(id)+"?"+done.Encode(), http.StatusSeeOther)
	return nil
}

// judging is the name of the cookie with the name of who judges in a browser.
const judging = "factwire-by"

// judgeOf is who judges in this browser: who did last, else whom the server was started by.
func (s *Server) judgeOf(r *http.Request) string {
	if c, err := r.Cookie(judging); err == nil {
		if by, err := url.QueryUnescape(c.Value); err == nil && by != "" && len(by) <= longestName {
			return by
		}
	}
	return s.options.By
}

// longestName is how many bytes a reviewer's name has at most.
const longestName = 200

// remember keeps the name of who judges for the next form.
func (s *Server) remember(w http.ResponseWriter, r *http.Request, by string) {
	if by == "" || by == s.judgeOf(r) {
		return
	}
	const year = 365 * 24 * 3600
	http.SetCookie(w, &http.Cookie{Name: judging, Value: url.QueryEscape(by), Path: "/", MaxAge: year, HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil})
}

func (s *Server) undo(w http.ResponseWriter, r *http.Request) error {
	n, err := strconv.ParseUint(r.PathValue("number"), 10, 64)
	if err != nil {
		return errNone
	}
	id, err := s.revoke(n)
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/facts/"+url.PathEscape(id), http.StatusSeeOther)
	return nil
}

func (s *Server) apiJudge(w http.ResponseWriter, r *http.Request) error {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return refused{http.StatusUnsupportedMediaType, "Send JSON, with Content-Type: application/json."}
	}
	var o opinion
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&o); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return err
		}
		return wrongf(`the verdict cannot be read: %v: send {"action": "accept"}`, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return wrongf("something stands behind the verdict")
	}
	numbers, err := s.keep(r.PathValue("id"), o)
	if err != nil {
		return err
	}
	answer(w, http.StatusCreated, map[string]any{"verdicts": numbers})
	return nil
}

func (s *Server) apiUndo(w http.ResponseWriter, r *http.Request) error {
	n, err := strconv.ParseUint(r.PathValue("number"), 10, 64)
	if err != nil {
		return errNone
	}
	id, err := s.revoke(n)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, map[string]any{"undone": n, "fact": id})
	return nil
}

func (s *Server) apiVerdicts(w http.ResponseWriter, _ *http.Request) error {
	all, err := s.allVerdicts()
	if err != nil {
		return err
	}
	if all == nil {
		all = []merge.Verdict{}
	}
	answer(w, http.StatusOK, map[string]any{"verdicts": all})
	return nil
}

func (s *Server) allVerdicts() (all []merge.Verdict, err error) {
	err = s.read(func(v view) error {
		all, err = v.store.Verdicts()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read verdicts: %w", err)
	}
	return all, nil
}
