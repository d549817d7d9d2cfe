// Package configs embeds the default configuration and lexicons. They are plain
// files so that users can read them, copy them and add to them.
package configs

import "embed"

// Files holds every YAML file of this folder: lexicon/*.yaml are the words that
// the program reads by, factwire.yaml is the default configuration.
//
//go:embed lexicon/*.yaml factwire.yaml
var Files embed.FS
