package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestArchives holds an archive to the same bytes whatever the order of its files, and to what it must hold.
func TestArchives(t *testing.T) {
	when := time.Date(2026, 3, 9, 10, 20, 30, 0, time.UTC)
	files := []file{{"factwire", 0o755, []byte("program")}, {"README.md", 0o644, []byte("read")}, {"docs/a.md", 0o644, []byte("a")}}
	back := slices.Clone(files)
	slices.Reverse(back)
	for name, write := range map[string]func(io.Writer, string, []file, time.Time) error{"tar": writeTar, "zip": writeZip} {
		var a, b bytes.Buffer
		if err := errors.Join(write(&a, "x", files, when), write(&b, "x", back, when)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: the order of the files changes the archive", name)
		}
		var got []string
		switch name {
		case "tar":
			for h, data := range untar(t, a.Bytes()) {
				got = append(got, fmt.Sprintf("%s %o %s %s", h.Name, h.Mode, h.ModTime.UTC().Format(time.DateTime), data))
			}
		case "zip":
			r, err := zip.NewReader(bytes.NewReader(a.Bytes()), int64(a.Len()))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range r.File {
				in, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				data, err := io.ReadAll(in)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, fmt.Sprintf("%s %o %s %s", f.Name, f.Mode(), f.Modified.UTC().Format(time.DateTime), data))
			}
		}
		want := []string{"x/README.md 644 2026-03-09 10:20:30 read", "x/docs/a.md 644 2026-03-09 10:20:30 a", "x/factwire 755 2026-03-09 10:20:30 program"}
		if !slices.Equal(got, want) {
			t.Errorf("%s holds\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func untar(t *testing.T, data []byte) func(func(*tar.Header, []byte) bool) {
	return func(yield func(*tar.Header, []byte) bool) {
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		r := tar.NewReader(z)
		for {
			h, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			content, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			if !yield(h, content) {
				return
			}
		}
	}
}

// TestRelease builds the archive of this system, compares its checksum, and runs the program in it.
func TestRelease(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program without the race detector, which the long run does")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("a release is built from a git checkout, and there is no git")
	}
	t.Chdir("../..")
	if err := exec.Command("git", "rev-parse", "HEAD").Run(); err != nil {
		t.Skip("a release is built from a git checkout, and this is none")
	}
	system := runtime.GOOS + "/" + runtime.GOARCH
	if !slices.Contains(targets(), system) || runtime.GOOS == "windows" {
		t.Skip("no tar is released for " + system)
	}
	dir := t.TempDir()
	if err := run(dir, system); err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	sum, name, ok := strings.Cut(strings.TrimSpace(string(sums)), "  ")
	if !ok || strings.Contains(name, "\n") {
		t.Fatalf("SHA256SUMS holds %q", sums)
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x", sha256.Sum256(data)); got != sum {
		t.Errorf("the checksum of %s is %s, and SHA256SUMS says %s", name, got, sum)
	}
	held := map[string][]byte{}
	for h, content := range untar(t, data) {
		_, inside, _ := strings.Cut(h.Name, "/")
		held[inside] = content
	}
	for _, want := range []string{"factwire", "factwire.1", "LICENSE", "README.md", "docs/factwire.yaml", "configs/lexicon/ban.yaml", "configs/fields/chips/lexicon.yaml", "completions/_factwire", "completions/factwire.bash", "completions/factwire.fish", "completions/factwire.ps1"} {
		if len(held[want]) == 0 {
			t.Errorf("%s is not in %s", want, name)
		}
	}
	link, links := regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`), 0
	for doc, text := range held {
		if path.Ext(doc) != ".md" {
			continue
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			links++
			if target := path.Join(path.Dir(doc), m[1]); len(held[target]) == 0 {
				t.Errorf("%s links to %s, which is not in %s", doc, target, name)
			}
		}
	}
	if links < 10 {
		t.Errorf("only %d links found", links)
	}
	program := filepath.Join(dir, "factwire")
	if err := os.WriteFile(program, held["factwire"], 0o755); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, "version").CombinedOutput()
	v, derr := describe()
	if err != nil || derr != nil {
		t.Fatal(err, derr, string(out))
	}
	if want := "factwire " + v.version + ", commit " + v.commit + ", " + v.date.Format(time.RFC3339); !strings.HasPrefix(string(out), want) {
		t.Errorf("the program says %q, want %q", out, want)
	}
	extract := exec.Command(program, "extract", "--format", "jsonl", "-")
	extract.Stdin = strings.NewReader("Sweden banned Huawei from its 5G networks on Monday.")
	if out, err := extract.CombinedOutput(); err != nil || !strings.Contains(string(out), `"kind":"ban"`) {
		t.Errorf("the program finds %s (%v)", out, err)
	}
}
