package web_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/factwire/factwire/pipeline/fetch/internal/coding"
	"github.com/factwire/factwire/pipeline/fetch/internal/guard"
	"github.com/factwire/factwire/pipeline/fetch/internal/web"
)

var now = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

// config reaches loopback, is short of patience, and notes how long it would sleep.
func config(slept *[]time.Duration) web.Config {
	return web.Config{
		UserAgent: "factwire/test (+desk@example.com)", Control: guard.New(netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")),
		Connect: 300 * time.Millisecond, Header: 200 * time.Millisecond, Total: 500 * time.Millisecond,
		Limits: coding.Limits{Wire: 1 << 20, Body: 4 << 20, Ratio: 100}, Now: func() time.Time { return now },
		Sleep: func(_ context.Context, d time.Duration) error {
			if slept != nil {
				*slept = append(*slept, d)
			}
			return nil
		},
	}
}

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s.URL
}

func get(t *testing.T, c web.Config, url string) (web.Answer, error) {
	t.Helper()
	client := web.New(c)
	defer client.Close()
	return client.Get(t.Context(), web.Request{URL: url})
}

// hijack writes raw bytes as the answer and closes the connection.
func hijack(raw string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		io.WriteString(conn, raw)
	}
}

func TestBadServers(t *testing.T) {
	big := strings.Repeat("x", 5<<20)
	bomb := func() string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write(make([]byte, 3<<20))
		z.Close()
		return b.String()
	}()
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		want    error
		tries   int32
	}{
		"slow head": {func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, nil, 3},
		"dripping": {func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				fmt.Fprint(w, "x")
				w.(http.Flusher).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		}, web.ErrTimeout, 3},
		"loop": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/again", http.StatusFound) }, web.ErrRedirect, 6},
		"to a file": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(302)
		}, web.ErrRedirect, 1},
		"to nowhere":     {func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(302) }, web.ErrRedirect, 1},
		"too large":      {func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, big) }, coding.ErrTooLarge, 1},
		"lies of length": {hijack("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx"), coding.ErrTooLarge, 1},
		"bomb": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, bomb)
		}, coding.ErrTooLarge, 1},
		"lies of encoding": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, "plain text, and no gzip at all")
		}, gzip.ErrHeader, 3},
		"unknown encoding": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "zstd")
			io.WriteString(w, "x")
		}, coding.ErrUnknown, 1},
		"truncated":    {hijack("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"), io.ErrUnexpectedEOF, 3},
		"half-closed":  {hijack("HTTP/1.1 200 OK\r\nContent-Le"), nil, 3},
		"no HTTP":      {hijack("220 ready\r\n"), nil, 3},
		"endless head": {hijack("HTTP/1.1 200 OK\r\n" + strings.Repeat("X-A: "+strings.Repeat("y", 1000)+"\r\n", 600)), nil, 3},
		"cut gzip": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, bomb[:len(bomb)-20])
		}, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var tries atomic.Int32
			url := serve(t, func(w http.ResponseWriter, r *http.Request) { tries.Add(1); c.handler(w, r) })
			answer, err := get(t, config(nil), url)
			if err == nil || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
			if whole := name == "truncated"; answer.Partial != whole || whole && len(answer.Body) == 0 {
				t.Errorf("what came: partial %v, %d bytes", answer.Partial, len(answer.Body))
			}
			// net/http itself repeats a request on a connection that broke before an answer.
			if n := tries.Load(); c.tries > 0 && n != c.tries && !(c.tries == 3 && n > 3) {
				t.Errorf("%d tries, want %d", n, c.tries)
			}
		})
	}
}

func TestStatus(t *testing.T) {
	for _, c := range []struct {
		code  int
		after string
		tries int32
		is    func(*web.StatusError) bool
	}{
		{403, "", 1, (*web.StatusError).Blocked}, {401, "", 1, (*web.StatusError).Blocked}, {404, "", 1, (*web.StatusError).Gone},
		{410, "", 1, (*web.StatusError).Gone}, {429, "1", 3, (*web.StatusError).Throttled}, {429, "86400", 1, (*web.StatusError).Throttled},
		{503, "Tue, 10 Mar 2026 18:00:00 GMT", 1, (*web.StatusError).Throttled}, {500, "", 3, (*web.StatusError).Transient}, {304, "", 1, nil}, {206, "", 1, nil},
	} {
		var tries atomic.Int32
		url := serve(t, func(w http.ResponseWriter, r *http.Request) {
			tries.Add(1)
			if c.after != "" {
				w.Header().Set("Retry-After", c.after)
			}
			w.WriteHeader(c.code)
		})
		var slept []time.Duration
		_, err := get(t, config(&slept), url)
		var status *web.StatusError
		if !errors.As(err, &status) || status.Code != c.code || c.is != nil && !c.is(status) {
			t.Errorf("%d: error %v", c.code, err)
			continue
		}
		if n := tries.Load(); n != c.tries {
			t.Errorf("%d, Retry-After %q: %d tries, want %d", c.code, c.after, n, c.tries)
		}
		for _, d := range slept {
			if d > 30*time.Second || c.after == "1" && d < time.Second {
				t.Errorf("%d: a sleep of %v", c.code, d)
			}
		}
	}
}

