package main

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
)

// command returns the command as a process of its own: this test's binary under the command's name (see TestMain).
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Args = append([]string{"factwire"}, args...)
	return cmd
}

// output runs the command and wants success.
func output(t *testing.T, args ...string) []byte {
	t.Helper()
	var errs bytes.Buffer
	cmd := command(t, args...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, errs.Bytes())
	}
	return out
}
