//go:build !linux

package store

// spare does nothing where the system has no such advice.
func (s *Store) spare() (stop func()) { return func() {} }

func (t *txn) passed() {}

func (t *txn) leaving() {}

func (s *Store) idle() {}
