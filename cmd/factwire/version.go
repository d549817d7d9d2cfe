package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// release is set by the build of a release (-ldflags "-X main.release=v1.2.3").
var release string

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version and the commit",
		Example: "  factwire version",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			version, commit, goVersion := release, "unknown", ""
			if info, ok := debug.ReadBuildInfo(); ok {
				goVersion = info.GoVersion
				if version == "" {
					version = info.Main.Version
				}
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						commit = s.Value
					}
				}
			}
			_, err := fmt.Fprintf(a.out, "factwire %s, commit %s, %s\n", version, commit, goVersion)
			return err
		},
	}
}
