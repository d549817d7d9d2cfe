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
var ErrNone = errors.New("holds no articles: name them .txt, .md, .html, .json, .jsonl, .eml, .mhtml or .docx, or one of these with .gz")

// Source reads the articles of named files in the order of Names, those of a folder in the order of
// their paths.
type Source struct {
	Names  []string // files, folders, globs, or "-"
	Stdin  io.Reader
	Parser article.Parser
	// Patience is how long a named pipe may be without a program that writes to it; 0 for ten seconds.
	Patience time.Duration
	// Passed is told of each folder what it holds that is not read: how many files of which kind. It may be nil.
	Passed func(folder string, kinds map[string]int)
	// Progress is told, from the goroutine that reads, of bytes that were read of files; it may be nil.
	Progress func(n int)
}

// Size returns how many bytes the named files hold, as far as their names lead to files, and whether all of them are files:
// standard input has no size.
func (s Source) Size() (total int64, known bool) {
	known = true
	for _, name := range s.Names {
		files, _, err := expand(name)
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
			files, passed, err := expand(name)
			if len(passed) > 0 && s.Passed != nil {
				s.Passed(name, passed)
			}
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
	var there time.Time // when the file was there as it is
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
		} else if err == nil {
			there = info.ModTime()
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
		if err == nil {
			a.Between = factwire.Between(a, there)
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
		if _, _, err := expand(name); err != nil {
			return err
		}
	}
	return nil
}

// expand returns the files that a name stands for, and of a folder how many files of which kind are none.
func expand(name string) (files []string, passed map[string]int, err error) {
	if name == "-" {
		return []string{"-"}, nil, nil
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return folder(name)
	case err == nil:
		return []string{name}, nil, nil
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(name, "*?["):
		files, err := filepath.Glob(name)
		if err != nil {
			return nil, nil, fmt.Errorf("pattern %s is malformed (%w): close its brackets", name, err)
		}
		files = slices.DeleteFunc(files, func(f string) bool {
			info, err := os.Stat(f)
			return err != nil || info.IsDir()
		})
		if len(files) == 0 {
			return nil, nil, fmt.Errorf("pattern %s matches no file: check it, and put it in quotes if the shell takes it for its own", name)
		}
		return files, nil, nil
	}
	return nil, nil, describe(name, err)
}

func folder(name string) (files []string, passed map[string]int, err error) {
	passed = map[string]int{}
	err = filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() || strings.HasSuffix(path, ".gold.jsonl"):
		case d.Type().IsRegular() && article.FormatOf(path).Readable():
			files = append(files, path)
		default:
			passed[kindOf(path, d.Type())]++
		}
		return nil
	})
	if err != nil {
		return nil, nil, describe(name, err)
	}
	if len(files) == 0 {
		return nil, passed, fmt.Errorf("folder %s %w", name, ErrNone)
	}
	return files, passed, nil // WalkDir goes in lexical order
}

// kindOf names what a file is: by the end of its name, without that of compression, or by what else it is.
func kindOf(path string, mode fs.FileMode) string {
	switch {
	case mode&fs.ModeSymlink != 0:
		return "links"
	case !mode.IsRegular():
		return "pipes and devices"
	}
	base := strings.ToLower(filepath.Base(path))
	ext := filepath.Ext(base)
	if ext == ".gz" || ext == ".zst" {
		ext = filepath.Ext(strings.TrimSuffix(base, ext)) + ext
	}
	if ext == "" || len(ext) > 12 || ext == base { // "Makefile", ".profile"
		return "no suffix"
	}
	return ext
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
