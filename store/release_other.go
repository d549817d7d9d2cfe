//go:build !linux

package store

// release does nothing where the system takes the pages of a mapped file back by itself.
func (t *txn) release() {}

// Release gives the pages of the file that were read back to the system, where that must be asked for.
func (s *Store) Release() error { return nil }
