package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// inboxes returns those of the configuration's local sources in which something may lie, tells the others, and makes those that are to be made.
func (a *app) inboxes(names []string, first bool) []string {
	var out []string
	for _, name := range names {
		told, missing := a.awaits(name, first)
		if told == "" {
			out = append(out, name)
			continue
		}
		if missing {
			const mode = 0o750 // as the store's folder
			if os.MkdirAll(name, mode) != nil {
				out = append(out, name) // reading tells what ails it
				continue
			}
			told = "first run: made the folder " + name + ": put articles there, and run again"
		}
		a.note("%s", told)
	}
	return out
}

// awaits says of a source in which nothing lies yet what is awaited: that is no fault. Of a folder that is missing it is so before the first run,
// which makes it, if it would lie in a folder of the store's own, where the configuration does not lie, as in the one that is shipped;
// elsewhere a missing one may be mistyped, or a disk that is not there.
func (a *app) awaits(name string, first bool) (told string, missing bool) {
	if _, err := os.Stat(name); first && errors.Is(err, fs.ErrNotExist) && within(filepath.Dir(a.storePath), name) && !within(filepath.Dir(a.storePath), a.configFile) {
		return "the folder " + name + " does not exist yet: the first 'factwire ingest' makes it", true
	}
	if entries, err := os.ReadDir(name); err == nil && len(entries) == 0 {
		return "the folder " + name + " is empty: put articles there", false
	}
	return "", false
}

// within reports whether a plain name is that of something in a folder.
func within(folder, name string) bool {
	folder, err1 := filepath.Abs(folder)
	path, err2 := filepath.Abs(name)
	return errors.Join(err1, err2) == nil && !strings.ContainsAny(name, "*?[") && strings.HasPrefix(path, folder+string(filepath.Separator))
}
