package configs

import (
	_ "embed"
	"fmt"
	"io/fs"

	"github.com/klauspost/compress/zstd"
)

// What was learned from data: one file a model, each with its version and a checksum. docs and NOTICE
// name what they were learned from. One whose name ends in .zst is packed by Zstandard, the others in ways of their own.
//
// They are bytes of the program and not files of an embed.FS, which would copy them.
var (
	//go:embed model/parser.bin
	parser []byte
	//go:embed model/tagger.bin
	tagger []byte
	//go:embed model/prose.bin
	prose []byte
	//go:embed model/clusters.txt.zst
	clusters []byte
	//go:embed model/reader.fwm
	reader []byte
)

// maxModel bounds what a packed model may unpack to.
const maxModel = 64 << 20

// Model returns the file of a model by its name without .zst, as "parser.bin". The caller must not change it.
func Model(name string) ([]byte, error) {
	var packed []byte
	switch name {
	case "parser.bin":
		return parser, nil
	case "tagger.bin":
		return tagger, nil
	case "prose.bin":
		return prose, nil
	case "reader.fwm":
		return reader, nil
	case "clusters.txt":
		packed = clusters
	default:
		return nil, fmt.Errorf("model %s: %w", name, fs.ErrNotExist)
	}
	unpack, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxModel))
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", name, err)
	}
	defer unpack.Close()
	data, err := unpack.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", name, err)
	}
	return data, nil
}
