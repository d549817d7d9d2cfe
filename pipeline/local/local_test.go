package local

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/factwire/factwire/pipeline/article"
)

// tree makes files with their names as text, and enters their folder.
func tree(t *testing.T, files ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, f := range files {
		if err := os.MkdirAll(filepath.Dir(f), 0o755); err != nil {
			t.Fatal(err)
		}
		text := "Article " + filepath.Base(f)
		if strings.HasSuffix(f, ".jsonl") {
			text = `{"text":"First of ` + f + `"}` + "\n" + `{"text":"Second of ` + f + `"}`
		}
		if err := os.WriteFile(f, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, s Source) (texts, errs []string) {
	t.Helper()
	for a, err := range s.Articles(t.Context()) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		texts = append(texts, a.Text)
	}
	return texts, errs
}

func TestNames(t *testing.T) {
	tree(t, "b.txt", "a.txt", "in/c.txt", "in/deep/d.jsonl", "in/image.png", "in/c.gold.jsonl", "none/image.png", "odd[1].txt")
	for _, c := range []struct {
		names       []string
		texts, errs []string
	}{
		{[]string{"b.txt", "a.txt"}, []string{"Article b.txt", "Article a.txt"}, nil},
		{[]string{"in"}, []string{"Article c.txt", "First of in/deep/d.jsonl", "Second of in/deep/d.jsonl"}, nil},
		{[]string{"[ab].txt"}, []string{"Article a.txt", "Article b.txt"}, nil},
		{[]string{"odd[1].txt"}, []string{"Article odd[1].txt"}, nil},
		{[]string{"-"}, []string{"From a pipe."}, nil},
		{[]string{"gone.txt", "a.txt"}, []string{"Article a.txt"}, []string{"gone.txt does not exist: check the name"}},
		{[]string{"none"}, nil, []string{"folder none holds no articles: name them .txt, .md, .html, .json, .jsonl, .eml, .mhtml or .docx, or one of these with .gz"}},
		{[]string{"*.nope"}, nil, []string{"pattern *.nope matches no file: check it, and put it in quotes if the shell takes it for its own"}},
		{[]string{"[a.txt"}, nil, []string{"pattern [a.txt is malformed (syntax error in pattern): close its brackets"}},
	} {
		s := Source{Names: c.names, Stdin: strings.NewReader("From a pipe.")}
		texts, errs := read(t, s)
		if !slices.Equal(texts, c.texts) || !slices.Equal(errs, c.errs) {
			t.Errorf("%v: texts %q, errors %q; want %q, %q", c.names, texts, errs, c.texts, c.errs)
		}
		if err := Check(c.names); (err != nil) != (len(c.errs) > 0) {
			t.Errorf("check %v: %v", c.names, err)
		}
	}
}

func TestOrigins(t *testing.T) {
	tree(t, "a.txt", "d.jsonl")
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for a, err := range (Source{Names: []string{"a.txt", "./d.jsonl", "-"}, Stdin: strings.NewReader("x y")}).Articles(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, a.Origin)
	}
	// one file has one origin, whatever it is called; standard input has none, and its articles go by their text
	if want := []string{dir + "/a.txt", dir + "/d.jsonl#1", dir + "/d.jsonl#2", ""}; !slices.Equal(got, want) {
		t.Errorf("origins %q, want %q", got, want)
	}
}

func TestProgressCountsAllBytes(t *testing.T) {
	tree(t, "a.txt", "in/b.txt", "in/c.jsonl")
	s := Source{Names: []string{"a.txt", "in"}}
	total, known := s.Size()
	if total == 0 || !known {
		t.Fatalf("size %d, known %v", total, known)
	}
	var sum int64
	s.Progress = func(n int) { sum += int64(n) }
	read(t, s)
	if sum != total {
		t.Errorf("progress of %d bytes, files of %d", sum, total)
	}
	if _, known := (Source{Names: []string{"a.txt", "-"}}).Size(); known {
		t.Error("standard input has no size")
	}
}

// TestCancelledWhileWaiting ends a read of standard input to which nobody writes.
func TestCancelledWhileWaiting(t *testing.T) {
	in, out := io.Pipe()
	defer out.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	for _, err := range (Source{Names: []string{"-"}, Stdin: in, Parser: article.Parser{}}).Articles(ctx) {
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	}
	if ctx.Err() == nil {
		t.Error("the read ended before it was told to")
	}
}

// What a folder holds beside articles is told by kind and count.
func TestPassedOver(t *testing.T) {
	tree(t, "in/a.txt", "in/b.PNG", "in/c.png", "in/deep/d.warc.gz", "in/e.gold.jsonl", "in/Makefile", "in/.profile", "none/x.png", "all/a.txt")
	if err := os.Symlink("a.txt", "in/link.txt"); err != nil {
		t.Skip(err)
	}
	told := map[string]string{}
	s := Source{Names: []string{"in", "none", "all"}, Passed: func(folder string, kinds map[string]int) { told[folder] = fmt.Sprint(kinds) }}
	read(t, s)
	want := map[string]string{"in": "map[.png:2 .warc.gz:1 links:1 no suffix:2]", "none": "map[.png:1]"}
	if fmt.Sprint(told) != fmt.Sprint(want) {
		t.Errorf("told %v, want %v", told, want)
	}
}
