// Package local finds articles in files, folders and globs, and on standard input.
package local

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article"
)

// ErrNone says that a folder or a glob holds no article files.
var ErrNone = errors.New("holds no articles: name them .txt, .html or .jsonl, or one of these with .gz")

// Source reads the articles of named files in the order of Names, those of a folder in the order of
// their paths.
type Source struct {
	Names  []string // files, folders, globs, or "-"
	Stdin  io.Reader
	Parser article.Parser
	// Patience is how long a named pipe may be without a program that writes to it; 0 for ten seconds.
	Patience time.Duration
	// Progress is told, from the goroutine that reads, of bytes that were read of files; it may be nil.
	Progress func(n int)
}

// Size returns how many bytes the named files hold, as far as their names lead to files, and whether all of them are files:
// standard input has no size.
func (s Source) Size() (total int64, known bool) {
	known = true
	for _, name := range s.Names {
		files, err := expand(name)
		if err != nil {
			continue // Articles reports it
		}
		for _, file := range files {
			info, err := os.Stat(file)
			if err == nil && info.Mode().IsRegular() {
				total += info.Size()
			} else {
				known = false
			}
		}
	}
	return total, known
}

// counted reports what is read through it.
type counted struct {
	io.Reader
	report func(n int)
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.report(n)
	return n, err
}

// Articles yields every article, or in its place an error that says where and why.
func (s Source) Articles(ctx context.Context) iter.Seq2[factwire.Article, error] {
	return func(yield func(factwire.Article, error) bool) {
		for _, name := range s.Names {
			files, err := expand(name)
			if err != nil {
				if !yield(factwire.Article{Origin: name}, err) {
					return
				}
				continue
			}
			for _, file := range files {
				if ctx.Err() != nil {
					return
				}
				if !s.file(ctx, file, yield) {
					return
				}
			}
		}
	}
}

func (s Source) file(ctx context.Context, name string, yield func(factwire.Article, error) bool) bool {
	in, origin := s.Stdin, "standard input"
	if name != "-" {
		f, err := s.open(ctx, name)
		if err != nil {
			if ctx.Err() != nil {
				return false
			}
			return yield(factwire.Article{Origin: name}, describe(name, err))
		}
		defer f.Close()
		in, origin = f, name
		if info, err := f.Stat(); err == nil && !info.Mode().IsRegular() {
			in = interruptible(ctx, f) // a named pipe
		}
		if s.Progress != nil {
			in = counted{in, s.Progress}
		}
	} else {
		in = interruptible(ctx, in)
	}
	for a, err := range s.Parser.Read(origin, in) {
		if ctx.Err() != nil {
			return false
		}
		if name != "-" && a.Origin != "" {
			// the same file under another working folder is the same file
			if abs, err := filepath.Abs(name); err == nil {
				if abs != name {
					a.Given = a.Origin
				}
				a.Origin = abs + strings.TrimPrefix(a.Origin, name)
			}
		} else if name == "-" {
			a.Origin = ""
		}
		if !yield(a, err) {
			return false
		}
	}
	return true
}

// ErrNoWriter says that a named pipe has no program that writes to it.
var ErrNoWriter = errors.New("is a named pipe that no program writes to: start the one that does first")

// open opens a file. That of a named pipe waits for a writer, but neither beyond the context nor for ever.
func (s Source) open(ctx context.Context, name string) (*os.File, error) {
	if info, err := os.Stat(name); err != nil || info.Mode()&fs.ModeNamedPipe == 0 {
		return os.Open(name)
	}
	type opened struct {
		f   *os.File
		err error
	}
	done := make(chan opened)
	over := make(chan struct{})
	go func() {
		f, err := os.Open(name)
		select {
		case done <- opened{f, err}:
		case <-over:
			if err == nil {
				f.Close()
			}
		}
	}()
	timer := time.NewTimer(cmp.Or(s.Patience, 10*time.Second))
	defer timer.Stop()
	select {
	case o := <-done:
		return o.f, o.err
	case <-timer.C:
		close(over)
		return nil, ErrNoWriter
	case <-ctx.Done():
		close(over)
		return nil, context.Cause(ctx)
	}
}

// interruptible lets a read that waits for a writer end with the context. The goroutine that waits is then left behind
// until r gives something or ends.
func interruptible(ctx context.Context, r io.Reader) io.Reader {
	out, in := io.Pipe()
	context.AfterFunc(ctx, func() { in.CloseWithError(ctx.Err()) })
	go func() {
		_, err := io.Copy(in, r)
		in.CloseWithError(err) // nil is the end
	}()
	return out
}

// Check reports the first name that leads to no file, so that a mistyped name is an error before
// anything is read.
func Check(names []string) error {
	for _, name := range names {
		if _, err := expand(name); err != nil {
			return err
		}
	}
	return nil
}

// expand returns the files that a name stands for.
func expand(name string) ([]string, error) {
	if name == "-" {
		return []string{"-"}, nil
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return folder(name)
	case err == nil:
		return []string{name}, nil
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(name, "*?["):
		files, err := filepath.Glob(name)
		if err != nil {
			return nil, fmt.Errorf("pattern %s is malformed (%w): close its brackets", name, err)
		}
		files = slices.DeleteFunc(files, func(f string) bool {
			info, err := os.Stat(f)
			return err != nil || info.IsDir()
		})
		if len(files) == 0 {
			return nil, fmt.Errorf("pattern %s matches no file: check it, and put it in quotes if the shell takes it for its own", name)
		}
		return files, nil
	}
	return nil, describe(name, err)
}

func folder(name string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.Type().IsRegular() && article.FormatOf(path) != article.Unknown && !strings.HasSuffix(path, ".gold.jsonl") {
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		return nil, describe(name, err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("folder %s %w", name, ErrNone)
	}
	return files, nil // WalkDir goes in lexical order
}

// describe words a file system's error for people.
func describe(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s does not exist: check the name", name)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s may not be read by this user: change its permissions, or read it as another user", name)
	}
	if errors.Is(err, ErrNoWriter) {
		return fmt.Errorf("%s %w", name, err)
	}
	return fmt.Errorf("read %s: %w", name, err)
}
