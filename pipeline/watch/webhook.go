package watch

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Hook is where and how news are posted.
type Hook struct {
	URL string
	// Secret signs each request, if it is not empty. What stands behind "whsec_" is base64.
	Secret string
	// Agent is the User-Agent.
	Agent string
	Now   func() time.Time
	// Sleep waits, or less if the context is done first.
	Sleep func(context.Context, time.Duration) error
}

// How often a request is tried, for how long each, and how long is waited between two; a server may ask for more, up to the last one.
const (
	attempts    = 4
	patience    = 20 * time.Second
	firstWait   = time.Second
	longestWait = 30 * time.Second
)

// Webhook is the way of telling that posts a batch as JSON. The headers are those of Standard Webhooks: webhook-id is the batch's key,
// webhook-timestamp the time of sending, webhook-signature the HMAC-SHA256 over id, timestamp and body with full stops between, in base64 behind
// "v1,"; Idempotency-Key is the key, too. Any 2xx is consent. A request that fails for now is tried again, one that is refused is not.
func Webhook(h Hook) (Way, error) {
	key, err := signingKey(h.Secret)
	if err != nil {
		return Way{}, err
	}
	client := &http.Client{Timeout: patience, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return Way{"webhook", func(ctx context.Context, b Batch) error {
		data, err := body(b)
		if err != nil {
			return err
		}
		data = bytes.TrimSuffix(data, []byte("\n")) // receivers that read lines would sign without it
		wait := firstWait
		for try := 1; ; try++ {
			again, after, err := h.post(ctx, client, key, b.Key, data)
			if err == nil || !again || try == attempts {
				return err
			}
			if serr := h.Sleep(ctx, min(max(wait, after), longestWait)); serr != nil {
				return serr
			}
			const times = 4
			wait *= times
		}
	}}, nil
}

func signingKey(secret string) ([]byte, error) {
	encoded, ok := strings.CutPrefix(secret, "whsec_")
	if !ok {
		return []byte(secret), nil
	}
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(key) == 0 {
		return nil, errors.New("what stands behind whsec_ in the secret is no base64")
	}
	return key, nil
}

// post sends once. Again says that it may be tried again, after that long if the server said so.
func (h Hook) post(ctx context.Context, client *http.Client, key []byte, id string, data []byte) (again bool, after time.Duration, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, bytes.NewReader(data))
	if err != nil {
		return false, 0, h.unnamed(err)
	}
	stamp := strconv.FormatInt(h.Now().Unix(), 10)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", h.Agent)
	r.Header.Set("Idempotency-Key", id)
	r.Header.Set("Webhook-Id", id)
	r.Header.Set("Webhook-Timestamp", stamp)
	if len(key) > 0 {
		r.Header.Set("Webhook-Signature", "v1,"+base64.StdEncoding.EncodeToString(Sign(key, id, stamp, data)))
	}
	resp, err := client.Do(r)
	if err != nil {
		return true, 0, h.unnamed(err)
	}
	const most = 64 << 10
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, most)) // so that the connection can be used again
	resp.Body.Close()
	switch c := resp.StatusCode; {
	case c >= 200 && c < 300:
		return false, 0, nil
	case c == http.StatusRequestTimeout, c == http.StatusTooEarly, c == http.StatusTooManyRequests, c >= 500:
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return true, time.Duration(min(max(seconds, 0), int(longestWait/time.Second))) * time.Second, fmt.Errorf("%s answers %s", h.host(), resp.Status)
	case c >= 300 && c < 400:
		return false, 0, fmt.Errorf("%s answers %s: name the address that it leads to", h.host(), resp.Status)
	default:
		return false, 0, fmt.Errorf("%s refuses the news: %s", h.host(), resp.Status)
	}
}

// Sign is the signature of a request: HMAC-SHA256 over id, timestamp and body with full stops between.
func Sign(key []byte, id, timestamp string, body []byte) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(id + "." + timestamp + "."))
	m.Write(body)
	return m.Sum(nil)
}

// host names the receiver without the path, which may be a secret.
func (h Hook) host() string {
	if u, err := url.Parse(h.URL); err == nil {
		return u.Scheme + "://" + u.Host
	}
	return "the webhook"
}

// unnamed takes the address out of an error.
func (h Hook) unnamed(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return fmt.Errorf("%s cannot be reached: %w", h.host(), err)
}
