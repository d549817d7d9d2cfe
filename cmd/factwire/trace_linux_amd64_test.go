package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// harm says what befalls a traced command: at which of its calls that change files, counted from 1 (0: at none), and whether
// it is killed there, or the call fails.
type harm struct {
	at   int
	kill bool
}

// traced is what became of a command under it.
type traced struct {
	calls  int // that change files
	exit   int // its code; -1 if it was killed
	errs   string
	failed string // the call that failed
}

// The system calls that change files, with the error of each: a full disk, or one that fails.
var changing = map[uint64]struct {
	name  string
	errno syscall.Errno
}{
	syscall.SYS_WRITE: {"write", syscall.ENOSPC}, syscall.SYS_PWRITE64: {"pwrite", syscall.ENOSPC}, syscall.SYS_FSYNC: {"fsync", syscall.EIO},
	syscall.SYS_FDATASYNC: {"fdatasync", syscall.EIO}, syscall.SYS_FTRUNCATE: {"ftruncate", syscall.ENOSPC}, syscall.SYS_FALLOCATE: {"fallocate", syscall.ENOSPC},
	syscall.SYS_RENAME: {"rename", syscall.EIO}, syscall.SYS_RENAMEAT: {"rename", syscall.EIO}, 316: {"rename", syscall.EIO}, syscall.SYS_LINKAT: {"link", syscall.EIO},
	326: {"copy_file_range", syscall.ENOSPC},
}

var errTrace = errors.New("processes cannot be traced here")

// trace runs the program in a folder, and lets a fault befall it. Calls on what is no regular file within the folder do not count.
func trace(t *testing.T, dir string, f harm, args ...string) traced {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	errs, err := os.CreateTemp(t.TempDir(), "stderr")
	if err != nil {
		t.Fatal(err)
	}
	defer errs.Close()
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	result := make(chan traced)
	failed := make(chan error)
	go func() {
		runtime.LockOSThread() // a process is traced by one thread, which then ends
		p, err := os.StartProcess(exe, append([]string{"factwire"}, args...), &os.ProcAttr{
			Dir: dir, Env: append(os.Environ(), "GOMAXPROCS=2"), Files: []*os.File{null, null, errs},
			Sys: &syscall.SysProcAttr{Ptrace: true, Setpgid: true},
		})
		if err != nil {
			failed <- fmt.Errorf("%w: %w", errTrace, err)
			return
		}
		r, err := follow(p.Pid, dir, f)
		if err != nil {
			_ = p.Kill()
			_, _ = p.Wait()
			failed <- err
			return
		}
		result <- r
	}()
	select {
	case err := <-failed:
		if errors.Is(err, errTrace) {
			t.Skip(err)
		}
		t.Fatal(err)
	case r := <-result:
		said, err := os.ReadFile(errs.Name())
		if err != nil {
			t.Fatal(err)
		}
		r.errs = string(said)
		return r
	}
	return traced{}
}

// follow lets a process run that stands at its start, from one system call to the next.
func follow(pid int, dir string, f harm) (r traced, err error) {
	const options = syscall.PTRACE_O_TRACESYSGOOD | syscall.PTRACE_O_TRACECLONE | 0x100000 // PTRACE_O_EXITKILL
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(pid, &status, 0, nil); err != nil || !status.Stopped() {
		return r, fmt.Errorf("%w: %w", errTrace, err)
	}
	if err := syscall.PtraceSetOptions(pid, options); err != nil {
		return r, fmt.Errorf("%w: %w", errTrace, err)
	}
	within := map[int]bool{} // threads that are in a system call
	broken := map[int]syscall.Errno{}
	next, signal := pid, 0
	for {
		if err := syscall.PtraceSyscall(next, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			return r, err
		}
		tid, err := syscall.Wait4(-pid, &status, syscall.WALL, nil)
		if err != nil {
			return r, err
		}
		next, signal = tid, 0
		switch {
		case status.Exited(), status.Signaled():
			if tid == pid {
				r.exit = -1
				if status.Exited() {
					r.exit = status.ExitStatus()
				}
				return r, nil
			}
			next = -1 // a thread ended
		case status.StopSignal() == syscall.SIGTRAP|0x80:
			var regs syscall.PtraceRegs
			if err := syscall.PtraceGetRegs(tid, &regs); err != nil {
				continue // it was killed meanwhile
			}
			if within[tid] = !within[tid]; !within[tid] {
				if errno := broken[tid]; errno != 0 {
					delete(broken, tid)
					regs.Rax = uint64(-int64(errno))
					_ = syscall.PtraceSetRegs(tid, &regs)
				}
				continue
			}
			call, changes := changing[regs.Orig_rax]
			if !changes || !concerns(pid, regs, call.name, dir) {
				continue
			}
			if r.calls++; r.calls != f.at {
				continue
			}
			r.failed = call.name
			if f.kill {
				_ = syscall.Kill(pid, syscall.SIGKILL)
				continue
			}
			broken[tid] = call.errno
			regs.Orig_rax = ^uint64(0) // no call at all
			_ = syscall.PtraceSetRegs(tid, &regs)
		case status.StopSignal() == syscall.SIGTRAP, status.StopSignal() == syscall.SIGSTOP: // a new thread
		default:
			signal = int(status.StopSignal())
		}
	}
}

// concerns reports whether a call is on a file within a folder.
func concerns(pid int, regs syscall.PtraceRegs, name, dir string) bool {
	if name == "rename" || name == "link" {
		return true
	}
	fd := int(regs.Rdi)
	if name == "copy_file_range" {
		fd = int(regs.Rdx)
	}
	file, err := os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", pid, fd))
	return err == nil && (file == dir || strings.HasPrefix(file, dir+"/"))
}
