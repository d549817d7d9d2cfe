package store

import (
	"syscall"
	"unsafe"
)

// release gives the pages of the file that were read back to the system, which reads them again where they are needed: what a walk over a
// large store has seen would else count as the program's memory. It is a hint; that it fails changes nothing.
func (t *txn) release() {
	if pages := t.pages(); len(pages) > 0 {
		_ = syscall.Madvise(pages, syscall.MADV_DONTNEED)
	}
}

// pages is the part of the mapped file that the transaction reaches. It is mapped until the transaction ends; the file may be longer, and
// behind the mapping lies the program's own memory.
func (t *txn) pages() []byte {
	info := t.s.db.Info()
	if info == nil || info.Data == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(nil), info.Data)), t.Size())
}

// Release gives the pages of the file that were read back to the system, as a walk over all facts does by itself.
func (s *Store) Release() error {
	return s.view(func(t *txn) error {
		t.release()
		return nil
	})
}
