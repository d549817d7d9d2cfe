package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/serve"
	"github.com/factwire/factwire/store/merge"
)

// serving is what the command 'serve' was told.
type serving struct {
	listen, by, tokenFile string
	hosts                 []string
	readOnly              bool
}

func (a *app) serve() *cobra.Command {
	var x serving
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show the store in a browser, and answer programs",
		Long: `Show the store in a browser: what changed, deadlines ahead, lists with facets and a full-text search, a page for each entity, article and
fact, with buttons to accept, reject or correct it; and answer programs by JSON (/api/facts takes the filters of 'factwire facts'), CSV
and Atom. It reads the snapshot of the last run, so that 'factwire ingest' may write meanwhile; newer snapshots are taken in by themselves.

Only this machine is served unless --listen says otherwise; for any other address a token must be given, which browsers are asked for
and programs send as "Authorization: Bearer TOKEN": in the environment as FACTWIRE_TOKEN, or in a file by --token-file. It speaks plain
HTTP: put a proxy that speaks TLS before it where the network is not your own. A request for a host that is not the server's
own is refused; --host names those that a proxy is called by.`,
		Example: `  factwire serve
  factwire serve --listen 127.0.0.1:9000 --read-only
  FACTWIRE_TOKEN=$(cat token) factwire serve --listen 0.0.0.0:8080 --host facts.example.org
  curl 'http://127.0.0.1:8080/api/facts?whom=Huawei&kind=ban'`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.serveStore(c.Context(), x) },
	}
	f := c.Flags()
	f.StringVar(&x.listen, "listen", "127.0.0.1:8080", "listen on this `address`; port 0 takes a free one")
	f.StringArrayVar(&x.hosts, "host", nil, "answer for this `host` too, as a proxy is called; may be repeated")
	f.StringVar(&x.tokenFile, "token-file", "", "ask everybody for the token in this `file` (FACTWIRE_TOKEN holds one too)")
	f.BoolVar(&x.readOnly, "read-only", false, "show only; take no verdicts")
	f.StringVar(&x.by, "by", "", "`who` gives the verdicts (default: the user's name)")
	return c
}

// serverMemory is how much memory the server's heap should keep within: the garbage of building an index is collected sooner. With what the
// store lets be mapped of its file at a time, the process stays below 300 MB with a million facts.
const serverMemory = 190 << 20

func (a *app) serveStore(ctx context.Context, x serving) error {
	token, err := a.token(x.tokenFile)
	if err != nil {
		return err
	}
	host, _, err := net.SplitHostPort(x.listen)
	if err != nil {
		return usagef("--listen is %q, and must be an address with a port, such as 127.0.0.1:8080", x.listen)
	}
	if token == "" && host != "localhost" && !net.ParseIP(host).IsLoopback() {
		return usagef("--listen %s is open to other machines: give a token in FACTWIRE_TOKEN or by --token-file, or listen on 127.0.0.1", x.listen)
	}
	if err := a.mustExist(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", x.listen)
	if err != nil {
		return fmt.Errorf("listen: %w: name another address with --listen", err)
	}
	defer listener.Close()
	debug.SetGCPercent(40)
	debug.SetMemoryLimit(serverMemory)
	a.note("reading the store")
	m := a.meter(a.command, "fact", 0)
	defer m.end()
	s, err := untilEnd(ctx, serve.Options{Store: a.storePath, Listen: listened(x.listen, listener), Hosts: x.hosts, Token: token, ReadOnly: x.readOnly, By: a.verdict(reviewer{by: x.by}, merge.Accept, merge.Target{}).By, Now: a.now, Note: a.note,
		Wait: max(a.lockWait, 3*time.Second), Version: built().version, Progress: func(done, total int) { m.of(int64(done), int64(total)) }, Panels: panels(a.config.Watches)})
	m.end()
	if err != nil {
		return storeAdvice(err)
	}
	defer s.Close()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	const every = 2 * time.Second
	go s.Follow(ctx, every)
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 10 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	a.note("serving %s on http://%s/; Ctrl-C ends it", a.storePath, listener.Addr())
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	patience, enough := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer enough()
	if err := server.Shutdown(patience); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// untilEnd reads the store, unless the context ends before: then the process is about to end, too.
func untilEnd(ctx context.Context, o serve.Options) (*serve.Server, error) {
	type made struct {
		server *serve.Server
		err    error
	}
	done := make(chan made, 1)
	go func() {
		s, err := serve.New(o)
		done <- made{s, err}
	}()
	select {
	case m := <-done:
		return m.server, m.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// listened is the address asked for, with the port that was taken.
func listened(asked string, l net.Listener) string {
	host, _, err := net.SplitHostPort(asked)
	_, port, perr := net.SplitHostPort(l.Addr().String())
	if err != nil || perr != nil {
		return asked
	}
	return net.JoinHostPort(host, port)
}

// token reads the token that everybody is asked for; empty for none.
func (a *app) token(file string) (string, error) {
	if file == "" {
		return strings.TrimSpace(a.env("FACTWIRE_TOKEN")), nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", namedBy(err, "--token-file")
	}
	token := strings.TrimSpace(string(data))
	const least = 16
	if len(token) < least {
		return "", usagef("the token in %s has fewer than %d characters: whoever can guess it can change the store", file, least)
	}
	return token, nil
}
