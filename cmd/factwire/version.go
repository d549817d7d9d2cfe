package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// release, commit and date are set by the build of a release (-ldflags "-X main.release=v1.2.3"). Elsewhere what the
// Go command recorded stands for them.
var release, commit, date string

// build is what the program is: its version, the commit it was built from and when that was made, or "unknown".
type build struct{ version, commit, date string }

// built tells what the program is.
func built() build {
	b := build{release, commit, date}
	if info, ok := debug.ReadBuildInfo(); ok {
		b.version = cmp.Or(b.version, info.Main.Version)
		modified := false
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				b.commit = cmp.Or(b.commit, s.Value)
			case "vcs.time":
				b.date = cmp.Or(b.date, s.Value)
			case "vcs.modified":
				modified = s.Value == "true"
			}
		}
		if modified && commit == "" && b.commit != "" {
			b.commit += " with changes"
		}
	}
	return build{cmp.Or(b.version, "unknown"), cmp.Or(b.commit, "unknown"), cmp.Or(b.date, "unknown")}
}

// day returns the day of the commit, or nothing if it is not known.
func (b build) day() string {
	day, _, ok := strings.Cut(b.date, "T")
	if !ok {
		return ""
	}
	return day
}

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version, the commit and its date",
		Example: "  factwire version",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			b := built()
			_, err := fmt.Fprintf(a.out, "factwire %s, commit %s, %s, %s %s/%s\n", b.version, b.commit, b.date, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
