//go:build browser

package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// chromium is a headless Chromium that is driven over a pair of pipes, by the DevTools protocol: JSON objects that a
// zero byte ends (--remote-debugging-pipe).
type chromium struct {
	to      *os.File
	mu      sync.Mutex
	last    int
	answers map[int]chan answer
	pages   map[string]*tab // by session
}

type answer struct {
	Result json.RawMessage
	Error  *struct{ Message string }
}

// tab is a page under test. What must not happen in it is kept in wrong: an error of the console, an exception, a
// request for anything but the file.
type tab struct {
	t       *testing.T
	c       *chromium
	session string
	target  string
	loaded  chan bool
	mu      sync.Mutex
	wrong   []string
}

// start starts Chromium, which CHROMIUM names, else the path holds. It ends with the test.
func start(t *testing.T) *chromium {
	t.Helper()
	name := os.Getenv("CHROMIUM")
	if name == "" {
		name = "chromium"
	}
	theirIn, ourOut, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	ourIn, theirOut, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command(name, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run", "--disable-ipc-flooding-protection",
		"--hide-scrollbars", "--user-data-dir="+t.TempDir(), "--remote-debugging-pipe", "about:blank")
	run.ExtraFiles = []*os.File{theirIn, theirOut} // 3 and 4
	if err := run.Start(); err != nil {
		t.Fatalf("start Chromium: %v: install it, or name it with CHROMIUM", err)
	}
	theirIn.Close()
	theirOut.Close()
	c := &chromium{to: ourOut, answers: map[int]chan answer{}, pages: map[string]*tab{}}
	done := make(chan bool)
	go func() { c.read(ourIn); close(done) }()
	t.Cleanup(func() {
		c.send("", "Browser.close", nil)
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			run.Process.Kill()
		}
		ourOut.Close()
		run.Wait()
	})
	return c
}

// read hands each answer to who waits for it, and each event to its page, until Chromium ends.
func (c *chromium) read(from *os.File) {
	defer from.Close()
	in := bufio.NewReaderSize(from, 1<<20)
	for {
		line, err := in.ReadBytes(0)
		if err != nil {
			c.mu.Lock()
			for id, a := range c.answers {
				a <- answer{Error: &struct{ Message string }{"Chromium ended"}}
				delete(c.answers, id)
			}
			c.mu.Unlock()
			return
		}
		var m struct {
			ID        int
			Method    string
			SessionID string `json:"sessionId"`
			Params    json.RawMessage
			answer
		}
		if json.Unmarshal(line[:len(line)-1], &m) != nil {
			continue
		}
		c.mu.Lock()
		waiting, page := c.answers[m.ID], c.pages[m.SessionID]
		delete(c.answers, m.ID)
		c.mu.Unlock()
		switch {
		case m.ID != 0 && waiting != nil:
			waiting <- m.answer
		case page != nil:
			page.event(m.Method, m.Params)
		}
	}
}

func (c *chromium) send(session, method string, params any) chan answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last++
	got := make(chan answer, 1)
	c.answers[c.last] = got
	m := map[string]any{"id": c.last, "method": method}
	if params != nil {
		m["params"] = params
	}
	if session != "" {
		m["sessionId"] = session
	}
	b, err := json.Marshal(m)
	if err == nil {
		_, err = c.to.Write(append(b, 0))
	}
	if err != nil {
		got <- answer{Error: &struct{ Message string }{err.Error()}}
	}
	return got
}

func (c *chromium) call(t *testing.T, session, method string, params, out any) {
	t.Helper()
	select {
	case a := <-c.send(session, method, params):
		if a.Error != nil {
			t.Fatalf("%s: %s", method, a.Error.Message)
		}
		if out != nil {
			if err := json.Unmarshal(a.Result, out); err != nil {
				t.Fatalf("%s: %v", method, err)
			}
		}
	case <-time.After(time.Minute):
		t.Fatalf("%s: no answer within a minute", method)
	}
}

type object map[string]any

// open opens an address in a page of its own.
func (c *chromium) open(t *testing.T, address string) *tab {
	t.Helper()
	var target struct {
		TargetID string `json:"targetId"`
	}
	c.call(t, "", "Target.createTarget", object{"url": "about:blank"}, &target)
	var attached struct {
		SessionID string `json:"sessionId"`
	}
	c.call(t, "", "Target.attachToTarget", object{"targetId": target.TargetID, "flatten": true}, &attached)
	p := &tab{t: t, c: c, session: attached.SessionID, loaded: make(chan bool, 8)}
	c.mu.Lock()
	c.pages[p.session] = p
	c.mu.Unlock()
	for _, domain := range []string{"Page", "Runtime", "Log", "Network"} {
		p.call(domain+".enable", nil, nil)
	}
	p.call("Emulation.setFocusEmulationEnabled", object{"enabled": true}, nil)
	p.size(1440, 1000)
	c.call(t, "", "Browser.grantPermissions", object{"permissions": []string{"clipboardReadWrite", "clipboardSanitizedWrite"}}, nil)
	p.visit(address)
	p.target = target.TargetID
	t.Cleanup(p.close)
	return p
}

func (p *tab) close() {
	p.calm()
	if p.target != "" {
		p.c.call(p.t, "", "Target.closeTarget", object{"targetId": p.target}, nil)
		p.target = ""
	}
}

func (p *tab) call(method string, params, out any) {
	p.t.Helper()
	p.c.call(p.t, p.session, method, params, out)
}

// visit loads an address anew, also one that differs from the present one behind the # alone.
func (p *tab) visit(address string) {
	p.t.Helper()
	for _, a := range []string{"about:blank", address} {
		for len(p.loaded) > 0 {
			<-p.loaded
		}
		p.call("Page.navigate", object{"url": a}, nil)
		select {
		case <-p.loaded:
		case <-time.After(time.Minute):
			p.t.Fatalf("%s did not load within a minute", a)
		}
	}
}

