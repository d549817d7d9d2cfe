package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/factwire/factwire/configs/strict"
)

// An error is one line by one rule: what is wrong, where, and what to do, with colons between. This file words those of files and
// of values; words.go those of commands and flags; storeAdvice those of the store.

// plain words a message for people: of an error of the file system it says "a.txt does not exist" for "open a.txt: no such
// file or directory", and leaves names of temporary files out.
func plain(err error) string {
	message := err.Error()
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		message = strings.ReplaceAll(message, path.Error(), path.Path+" "+trouble(path.Err))
	case errors.As(err, &link):
		message = strings.ReplaceAll(message, link.Error(), link.New+" "+trouble(link.Err))
	}
	return message
}

func trouble(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "does not exist"
	case errors.Is(err, fs.ErrPermission):
		return "may not be read or written by this user"
	case strings.Contains(err.Error(), "is a directory"): // its number is another on each system
		return "is a folder, not a file"
	}
	return "cannot be used: " + err.Error()
}

// namedBy adds to an error of a file which flag or setting names the file.
func namedBy(err error, what string) error {
	if err == nil {
		return nil
	}
	var bad *strict.Error
	if errors.As(err, &bad) { // it says where and what in the file, and often what is meant
		if strings.Contains(bad.Message, "did you mean") {
			return err
		}
		return fmt.Errorf("%w: docs/configuration.md tells what may stand there", err)
	}
	return fmt.Errorf("%w: check %s", err, what)
}

// canWrite tells before long work that a file could not be written after it: its folder must be there, and it must be no folder itself.
// Flag is what names it, if a flag does. Standard output, "-", and no name can be written.
func canWrite(file, flag string) error {
	if file == "" || file == "-" {
		return nil
	}
	if flag != "" {
		flag = " with " + flag
	}
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder, not a file: name a file in it%s", file, flag)
	}
	dir := filepath.Dir(file)
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s cannot be written, for the folder %s does not exist: make it first, or name another file%s", file, dir, flag)
	case err != nil:
		return fmt.Errorf("%s cannot be written: %w", file, err)
	case !info.IsDir():
		return fmt.Errorf("%s cannot be written, for %s is no folder: name another file%s", file, dir, flag)
	}
	return nil
}

// values words what a flag of a type takes.
func values(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int", "uint64":
		return "a whole number"
	case "float64":
		return "a number such as 0.6"
	case "duration":
		return "a time such as 30s, 5m or 2h"
	case "bool":
		return "true or false"
	}
	return "a " + f.Value.Type()
}

// atLeast checks a flag that is a number which must not be negative.
func atLeast(flag string, n int) error {
	if n < 0 {
		return usagef("--%s is %d, and must not be negative", flag, n)
	}
	return nil
}

// whatToDo is what to do about an input, by the reason for which it was rejected, to be added to its error; nothing where the error says it.
func whatToDo(reason string) string {
	source, failed := strings.CutPrefix(reason, "source: ")
	if failed { // a feed, a sitemap or an archive as a whole
		reason = source
	}
	switch {
	case reason == "network", reason == "server", reason == "throttled", reason == "timeout":
		return ": the next run tries again; if it stays so, check the address"
	case reason == "forbidden address":
		return ": a source names what else it may reach under allow and ports, a run with --allow and --port"
	case reason == "blocked", reason == "robots":
		return ": the site wants no programs there; ask for leave, or read saved pages"
	case reason == "left alone":
		return ": nothing is to be done, a later run tries again"
	case failed && reason == "gone":
		return ": the address leads nowhere any more; correct it, or take the source out"
	case failed && reason == "credentials":
		return ": set the variable, or mend the file, that the source names under credentials"
	case failed && reason == "too large":
		return ": name its parts as sources of their own"
	case failed && (reason == "missing" || reason == "permission" || reason == "read"):
		return ": check its name and its permissions"
	case failed:
		return ": check the address; 'factwire ingest --dry-run' tells what would be fetched"
	case reason == "binary":
		return ": save it as text or as a web page"
	case reason == "no body":
		return ": if there is one, name its parts under pages in the configuration"
	case reason == "paywall":
		return ": save the page as a subscriber sees it, or read what there is with --stubs"
	case reason == "too large":
		return ": cut it into articles"
	}
	return ""
}

// canRead tells at once that a named file is not there, or is a folder. "-" is standard input.
func canRead(file string) error {
	if file == "-" {
		return nil
	}
	info, err := os.Stat(file)
	if err != nil {
		return fmt.Errorf("%w: check the name", err)
	}
	if info.IsDir() {
		return fmt.Errorf("%s is a folder, not a file: name the files in it", file)
	}
	return nil
}
