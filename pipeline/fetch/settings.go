package fetch

import "github.com/factwire/factwire/pipeline/fetch/source"

// Source and Settings are the descriptions that package source holds.
type (
	Source   = source.Source
	Settings = source.Settings
)

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
