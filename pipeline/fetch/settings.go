package fetch

import (
	"time"

	"github.com/factwire/factwire/pipeline/fetch/source"
)

// Source and Settings are the descriptions that package source holds.
type (
	Source   = source.Source
	Settings = source.Settings
)

// withDefaults fills what is not set.
func withDefaults(s Settings) Settings {
	if s.Agent == "" {
		s.Agent = "factwire"
	}
	for _, d := range []struct {
		at *time.Duration
		to time.Duration
	}{{&s.Every, time.Second}, {&s.Timeout, time.Minute}, {&s.MaxWait, 30 * time.Second}} {
		if *d.at == 0 {
			*d.at = d.to
		}
	}
	if s.PerHost == 0 {
		s.PerHost = 2
	}
	if s.AtOnce == 0 {
		s.AtOnce = 4
	}
	return s
}

// userAgent is the header by which servers know the program.
func userAgent(s Settings) string {
	ua := s.Agent
	if s.Version != "" {
		ua += "/" + s.Version
	}
	if s.Contact != "" {
		ua += " (+" + s.Contact + ")"
	}
	return ua
}
