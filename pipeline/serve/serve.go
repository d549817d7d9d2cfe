// Package serve shows a store in a browser and answers programs: pages made on the server, which work without script and by keyboard; a JSON API,
// CSV, JSON lines and Atom of any list; and verdicts, as the commands give them.
//
// What it reads is the store's last snapshot, so that nobody who writes the store waits for it, with an index that is kept up to date. What an article says
// is text in all of it: pages are built of nodes that escape it, and the Content-Security-Policy lets nothing run but the one script of this
// package. A request whose Host is not one of the server's own is refused, and so is a change that another site's page asks for.
package serve

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// Options say what is served, and to whom.
type Options struct {
	Store string // the store's file
	// Listen is the address that is listened on: its host and loopback names are the hosts that requests may be for, with Hosts.
	Listen string
	Hosts  []string
	// Token is asked of everybody, if it is not empty. Without one, only loopback may be listened on.
	Token string
	// ReadOnly refuses verdicts.
	ReadOnly bool
	// By is who gives verdicts in the browser.
	By string
	// Now is the clock.
	Now func() time.Time
	// Note is told what those who run the server should know. It may be nil.
	Note func(format string, args ...any)
	// Progress is told now and then how many of the store's facts New has read; it may be nil.
	Progress func(done, total int)
	// Wait is how long a verdict waits for a run that writes the store.
	Wait time.Duration
	// Panels are lists that the first page shows beside its own, such as watches. It may be nil.
	Panels []Panel
	// Version names the program in the description of the API.
	Version string
}

// Panel is a named list on the first page.
type Panel struct {
	Name  string
	Query string // as the address of a list has it
}

// Server is an http.Handler. It is closed by Close.
type Server struct {
	options Options
	library *library
	mux     *http.ServeMux
	cross   *http.CrossOriginProtection
	session string // what the cookie of who gave the token holds
	style   asset
	script  asset
	started time.Time
}

// ErrToken says that others than loopback were to be served without a token.
var ErrToken = errors.New("only loopback is served without a token")

// New reads the store and prepares the server.
func New(o Options) (*Server, error) {
	if o.Note == nil {
		o.Note = func(string, ...any) {}
	}
	if o.Token == "" && !loopback(o.Listen) {
		return nil, fmt.Errorf("listen on %s: %w", o.Listen, ErrToken)
	}
	s := &Server{options: o, library: &library{path: o.Store, note: o.Note, progress: o.Progress}, mux: http.NewServeMux(), cross: http.NewCrossOriginProtection(), started: o.Now()}
	if err := s.library.refresh(); err != nil {
		return nil, err
	}
	s.library.progress = nil // later readings are nobody's wait
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(append(secret, o.Token...))
	s.session = hex.EncodeToString(sum[:])
	if err := s.load(); err != nil {
		return nil, err
	}
	s.routes()
	return s, nil
}

// Close ends the use of the store.
func (s *Server) Close() error { return s.library.close() }

// Follow takes newer snapshots in, until the context ends.
func (s *Server) Follow(ctx context.Context, every time.Duration) {
	t := time.NewTicker(every)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			if err := s.library.refresh(); err != nil && !errors.Is(err, store.ErrLocked) {
				s.options.Note("the store cannot be read anew: %v", err)
			}
		}
	}
}

func (s *Server) routes() {
	page := func(pattern string, show func(http.ResponseWriter, *http.Request) error) {
		s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { s.fail(w, r, show(w, r), false) })
	}
	api := func(pattern string, answer func(http.ResponseWriter, *http.Request) error) {
		s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { s.fail(w, r, answer(w, r), true) })
	}
	page("GET /{$}", s.home)
	page("GET /facts", s.list)
	page("GET /facts/{id}", s.fact)
	page("POST /facts/{id}/{action}", s.judge)
	page("POST /verdicts/{number}/undo", s.undo)
	page("GET /entity", s.entity)
	page("GET /articles/{id}", s.article)
	page("GET /verdicts", s.verdicts)
	page("GET /login", s.login)
	page("POST /login", s.enter)
	page("GET /about", s.about)
	s.mux.HandleFunc("GET /facts.csv", func(w http.ResponseWriter, r *http.Request) { s.fail(w, r, s.csv(w, r), false) })
	s.mux.HandleFunc("GET /facts.jsonl", func(w http.ResponseWriter, r *http.Request) { s.fail(w, r, s.jsonl(w, r), false) })
	s.mux.HandleFunc("GET /facts.atom", func(w http.ResponseWriter, r *http.Request) { s.fail(w, r, s.atom(w, r), false) })
	s.mux.HandleFunc("GET /style.css", s.style.serve)
	s.mux.HandleFunc("GET /script.js", s.script.serve)
	api("GET /api/facts", s.apiFacts)
	api("GET /api/facts/{id}", s.apiFact)
	api("GET /api/facets", s.apiFacets)
	api("GET /api/changes", s.apiChanges)
	api("GET /api/entity", s.apiEntity)
	api("GET /api/articles/{id}", s.apiArticle)
	api("GET /api/verdicts", s.apiVerdicts)
	api("POST /api/facts/{id}/verdicts", s.apiJudge)
	api("DELETE /api/verdicts/{number}", s.apiUndo)
	api("GET /api/openapi.json", s.openAPI)
	api("GET /api/schema.json", s.schema)
	api("GET /api/", func(http.ResponseWriter, *http.Request) error { return errNone })
	page("GET /", func(http.ResponseWriter, *http.Request) error { return errNone })
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin") // with none, a browser would not tell the origin of a form
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if !s.known(r.Host) {
		http.Error(w, "This server does not answer for the host "+fmt.Sprintf("%q", r.Host)+". Call it by the address that it listens on, or name the host with --host.", http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		if err := s.sameOrigin(r); err != nil {
			s.fail(w, r, err, strings.HasPrefix(r.URL.Path, "/api/"))
			return
		}
	}
	if !s.allowed(r) {
		s.refuse(w, r)
		return
	}
	const mostBody = 1 << 20
	r.Body = http.MaxBytesReader(w, r.Body, mostBody)
	s.mux.ServeHTTP(w, r)
}

