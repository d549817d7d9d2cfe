package serve

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"maragu.dev/gomponents"

	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/store"
)

//go:embed assets
var assets embed.FS

// asset is a file that pages load.
type asset struct {
	data       []byte
	kind, etag string
}

func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", a.etag)
	if r.Header.Get("If-None-Match") == a.etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(a.data) // who asked may be gone
}

func (s *Server) load() error {
	for name, into := range map[string]*asset{"style.css": &s.style, "script.js": &s.script} {
		data, err := assets.ReadFile("assets/" + name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		*into = asset{data, "text/css; charset=utf-8", `"` + hex.EncodeToString(sum[:8]) + `"`}
	}
	s.script.kind = "text/javascript; charset=utf-8"
	return nil
}

func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func plainCount(n int, name, plural string) string {
	if n == 1 {
		return "1 " + name
	}
	return thousands(n) + " " + plural
}

// frame is what every page has.
type frame struct {
	Title    string
	Here     string // the part of the server that the page belongs to
	Search   string // what was searched for
	Feed     string // the address of the list's feed
	ReadOnly bool
	Today    string
}

// show writes a page, whole or not at all.
func (s *Server) show(w http.ResponseWriter, code int, f frame, body ...gomponents.Node) {
	f.ReadOnly, f.Today = s.options.ReadOnly, s.options.Now().Format(time.DateOnly)
	var b bytes.Buffer
	if err := document(f, body).Render(&b); err != nil {
		s.options.Note("page %q: %v", f.Title, err)
		http.Error(w, "The page cannot be written.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	_, _ = b.WriteTo(w) // who asked may be gone
}

func (s *Server) verdicts(w http.ResponseWriter, _ *http.Request) error {
	const most = 500
	var out []decision
	err := s.read(func(v view) error {
		all, err := v.store.Verdicts()
		if err != nil {
			return fmt.Errorf("read verdicts: %w", err)
		}
		slices.Reverse(all)
		all = all[:min(len(all), most)]
		var ids []string
		for _, x := range all {
			ids = append(ids, x.Target.ID)
		}
		facts, err := v.glances(ids)
		if err != nil {
			return err
		}
		lines := map[string]string{}
		for _, f := range facts {
			lines[f.ID] = tell.Sentence(store.BriefOf(f))
		}
		for _, x := range all {
			d := decided(x)
			d.Line = lines[x.Target.ID]
			out = append(out, d)
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.show(w, http.StatusOK, frame{Title: "Verdicts", Here: "verdicts"}, s.verdictsBody(out))
	return nil
}

func (s *Server) about(w http.ResponseWriter, _ *http.Request) error {
	s.show(w, http.StatusOK, frame{Title: "The API", Here: "about"}, aboutBody())
	return nil
}

func (s *Server) login(w http.ResponseWriter, _ *http.Request) error {
	s.show(w, http.StatusOK, frame{Title: "Token"}, loginBody())
	return nil
}

func (s *Server) enter(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return wrongf("the form cannot be read: %v", err)
	}
	if s.options.Token == "" || !equal(strings.TrimSpace(r.PostForm.Get("token")), s.options.Token) {
		time.Sleep(time.Second) // guessing is to be slow
		return refused{http.StatusUnauthorized, "This is not the token of this server."}
	}
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: s.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil})
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}
