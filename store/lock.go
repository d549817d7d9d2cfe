package store

import (
	"encoding/json"
	"fmt"
	"os"
	"syscall"
	"time"
)

// occupant is what a writer leaves beside the store for those who find it locked.
type occupant struct {
	PID     int    `json:"pid"`
	Command string `json:"command,omitempty"`
	Since   string `json:"since,omitempty"`
}

func lockFile(path string) string { return path + ".lock" }

// claim says who holds the store. That it cannot be written is no reason not to work: the lock itself is the database's.
func claim(path string, o Options) string {
	who := occupant{PID: os.Getpid(), Command: o.Command}
	if o.Now != nil {
		who.Since = o.Now().UTC().Format(time.RFC3339)
	}
	data, err := json.Marshal(who)
	if err != nil {
		return ""
	}
	name := lockFile(path)
	if err := os.WriteFile(name, append(data, '\n'), 0o666); err != nil {
		_ = os.Remove(name) // a part of it would tell nobody anything
		return ""
	}
	return name
}

// holder words who holds a locked store; empty if it is not known, as when only readers do.
func holder(path string) string {
	data, err := os.ReadFile(lockFile(path))
	if err != nil || len(data) > 4096 {
		return ""
	}
	var who occupant
	if json.Unmarshal(data, &who) != nil || who.PID <= 0 || !alive(who.PID) {
		return "" // left by a run that was killed: readers may hold the store now
	}
	text := fmt.Sprintf(" (process %d", who.PID)
	if who.Command != "" {
		text += ", " + who.Command
	}
	if who.Since != "" {
		text += ", since " + who.Since
	}
	return text + ")"
}

func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	return err == nil && p.Signal(syscall.Signal(0)) == nil
}
