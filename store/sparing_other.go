//go:build !linux || (!amd64 && !arm64)

package store

// sparing does nothing where the system cannot be asked to map pages one by one.
type sparing struct{}

func (t *txn) sparingly() {}

func (p *sparing) active() bool { return false }

func (p *sparing) close() {}
