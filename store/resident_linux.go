package store

import (
	"go.etcd.io/bbolt"
)

// release gives the pages of the mapped file back to the system, which keeps them as long as it has room: without it a process that
// writes a large store has the whole file in its memory by the system's count. What is needed again is mapped again. It must not be
// called within a transaction.
func (s *Store) release() {
	// The file may be longer than what is mapped, and behind the mapping lies the program's own memory: what a transaction reaches
	// is mapped for certain, and stays so until the transaction ends.
	_ = s.db.View(func(tx *bbolt.Tx) error {
		if t := s.txn(tx); t.Size() > mostMapped {
			t.release()
		}
		return nil
	}) // advice that is not taken costs memory alone
}