func (p *tab) event(method string, params json.RawMessage) {
	bad := ""
	switch method {
	case "Page.loadEventFired":
		select {
		case p.loaded <- true:
		default:
		}
	case "Page.javascriptDialogOpening", "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded":
		bad = string(params)
		if method == "Page.javascriptDialogOpening" {
			p.c.send(p.session, "Page.handleJavaScriptDialog", object{"accept": true})
		}
	case "Network.requestWillBeSent":
		var r struct{ Request struct{ URL string } }
		if json.Unmarshal(params, &r) != nil || !strings.HasPrefix(r.Request.URL, "file://") && !strings.HasPrefix(r.Request.URL, "data:") && r.Request.URL != "about:blank" {
			bad = r.Request.URL
		}
	}
	if bad != "" {
		p.mu.Lock()
		p.wrong = append(p.wrong, method+": "+bad)
		p.mu.Unlock()
	}
}

// calm fails the test if anything happened in the page that must not.
func (p *tab) calm() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, w := range p.wrong {
		p.t.Errorf("in the page: %.600s", w)
	}
	p.wrong = nil
}

// js evaluates an expression, waits for it if it is a promise, and reads its value into out.
func (p *tab) js(out any, expression string, args ...any) {
	p.t.Helper()
	args = slices.Clone(args) // the caller's, which may ask again
	for i, a := range args {
		b, err := json.Marshal(a)
		if err != nil {
			p.t.Fatal(err)
		}
		args[i] = string(b)
	}
	if len(args) > 0 {
		expression = fmt.Sprintf(expression, args...)
	}
	var got struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct {
			Exception struct{ Description string }
		}
	}
	p.call("Runtime.evaluate", object{"expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true}, &got)
	if got.ExceptionDetails != nil {
		p.t.Fatalf("%s: %s", expression, got.ExceptionDetails.Exception.Description)
	}
	if out != nil {
		if len(got.Result.Value) == 0 {
			got.Result.Value = json.RawMessage("null")
		}
		if err := json.Unmarshal(got.Result.Value, out); err != nil {
			p.t.Fatalf("%s: %v", expression, err)
		}
	}
}

// text is what an expression gives as a string.
func (p *tab) text(expression string, args ...any) (s string) {
	p.t.Helper()
	p.js(&s, "String("+expression+")", args...)
	return s
}

// wait waits until an expression holds.
func (p *tab) wait(expression string, args ...any) {
	p.t.Helper()
	for end := time.Now().Add(20 * time.Second); ; {
		var ok bool
		p.js(&ok, "!!("+expression+")", args...)
		if ok {
			return
		}
		if time.Now().After(end) {
			p.t.Fatalf("still not true after 20 s: "+expression, args...)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// click moves the mouse to the middle of the first element of a selector, and presses.
func (p *tab) click(selector string) {
	p.t.Helper()
	var at []float64
	p.js(&at, `(() => { const e = document.querySelector(%s); if (!e) return [];
		e.scrollIntoView({ block: 'center', inline: 'center' });
		let r = e.getBoundingClientRect(), x = r.left + r.width / 2, y = r.top + r.height / 2;
		if (e.dataset.x) { // a land is pressed where its mark is
			e.ownerSVGElement.scrollIntoView({ block: 'center' });
			r = e.ownerSVGElement.getBoundingClientRect();
			x = r.left + Number(e.dataset.x); y = r.top + Number(e.dataset.y);
		}
		const hit = document.elementFromPoint(x, y);
		return e.contains(hit) || hit && hit.contains(e) ? [x, y] : [0]; })()`, selector)
	if len(at) != 2 {
		p.t.Fatalf("%s is not there, or something covers it", selector)
	}
	for _, kind := range []string{"mouseMoved", "mousePressed", "mouseReleased"} {
		p.call("Input.dispatchMouseEvent", object{"type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1}, nil)
	}
}

// keys presses keys by their names, such as Tab, Enter or ArrowDown; "Shift+Tab" goes back.
func (p *tab) keys(names ...string) {
	p.t.Helper()
	codes := map[string]int{"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "+": 187, "-": 189}
	for _, n := range names {
		key, shift := strings.CutPrefix(n, "Shift+")
		down := object{"type": "keyDown", "key": key, "windowsVirtualKeyCode": codes[key]}
		if shift {
			down["modifiers"] = 8
		}
		if key == "Enter" {
			down["text"] = "\r"
		} else if len(key) == 1 {
			down["text"] = key
		}
		p.call("Input.dispatchKeyEvent", down, nil)
		p.call("Input.dispatchKeyEvent", object{"type": "keyUp", "key": key, "windowsVirtualKeyCode": codes[key]}, nil)
	}
}

// choose takes an option of a select, or sets a date, as a user would who opens it.
func (p *tab) choose(selector, value string) {
	p.t.Helper()
	p.js(nil, `(() => { const e = document.querySelector(%s); e.focus(); e.value = %s; if (e.value !== %s) throw Error('no such option');
		e.dispatchEvent(new Event('change', { bubbles: true })); })()`, selector, value, value)
}

func (p *tab) size(width, height int) {
	p.t.Helper()
	p.call("Emulation.setDeviceMetricsOverride", object{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}, nil)
}

// media sets "screen" or "print", and a colour scheme.
func (p *tab) media(kind, scheme string) {
	p.t.Helper()
	p.call("Emulation.setEmulatedMedia", object{"media": kind, "features": []object{{"name": "prefers-color-scheme", "value": scheme}}}, nil)
}
