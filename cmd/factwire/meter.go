package main

import (
	"fmt"
	"io"
	"runtime"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"github.com/schollz/progressbar/v3"

	"github.com/factwire/factwire/store"
)

// meter tells how a long step goes: what is done, how fast, and how much time is left. On a terminal it is a bar that goes when the step
// ends; elsewhere a line of the log each minute, so that a step of less than that leaves none; nothing with --quiet.
// Its methods may be called by several goroutines.
type meter struct {
	app   *app
	step  string // "ingest"
	what  string // is counted: "article"
	total int64  // of the work, in bytes or whatever is at hand; 0 if it is not known
	width int    // of the terminal

	mu            sync.Mutex
	bar           *progressbar.ProgressBar // on a terminal
	log           *zerolog.Logger          // elsewhere
	started, told time.Time
	worked        int64
	counted       int
}

// tellEvery is how often the log is told of a long step.
const tellEvery = time.Minute

// barAfter keeps a bar from flashing up for a step that is over at once.
const barAfter = 300 * time.Millisecond

// meter begins one for a step. The one before must have ended.
func (a *app) meter(step, what string, total int64) *meter {
	m := &meter{app: a, step: step, what: what, total: total, started: a.now(), told: a.now()}
	switch width, ok := a.terminal(a.err); {
	case a.quiet || a.pager.running():
	case ok && !a.dumb():
		m.width = width
		m.bar = newBar(a.err, step, total, width, progressbar.OptionThrottle(100*time.Millisecond))
		a.shown = m
	default:
		log := a.logger()
		m.log = &log
	}
	return m
}

// newBar is a bar that fits a terminal, with the time left if the total is known.
func newBar(w io.Writer, step string, total int64, width int, more ...progressbar.Option) *progressbar.ProgressBar {
	if total <= 0 {
		total = -1
	}
	const words = 66 // columns of all that stands beside the bar
	return progressbar.NewOptions64(total, append([]progressbar.Option{progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(step), progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetWidth(min(max(width-words, 2), 30)), progressbar.OptionClearOnFinish(), progressbar.OptionUseANSICodes(runtime.GOOS != "windows")}, more...)...)
}

// work adds to the work done.
func (m *meter) work(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.worked += int64(n)
	m.show()
}

// grow adds to the work that there is and to that done.
func (m *meter) grow(found, done int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.total += found
	m.worked += done
	m.show()
}

// count sets how many things are done.
func (m *meter) count(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.counted = n
	m.show()
}

// one adds one thing, which is also one piece of work.
func (m *meter) one() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.counted++
	m.worked++
	m.show()
}

// of sets the work done, and all of it.
func (m *meter) of(done, total int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.worked, m.total = done, total
	m.show()
}

func (m *meter) show() {
	if m.bar == nil && m.log == nil {
		return
	}
	elapsed := m.app.now().Sub(m.started)
	if elapsed < barAfter {
		return
	}
	rate := float64(m.counted) / max(elapsed.Seconds(), 1e-3)
	switch {
	case m.bar != nil:
		text := m.step
		if m.counted > 0 {
			text = fmt.Sprintf("%s: %s, %s", m.step, count(m.counted, m.what), perSecond(rate))
			if m.width < 60 {
				text = fmt.Sprintf("%d, %s", m.counted, perSecond(rate))
			}
		}
		// only a terminal that is gone fails, and the step must not
		m.bar.Describe(text)
		if m.total <= 0 {
			_ = m.bar.Set64(m.worked)
			return
		}
		if m.bar.GetMax64() != m.total {
			m.bar.ChangeMax64(m.total)
		}
		_ = m.bar.Set64(max(min(m.worked, m.total-1), 0)) // a full bar would end before its step does
	case m.log != nil && m.app.now().Sub(m.told) >= tellEvery:
		m.told = m.app.now()
		line := m.log.Info().Str("step", m.step)
		if m.counted > 0 {
			line = line.Int(m.what+"s", m.counted).Float64("per_second", float64(int(rate*10))/10)
		}
		if m.total > 0 && m.worked > 0 {
			left := time.Duration(float64(elapsed) * float64(max(m.total-m.worked, 0)) / float64(m.worked))
			line = line.Int64("percent", min(100*m.worked/m.total, 100)).Str("left", left.Round(time.Second).String())
		}
		line.Msg("under way")
	}
}

func perSecond(rate float64) string {
	if rate < 10 {
		return fmt.Sprintf("%.1f/s", rate)
	}
	return fmt.Sprintf("%.0f/s", rate)
}

// end takes the bar away.
func (m *meter) end() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.bar != nil {
		_ = m.bar.Finish()
		_ = m.bar.Clear()
		m.bar, m.app.shown = nil, nil
	}
	m.log = nil
}

// clear takes the bar away until its next step.
func (m *meter) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.bar != nil {
		_ = m.bar.Clear()
	}
}

// aboveMeter is standard error for lines that are told while a bar stands there: the bar gives way, and comes back with its next step.
type aboveMeter struct{ *app }

func (w aboveMeter) Write(p []byte) (int, error) {
	if w.shown != nil {
		w.shown.clear()
	}
	return w.err.Write(p)
}

// storeMeter shows the steps of the store that take long in a large one, with a meter for each. The second function ends it.
func (a *app) storeMeter() (store.Progress, func()) {
	var m *meter
	end := func() {
		if m != nil {
			m.end()
			m = nil
		}
	}
	return func(step string, done, total int64) {
		if m != nil && m.step != step {
			end()
		}
		if m == nil {
			m = a.meter(step, "", total)
		}
		m.of(done, total)
		if done >= total {
			end()
		}
	}, end
}
