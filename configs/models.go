package configs

import (
	_ "embed"
	"fmt"
	"io/fs"

	"github.com/klauspost/compress/zstd"
)

// What was learned from data: one file a model, each with its version and a checksum. docs and NOTICE
// name what they were learned from. Those whose name ends in .zst are packed by Zstandard.
//
// They are bytes of the program and not files of an embed.FS, which would copy them.
var (
	//go:embed model/parser.bin.zst
	parser []byte
	//go:embed model/tagger.bin.zst
	tagger []byte
	//go:embed model/prose.bin.zst
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
		packed = parser
	case "tagger.bin":
		packed = tagger
	case "prose.bin":
		packed = prose
	case "clusters.txt":
		packed = clusters
	case "reader.fwm": // packed in a way of its own
		return reader, nil
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
