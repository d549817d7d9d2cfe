//go:build linux && (amd64 || arm64)

package store

import (
	"os"
	"runtime"
	"sync/atomic"
	"syscall"
	"unsafe"
)

// sparing lets the system map one page of the file for one that is reached. By itself it maps sixteen around it, which costs four times as much, and with pages that lie
// far apart fifteen of them are of no use but count as the program's memory. There is no advice against that; but what is mapped where writes may be watched
// (userfaultfd with asynchronous write protection, Linux 6.7) is mapped page by page. Nothing is watched here, since the file is mapped for reading.
// A system that knows or allows none of this maps sixteen, which costs memory and time alone.
type sparing struct {
	watch   *os.File
	refused bool
	from    uintptr // of what is known to the system: where the mapping begins,
	size    int     // and how many bytes of it
	on      atomic.Bool
}

// What linux/userfaultfd.h says.
const (
	userModeOnly   = 1
	apiVersion     = 0xAA
	asynchronous   = 1 << 15
	requestAPI     = 0xC018AA3F
	requestSetting = 0xC020AA00
	writeProtected = 2
)

var userfaultfd = map[string]uintptr{"amd64": 323, "arm64": 282}[runtime.GOARCH]

// sparingly asks for the pages that the transaction reaches. It is of the writer alone: only a file that is open for writing may be watched.
func (t *txn) sparingly() {
	p := &t.s.sparing
	pages := t.pages()
	if p.refused || len(pages) == 0 {
		return
	}
	from := uintptr(unsafe.Pointer(unsafe.SliceData(pages)))
	size := len(pages) &^ (os.Getpagesize() - 1)
	if from == p.from && size <= p.size {
		return
	}
	if p.watch == nil && !p.open() {
		p.refused = true
		return
	}
	setting := [4]uint64{uint64(from), uint64(size), writeProtected}
	if p.ask(requestSetting, unsafe.Pointer(&setting)) {
		p.from, p.size = from, size
		p.on.Store(true)
		return
	}
	p.close()
	p.refused = true
}

// active reports whether pages are mapped one by one. It may be called while another goroutine writes.
func (p *sparing) active() bool { return p.on.Load() }

func (p *sparing) open() bool {
	fd, _, errno := syscall.Syscall(userfaultfd, syscall.O_CLOEXEC|userModeOnly, 0, 0)
	if errno != 0 {
		return false
	}
	p.watch = os.NewFile(fd, "userfaultfd")
	api := [3]uint64{apiVersion, asynchronous}
	if !p.ask(requestAPI, unsafe.Pointer(&api)) {
		p.close()
		return false
	}
	return true
}

func (p *sparing) ask(request uintptr, of unsafe.Pointer) bool {
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, p.watch.Fd(), request, uintptr(of))
	return errno == 0
}

// close ends it: the system maps as it likes again.
func (p *sparing) close() {
	if p.watch != nil {
		_ = p.watch.Close() // nothing was written to it
	}
	p.watch, p.from, p.size = nil, 0, 0
	p.on.Store(false)
}
