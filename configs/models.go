package configs

import "embed"

// Models holds what was learned from data: one file a model, each with its version and a checksum. docs and NOTICE
// name what they were learned from.
//
//go:embed model/*
var Models embed.FS
