package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestInstall runs what the README says of installing, in a checkout of its own, and looks at what came of it. Where systemd is, its units are
// checked against the program that was installed.
func TestInstall(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program without the race detector, which the long run does")
	}
	for _, tool := range []string{"git", "make", "install"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("there is no %s", tool)
		}
	}
	if err := exec.Command("git", "-C", "../..", "rev-parse", "HEAD").Run(); err != nil {
		t.Skip("this is no checkout")
	}
	source, dir := filepath.Join(t.TempDir(), "factwire"), t.TempDir()
	do := func(where, name string, args ...string) string {
		t.Helper()
		c := exec.Command(name, args...)
		c.Dir = where
		c.Env = append(os.Environ(), "GOFLAGS=-trimpath -buildvcs=true", "GOBIN="+filepath.Join(dir, "gobin"), "MAKEFLAGS=--no-print-directory")
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
		}
		return string(out)
	}
	here, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	do(here, "git", "clone", "-q", here, source)
	do(source, "go", "install", "./cmd/factwire")
	do(source, "make", "man", "install", "DESTDIR="+dir, "PREFIX=/usr")
	commit := strings.TrimSpace(do(source, "git", "rev-parse", "HEAD"))
	program := filepath.Join(dir, "usr/bin/factwire")
	for _, p := range []string{program, filepath.Join(dir, "gobin/factwire")} {
		if out := do(dir, p, "version"); !strings.Contains(out, "commit "+commit) {
			t.Errorf("%s says %q, and was built from %s", p, out, commit)
		}
	}
	for name, begin := range map[string]string{
		"man/man1/factwire.1": ".TH FACTWIRE 1", "bash-completion/completions/factwire": "# bash completion",
		"zsh/site-functions/_factwire": "#compdef factwire", "fish/vendor_completions.d/factwire.fish": "# fish completion for factwire",
	} {
		data, err := os.ReadFile(filepath.Join(dir, "usr/share", name))
		if err != nil || !strings.HasPrefix(string(data), begin) {
			t.Errorf("%s begins with %.40q (%v), want %q", name, data, err, begin)
		}
	}
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		return
	}
	unit, err := os.ReadFile(filepath.Join(source, "docs/factwire.service"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(unit), "=/usr/local/bin/factwire ", "="+program+" ", 1)
	if text == string(unit) {
		t.Fatal("the service does not start /usr/local/bin/factwire")
	}
	if err := os.WriteFile(filepath.Join(source, "docs/factwire.service"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	do(filepath.Join(source, "docs"), "systemd-analyze", "verify", "--man=no", "./factwire.service", "./factwire.timer")
}
