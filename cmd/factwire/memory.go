package main

import (
	"runtime"
	"runtime/debug"
)

// firstMemory is how much memory the process should take before the first collection has been heard of: by one byte no limit that a user would set, so
// that it is known again.
const firstMemory = 128<<20 + 1

// rarely puts the first collection of garbage off until some 60 MB are in use, which is twice what is loaded: little of that is ever freed, and a run
// over a few articles ends before. From then on memory is collected as usual. On a busy machine that is heard of late, so that a limit stands until then:
// without it the heap could grow to sixteen times what the first collection left.
func rarely() {
	usual := debug.SetGCPercent(1500) // of the 4 MB that a heap has at least
	limit := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(limit, firstMemory))
	seen := new([16]byte)
	runtime.AddCleanup(seen, func(int) { // at the first collection
		debug.SetGCPercent(usual)
		if debug.SetMemoryLimit(-1) == firstMemory { // no store was opened for writing in between
			debug.SetMemoryLimit(limit)
		}
	}, 0)
}

// writerMemory is how much memory the heap of a process that writes a store should keep within: with what the store lets be mapped of its file at a
// time, the process stays below 300 MB however large the store is.
const writerMemory = 180 << 20
