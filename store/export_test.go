package store

import "github.com/factwire/factwire/store/internal/codec"

// SealForTest seals a value as the store does.
func SealForTest(key []byte, v any) []byte {
	c, err := codec.New()
	if err != nil {
		panic(err)
	}
	data, err := c.SealJSON(key, v)
	if err != nil {
		panic(err)
	}
	return data
}
