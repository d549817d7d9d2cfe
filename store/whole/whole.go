// Package whole writes files whole or not at all: a reader sees the former file or the new one, never a part.
package whole

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
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
	if err := Keep(f, path); err != nil { // first: what is written is at no time more open than what stood there
		return err
	}
	if err := write(f); err != nil {
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

// Keep gives a file the mode of the one at path that it will replace; without one, the mode stays that of a new file, which the umask
// decided.
func Keep(f *os.File, path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil // there is none, or none whose mode counts
	}
	return f.Chmod(info.Mode().Perm())
}

// Beside makes a temporary file in the folder of path, with the mode of a new file. An error names path, which the user knows, and not
// the file.
func Beside(path string) (*os.File, error) {
	const tries = 100
	for try := 0; ; try++ {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%08x", filepath.Base(path), rand.Uint32()))
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) && try < tries {
			continue
		}
		if p := (*fs.PathError)(nil); errors.As(err, &p) {
			p.Path = path
		}
		return f, err
	}
}
