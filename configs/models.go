package configs

import (
	_ "embed"
	"fmt"
	"io/fs"
)

// What was learned from data: one file a model, each with its version and a checksum. docs and NOTICE
// name what they were learned from.
//
// They are bytes of the program and not files of an embed.FS, which would copy them.
var (
	//go:embed model/parser.bin
	parser []byte
	//go:embed model/tagger.bin
	tagger []byte
	//go:embed model/prose.bin
	prose []byte
	//go:embed model/clusters.bin
	clusters []byte
	//go:embed model/reader.fwm
	reader []byte
	//go:embed model/references.fwm
	references []byte
)

// Model returns the file of a model by its name, as "parser.bin". The caller must not change it.
func Model(name string) ([]byte, error) {
	switch name {
	case "parser.bin":
		return parser, nil
	case "tagger.bin":
		return tagger, nil
	case "prose.bin":
		return prose, nil
	case "clusters.bin":
		return clusters, nil
	case "reader.fwm":
		return reader, nil
	case "references.fwm":
		return references, nil
	}
	return nil, fmt.Errorf("model %s: %w", name, fs.ErrNotExist)
}
