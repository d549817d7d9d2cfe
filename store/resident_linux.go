package store

import (
	"os"
	"syscall"
)

// mostMapped is the size of a file up to which its pages may stay in memory.
const mostMapped = 64 << 20

// release gives the pages of the mapped file back to the system, which keeps them as long as it has room: without it a process that
// walks through a large store has the whole file in its memory by the system's count. What is needed again is mapped again.
func (s *Store) release() {
	info := s.db.Info()
	stat, err := os.Stat(s.path)
	if err != nil || info == nil || info.Data == 0 || stat.Size() <= mostMapped {
		return
	}
	const dontNeed = 4 // MADV_DONTNEED: of a shared mapping of a file it loses nothing
	page := uintptr(info.PageSize)
	length := (uintptr(stat.Size()) + page - 1) / page * page
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, info.Data, length, dontNeed) // advice that is not taken costs memory alone
}
