package store

import (
	"syscall"
	"unsafe"
)

// release gives the pages of the file that were read back to the system, which reads them again where they are needed: what a walk over a
// large store has seen would else count as the program's memory. It is a hint; that it fails changes nothing.
func (t *txn) release() {
	if info := t.s.db.Info(); info != nil && info.Data != 0 {
		_ = syscall.Madvise(unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(nil), info.Data)), t.Size()), syscall.MADV_DONTNEED)
	}
}

// Release gives the pages of the file that were read back to the system, as a walk over all facts does by itself.
func (s *Store) Release() error {
	return s.view(func(t *txn) error {
		t.release()
		return nil
	})
}
