// Package local finds articles in files, folders and globs, and on standard input.
package local

import (
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

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article"
)

// ErrNone says that a folder or a glob holds no article files.
var ErrNone = errors.New("holds no articles (.txt, .html, .jsonl, or one of them with .gz)")

// Source reads the articles of named files in the order of Names, those of a folder in the order of
// their paths.
type Source struct {
	Names  []string // files, folders, globs, or "-"
	Stdin  io.Reader
	Parser article.Parser
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
		f, err := os.Open(name)
		if err != nil {
			return yield(factwire.Article{Origin: name}, describe(name, err))
		}
		defer f.Close()
		in, origin = f, name
	}
	for a, err := range s.Parser.Read(origin, in) {
		if ctx.Err() != nil {
			return false
		}
		if name != "-" && a.Origin != "" {
			// the same file under another working folder is the same file
			if abs, err := filepath.Abs(name); err == nil {
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
			return nil, fmt.Errorf("pattern %s is malformed: %w", name, err)
		}
		files = slices.DeleteFunc(files, func(f string) bool {
			info, err := os.Stat(f)
			return err != nil || info.IsDir()
		})
		if len(files) == 0 {
			return nil, fmt.Errorf("pattern %s matches no file", name)
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
		return fmt.Errorf("%s cannot be read: permission denied", name)
	}
	return fmt.Errorf("read %s: %w", name, err)
}
