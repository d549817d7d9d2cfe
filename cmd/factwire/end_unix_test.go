//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestEndAmidArticle ends a run amid an article that takes half a minute, by a signal and by the time that was given to it.
func TestEndAmidArticle(t *testing.T) {
	dir := t.TempDir()
	long := filepath.Join(dir, "long.txt")
	const s = "The Harbour Authority of Port Selwyn barred the tugs of Corvane Marine from its docks on Monday. “We cannot wait,” said Ingrid Solberg, the minister.\n\n"
	if err := os.WriteFile(long, []byte(strings.Repeat(s, 6_000_000/len(s))), 0o644); err != nil {
		t.Fatal(err)
	}
	started := time.Now()
	cmd := command(t, "ingest", "--quiet", "--store", filepath.Join(dir, "a.db"), "--max-duration", "300ms", long)
	if err := cmd.Run(); err != nil {
		t.Errorf("--max-duration: %v", err)
	}
	cmd = command(t, "ingest", "--quiet", "--store", filepath.Join(dir, "b.db"), long)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 1000 { // until the store is there
		if _, err := os.Stat(filepath.Join(dir, "b.db")); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(200 * time.Millisecond)
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 143 {
		t.Errorf("after a signal the exit code is %d, want 143", code)
	}
	if cpu := cmd.ProcessState.UserTime(); cpu > 10*time.Second {
		t.Errorf("after a signal the run took %v of the processor", cpu)
	}
	if took := time.Since(started); took > time.Minute {
		t.Errorf("both took %v", took)
	}
}
