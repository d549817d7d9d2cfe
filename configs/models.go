package configs

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/klauspost/compress/zstd"
)

// models holds what was learned from data: one file a model, each with its version and a checksum. docs and NOTICE
// name what they were learned from. Those whose name ends in .zst are packed by Zstandard.
//
//go:embed model/*
var models embed.FS

// maxModel bounds what a packed model may unpack to.
const maxModel = 64 << 20

// Model returns the file of a model by its name without .zst, as "parser.bin". The caller owns it.
func Model(name string) ([]byte, error) {
	data, err := models.ReadFile("model/" + name)
	if !errors.Is(err, fs.ErrNotExist) {
		return data, err
	}
	packed, perr := models.ReadFile("model/" + name + ".zst")
	if perr != nil {
		return nil, err
	}
	unpack, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxModel))
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", name, err)
	}
	defer unpack.Close()
	if data, err = unpack.DecodeAll(packed, nil); err != nil {
		return nil, fmt.Errorf("model %s: %w", name, err)
	}
	return data, nil
}