func TestConditional(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") == "Mon, 09 Mar 2026 08:00:00 GMT" {
			w.WriteHeader(304)
			return
		}
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Mon, 09 Mar 2026 08:00:00 GMT")
		fmt.Fprint(w, r.Header.Get("User-Agent"))
	})
	client := web.New(config(nil))
	a, err := client.Get(t.Context(), web.Request{URL: url})
	if err != nil || string(a.Body) != "factwire/test (+desk@example.com)" {
		t.Fatalf("body %q, error %v", a.Body, err)
	}
	a, err = client.Get(t.Context(), web.Request{URL: url, ETag: a.ETag, LastModified: a.LastModified})
	if err != nil || a.Status != 304 || a.Body != nil {
		t.Errorf("status %d, body %q, error %v", a.Status, a.Body, err)
	}
}

func TestEncodings(t *testing.T) {
	const text = "Both governments signed the agreement."
	pack := func(w func(io.Writer) io.WriteCloser) string {
		var b bytes.Buffer
		z := w(&b)
		io.WriteString(z, text)
		z.Close()
		return b.String()
	}
	bare := pack(func(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, 5); return z })
	for name, c := range map[string]struct{ encoding, body string }{
		"plain":        {"", text},
		"gzip":         {"gzip", pack(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })},
		"deflate":      {"deflate", pack(func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })},
		"bare deflate": {"deflate", bare},
		"brotli":       {"br", "\x8b\x12\x80" + text + "\x03"},
	} {
		url := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", c.encoding)
			io.WriteString(w, c.body)
		})
		if a, err := get(t, config(nil), url); err != nil || string(a.Body) != text {
			t.Errorf("%s: %q, %v", name, a.Body, err)
		}
	}
}

// No request and no redirect leads to this machine or to a private network.
func TestForbidden(t *testing.T) {
	var reached atomic.Bool
	inner := serve(t, func(http.ResponseWriter, *http.Request) { reached.Store(true) })
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(inner, "http://"))
	c := config(nil)
	c.Control = nil
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0", "[::]", "0", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "①②⑦.⓪.⓪.①", "169.254.169.254", "10.0.0.1"} {
		if a, err := get(t, c, "http://"+host+":"+port+"/"); err == nil {
			t.Errorf("%s was reached: %d", host, a.Status)
		}
	}
	for _, bad := range []string{"file:///etc/passwd", "gopher://127.0.0.1/", "ftp://example.com/", "http://", "//example.com/", "http://user@example.com/", "jar:http://127.0.0.1!/", "http:127.0.0.1/"} {
		if _, err := get(t, c, bad); !errors.Is(err, web.ErrAddress) {
			t.Errorf("%s: %v", bad, err)
		}
	}
	// From an address that is allowed, a redirect to one that is not.
	c.Control = guard.New(netip.MustParsePrefix("127.0.0.1/32"))
	for _, to := range []string{"http://127.0.0.2:" + port, "http://169.254.169.254/", "http://[::1]:" + port} {
		url := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) })
		if _, err := get(t, c, url); !errors.Is(err, guard.ErrForbidden) {
			t.Errorf("redirect to %s: %v", to, err)
		}
	}
	if reached.Load() {
		t.Error("the inner server was reached")
	}
}

func TestDowngrade(t *testing.T) {
	plain := serve(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "plain") })
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, plain, http.StatusFound) }))
	defer s.Close()
	c := config(nil)
	c.TLS = &tls.Config{RootCAs: s.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs}
	if _, err := get(t, c, s.URL); !errors.Is(err, web.ErrRedirect) {
		t.Errorf("from https to http: %v", err)
	}
}

// A name that resolves to a public address when it is checked, and to this machine
// when it is dialled, is of no use: what is dialled is what is checked.
func TestRebinding(t *testing.T) {
	var reached atomic.Bool
	inner := serve(t, func(http.ResponseWriter, *http.Request) { reached.Store(true) })
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(inner, "http://"))
	var asked atomic.Int32
	resolver := rebinding(t, func() [4]byte {
		if asked.Add(1) == 1 {
			return [4]byte{93, 184, 216, 34}
		}
		return [4]byte{127, 0, 0, 1}
	})
	c := config(nil)
	c.Resolver, c.Control, c.Retries = resolver, nil, 5
	for range 3 {
		if _, err := get(t, c, "http://rebind.example:"+port+"/"); !errors.Is(err, guard.ErrForbidden) {
			t.Errorf("error %v", err)
		}
	}
	if reached.Load() || asked.Load() == 0 {
		t.Errorf("reached %t after %d questions", reached.Load(), asked.Load())
	}
}

// rebinding is a resolver that asks a DNS server on loopback, whose answers change.
func rebinding(t *testing.T, answer func() [4]byte) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			q := m.Questions[0]
			m.Response, m.Authoritative = true, true
			if q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}, Body: &dnsmessage.AResource{A: answer()}}}
			}
			m.Additionals = nil
			if out, err := m.Pack(); err == nil {
				conn.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp4", conn.LocalAddr().String())
	}}
}
