// Package whole writes files whole or not at all: a reader sees the former file or the new one, never a part.
package whole

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Write writes a file through a temporary one beside it, synced and renamed. An error leaves what stood at path as it was.
func Write(path string, write func(io.Writer) error) (err error) {
	f, err := Beside(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// Beside makes a temporary file in the folder of path. An error names path, which the user knows, and not the file.
func Beside(path string) (*os.File, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		p.Path = path
	}
	return f, err
}
