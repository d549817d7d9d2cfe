package main

import (
	"runtime"
	"runtime/debug"
)

// firstMemory is how much memory the process should take before the first collection has been heard of: by one byte no limit that a user would set, so
// that it is known again.
const firstMemory = 128<<20 + 1

// starting is the percentage of the 4 MB that a heap has at least from which on garbage is collected first: to start takes more than half of them.
const starting = 200

// putOff puts the first collection of garbage off until so many hundredths of 4 MB are in use. From then on memory is collected as usual.
func (a *app) putOff(percent int) {
	usual := debug.SetGCPercent(percent)
	if usual < 0 { // the user wants none
		debug.SetGCPercent(usual)
		return
	}
	if a.usual == 0 {
		a.usual = usual
	}
	usual = a.usual
	runtime.AddCleanup(new([16]byte), func(int) { debug.SetGCPercent(usual) }, 0) // at the first collection
}

// rarely puts the first collection of garbage off until some 60 MB are in use, which is twice what is loaded: little of that is ever freed, and a run
// over a few articles ends before. On a busy machine that is heard of late, so that a limit stands until then:
// without it the heap could grow to sixteen times what the first collection left.
func (a *app) rarely() {
	limit := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(limit, firstMemory))
	a.putOff(1500)
	runtime.AddCleanup(new([16]byte), func(int) {
		if debug.SetMemoryLimit(-1) == firstMemory { // no store was opened for writing in between
			debug.SetMemoryLimit(limit)
		}
	}, 0)
}

// writerMemory is how much memory the heap of a process that writes a store should keep within: with what the store lets be mapped of its file at a
// time, the process stays below 300 MB however large the store is.
const writerMemory = 180 << 20
