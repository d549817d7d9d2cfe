//go:build !linux

package store

// release does nothing where the system has no such advice.
func (s *Store) release() {}
