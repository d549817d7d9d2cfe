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
	if err := syscall.Mkfifo("a.txt", 0o600); err != nil {
		t.Skip(err)
	}
	s := Source{Names: []string{"a.txt", "b.txt"}, Patience: 50 * time.Millisecond}
	texts, errs := read(t, s)
	if !slices.Equal(texts, []string{"Article b.txt"}) || len(errs) != 1 || !strings.Contains(errs[0], "a.txt is a named pipe that no program writes to") {
		t.Errorf("without a writer: %q, %q", texts, errs)
	}
	// The reader that waited in vain is still there, as the system has it, and takes this writer.
	release(t)
	s.Patience = time.Minute
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	for a, err := range s.Articles(ctx) {
		t.Errorf("cancelled: %q, %v", a.Text, err)
	}
	release(t)
	go func() {
		f, err := os.OpenFile("a.txt", os.O_WRONLY, 0)
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
}

// release lets a reader go that waits for a writer.
func release(t *testing.T) {
	t.Helper()
	f, err := os.OpenFile("a.txt", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
}
