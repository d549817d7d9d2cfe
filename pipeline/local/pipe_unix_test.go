//go:build unix

package local

import (
	"context"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A named pipe is read when somebody writes to it, and waited for neither for ever nor beyond the end of the run.
func TestNamedPipe(t *testing.T) {
	tree(t, "b.txt")
	// Each read has a pipe of its own: a reader that waited in vain may be there still, and would take what is meant for the next.
	pipe := func(name string, patience time.Duration) Source {
		t.Helper()
		if err := syscall.Mkfifo(name, 0o600); err != nil {
			t.Skip(err)
		}
		return Source{Names: []string{name, "b.txt"}, Patience: patience}
	}
	texts, errs := read(t, pipe("vain.txt", 50*time.Millisecond))
	if !slices.Equal(texts, []string{"Article b.txt"}) || len(errs) != 1 || !strings.Contains(errs[0], "vain.txt is a named pipe that no program writes to") {
		t.Errorf("without a writer: %q, %q", texts, errs)
	}
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	for a, err := range pipe("cancelled.txt", time.Minute).Articles(ctx) {
		t.Errorf("cancelled: %q, %v", a.Text, err)
	}
	s := pipe("written.txt", time.Minute)
	go func() {
		f, err := os.OpenFile("written.txt", os.O_WRONLY, 0)
		if err != nil {
			t.Error(err)
			return
		}
		defer f.Close()
		_, _ = f.WriteString("From the pipe.")
	}()
	if texts, errs = read(t, s); !slices.Equal(texts, []string{"From the pipe.", "Article b.txt"}) || len(errs) > 0 {
		t.Errorf("with a writer: %q, %q", texts, errs)
	}
	release(t, "vain.txt")
}

// release lets a reader go that waits for a writer.
func release(t *testing.T, name string) {
	t.Helper()
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
}