// errForeign says that a change came from a page of another site.
var errForeign = refused{http.StatusForbidden, "This change was asked for by a page of another site, and was refused."}

// sameOrigin refuses a change that a browser asks for on behalf of another site. Programs tell no origin, and are let through.
func (s *Server) sameOrigin(r *http.Request) error {
	if s.cross.Check(r) != nil {
		return errForeign
	}
	if origin := r.Header.Get("Origin"); origin != "" {
		if _, host, _ := strings.Cut(origin, "://"); host != r.Host {
			return errForeign
		}
	}
	return nil
}

// known reports whether a Host is one of the server's. A name that somebody else's DNS points here is not: it would let that
// somebody's pages read what is served.
func (s *Server) known(host string) bool {
	name, port := parts(host)
	_, own := parts(s.options.Listen)
	if port != "" && own != "0" && port != own && !slices.Contains(s.options.Hosts, host) {
		return false
	}
	listened, _ := parts(s.options.Listen)
	if name == "localhost" || slices.Contains(s.options.Hosts, name) || slices.Contains(s.options.Hosts, host) || name == listened && name != "" {
		return true
	}
	ip, err := netip.ParseAddr(name)
	if err != nil {
		return false
	}
	everywhere, err := netip.ParseAddr(listened)
	return ip.IsLoopback() || listened == "" || err == nil && everywhere.IsUnspecified()
}

// parts takes a host and a port apart; either may be missing.
func parts(address string) (host, port string) {
	if h, p, err := net.SplitHostPort(address); err == nil {
		return strings.ToLower(h), p
	}
	return strings.ToLower(strings.Trim(address, "[]")), ""
}

func loopback(address string) bool {
	host, _ := parts(address)
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// cookie holds the session of who gave the token.
const cookie = "factwire"

func (s *Server) allowed(r *http.Request) bool {
	if s.options.Token == "" {
		return true
	}
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok && equal(bearer, s.options.Token) {
		return true
	}
	if c, err := r.Cookie(cookie); err == nil && equal(c.Value, s.session) {
		return true
	}
	return r.URL.Path == "/login" || r.URL.Path == "/style.css"
}

// equal compares secrets in a time that tells nothing of them.
func equal(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// refuse asks for the token.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/api/") || r.Method != http.MethodGet || strings.HasPrefix(r.URL.Path, "/facts.") {
		w.Header().Set("WWW-Authenticate", `Bearer realm="factwire"`)
		s.fail(w, r, refused{http.StatusUnauthorized, "Give the token of this server: Authorization: Bearer TOKEN"}, true)
		return
	}
	http.Redirect(w, r, "/login", http.StatusSeeOther)
}

// refused is an answer other than what was asked for.
type refused struct {
	code int
	text string
}

func (r refused) Error() string { return r.text }

var errNone = refused{http.StatusNotFound, "There is nothing at this address."}

// fail answers an error: with a page, or as JSON.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error, asJSON bool) {
	if err == nil {
		return
	}
	code, text := http.StatusInternalServerError, "The server could not read its store; its log says why."
	var refused refused
	var bad wrong
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &refused):
		code, text = refused.code, refused.text
	case errors.As(err, &bad):
		code, text = http.StatusBadRequest, bad.Error()
	case errors.As(err, &large):
		code, text = http.StatusRequestEntityTooLarge, "That is more than this server reads at once."
	case errors.Is(err, store.ErrNoFact):
		code, text = http.StatusNotFound, "No fact has this id: it may have become part of another, or the address is mistyped."
	case errors.Is(err, store.ErrNoVerdict):
		code, text = http.StatusNotFound, "There is no such verdict: it may have been taken back already."
	case errors.Is(err, store.ErrLocked):
		code, text = http.StatusServiceUnavailable, "A run is writing the store. Judge again when it is done; what you read here is its last snapshot."
		w.Header().Set("Retry-After", "30")
	case errors.Is(err, context.Canceled):
		return
	default:
		s.options.Note("%s %s: %v", r.Method, r.URL.Path, err)
	}
	if asJSON {
		answer(w, code, map[string]string{"error": text})
		return
	}
	back := ""
	if id := r.PathValue("id"); r.Method == http.MethodPost && id != "" {
		back = "/facts/" + url.PathEscape(id)
	}
	s.show(w, code, frame{Title: http.StatusText(code)}, errorBody(http.StatusText(code), text, back))
}

// verdictOf makes a verdict of this server's user.
func (s *Server) verdictOf(action merge.Action, target merge.Target, by, why string) merge.Verdict {
	if by == "" {
		by = s.options.By
	}
	return merge.Verdict{Action: action, Target: target, By: by, Why: why, Time: s.options.Now().UTC().Format(time.RFC3339)}
}
