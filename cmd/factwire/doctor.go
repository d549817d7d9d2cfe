package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/local"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/pipeline/watch"
	"github.com/factwire/factwire/store"
)

// finding is what the doctor says of one thing.
type finding struct {
	Check string `json:"check"`
	State string `json:"state"` // "ok", "note", "warning" or "fault"
	Found string `json:"found"`
	err   error  // of a fault, for the exit code
}

// The states of a finding. A note is nothing to worry about; with a warning all goes on, but somebody should look; with a fault it does not.
const (
	stateOK      = "ok"
	stateNote    = "note"
	stateWarning = "warning"
	stateFault   = "fault"
)

// doctor collects findings.
type doctor struct {
	*app
	all  []finding
	name string // of the check under way
	// broken says that the configuration cannot be read, so that nothing is known of sources and watches.
	broken bool
}

func (d *doctor) say(state, format string, args ...any) {
	d.all = append(d.all, finding{Check: d.name, State: state, Found: fmt.Sprintf(format, args...)})
}

func (d *doctor) fault(err error) {
	d.all = append(d.all, finding{d.name, stateFault, plain(err), err})
}

func (a *app) doctor() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Examine configuration, store, locks, clock, disk, sources and watches",
		Long: `Examine what a run needs: version, configuration with its lexicons, model and aliases, store, lock, snapshot, last run, clock, disk, sources and
watches. Nothing is changed, and nothing is fetched ('factwire ingest --dry-run' tries the sources; 'factwire check' examines the whole store). The
exit code is 0 if all is well, 3 if somebody should look at a warning, 1 with a fault, 12 if the store is damaged.`,
		Example: "  factwire doctor --config /etc/factwire/factwire.yaml\n  factwire doctor --store news.factwire --format jsonl",
		Args:    cobra.NoArgs,
		// a configuration that cannot be read is a finding
		PersistentPreRun: func(c *cobra.Command, _ []string) { a.command = c.Name() },
		RunE: func(*cobra.Command, []string) error {
			d := &doctor{app: a}
			for _, check := range []struct {
				name string
				do   func()
			}{{"version", d.version}, {"configuration", d.configuration}, {"store", d.stored}, {"clock", d.clock}, {"disk", d.disk}, {"sources", d.sourcesRead}, {"watches", d.watched}} {
				d.name = check.name
				check.do()
			}
			return d.tell(format)
		},
	}
	formatFlag(c, &format, "text", "jsonl")
	return c
}

// tell prints the findings, and makes an error of the worst.
func (d *doctor) tell(format string) error {
	worst := map[string]int{}
	var faults []error
	var rows [][]string
	for _, f := range d.all {
		worst[f.State]++
		if f.err != nil {
			faults = append(faults, f.err)
		}
		rows = append(rows, []string{f.State, f.Check, tabular.Clean(f.Found)})
	}
	var err error
	if format == "jsonl" {
		err = tabular.JSONL(d.out, d.all)
	} else {
		err = d.grid([]tabular.Column{{Head: "STATE"}, {Head: "CHECK"}, {Head: "FOUND", Wordy: 1}}, rows)
	}
	switch {
	case err != nil:
		return err
	case worst[stateFault] > 0:
		return ailing{errors.Join(faults...), worst[stateFault]}
	case worst[stateWarning] > 0:
		return errPartial
	}
	return nil
}

// ailing is the error of faults that were told already.
type ailing struct {
	error
	faults int
}

func (e ailing) Error() string { return count(e.faults, "fault") + " found: see above" }
func (e ailing) Unwrap() error { return e.error }

func (d *doctor) version() {
	b := built()
	d.say(stateOK, "factwire %s, commit %s; writes stores of schema %d; %s %s/%s, %s", b.version, b.commit, store.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH, count(runtime.GOMAXPROCS(0), "processor"))
}

func (d *doctor) configuration() {
	err := d.configure()
	switch {
	case err != nil:
		d.fault(err)
	case d.configFile == "":
		d.say(stateNote, "none (%s): defaults hold", d.configNamed())
	default:
		d.say(stateOK, "%s: %s, %s", d.configFile, count(len(d.config.Sources), "source"), plural(len(d.config.Watches), "watch", "watches"))
	}
	if err != nil {
		d.broken = true
		if d.storePath == "" {
			d.storePath = cmp.Or(d.env("FACTWIRE_STORE"), "factwire.db")
		}
		return
	}
	if _, err := d.engine(nil); err != nil {
		d.fault(err)
	}
	if _, err := d.aliases(""); err != nil {
		d.fault(err)
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// clock compares the system's clock with that of the file system, on which what is new and what is old rests.
func (d *doctor) clock() {
	now := d.now()
	const epoch = 2024 // this program is no older
	if now.Year() < epoch {
		d.say(stateWarning, "it is %s: the clock is not set, and relative dates and deadlines will be wrong", now.Format(time.RFC3339))
		return
	}
	f, err := os.CreateTemp(d.folder(), ".factwire-doctor-*")
	if err != nil {
		d.say(stateOK, "%s", now.Format(time.RFC3339))
		return // the disk tells why
	}
	defer os.Remove(f.Name())
	info, err := f.Stat()
	f.Close()
	const apart = 10 * time.Second
	if err == nil {
		if off := info.ModTime().Sub(now); off > apart || off < -apart {
			d.say(stateWarning, "the file system's clock and this machine's are %s apart", age(off.Abs()))
			return
		}
	}
	d.say(stateOK, "%s, and the file system agrees", now.Format(time.RFC3339))
}

// folder is where the store is.
func (d *doctor) folder() string { return filepath.Dir(d.storePath) }

func (d *doctor) disk() {
	if _, err := os.Stat(d.folder()); errors.Is(err, fs.ErrNotExist) {
		return // the store told
	}
	f, err := os.CreateTemp(d.folder(), ".factwire-doctor-*")
	if err != nil {
		d.fault(fmt.Errorf("%s cannot be written to: %w", d.folder(), err))
		return
	}
	f.Close()
	os.Remove(f.Name())
	free, known := freeSpace(d.folder())
	if !known {
		d.say(stateOK, "%s can be written to", d.folder())
		return
	}
	var used int64
	if info, err := os.Stat(d.storePath); err == nil {
		used = info.Size()
	}
	const least = 256 << 20
	if need := max(2*used, least); free < need {
		d.say(stateWarning, "%s free in %s: a run, its snapshot and 'factwire compact' may need %s", size(free), d.folder(), size(need))
		return
	}
	d.say(stateOK, "%s free in %s, which can be written to", size(free), d.folder())
}

func (d *doctor) sourcesRead() {
	if d.broken {
		return
	}
	if len(d.config.Sources) == 0 {
		d.say(stateNote, "the configuration names none: name them to 'factwire ingest'")
		return
	}
	bad := 0
	for _, s := range d.config.Sources {
		if s.Path == "" {
			continue
		}
		if told, _ := d.awaits(s.Path, d.mustExist() != nil); told != "" {
			bad++
			d.say(stateNote, "%s: %s", s.Name, told)
		} else if err := local.Check([]string{s.Path}); err != nil {
			bad++
			d.say(stateWarning, "%s: %s", s.Name, plain(err))
		}
	}
	lines, _, err := d.sourceLines()
	var usage usageError
	if err != nil && !errors.As(err, &usage) { // which says that none is fetched
		if !errors.Is(err, store.ErrCorrupt) && !errors.Is(err, store.ErrForeign) { // else told already
			d.say(stateWarning, "%s", plain(err))
		}
		return
	}
	for _, l := range lines {
		if !l.Stale && l.Failures == 0 {
			continue
		}
		bad++
		last := "never read"
		if !l.LastSuccess.IsZero() {
			last = "read " + age(d.now().Sub(l.LastSuccess)) + " ago"
		}
		state := stateNote // one failure is often over by the next run
		if l.Stale && !l.LastTry.IsZero() {
			state = stateWarning
		}
		text := l.Name + ": " + last
		if l.Failures > 0 {
			text += fmt.Sprintf(", %s since: %s", count(l.Failures, "failure"), l.Error)
		}
		d.say(state, "%s", text)
	}
	if good := len(d.config.Sources) - bad; good > 0 {
		d.say(stateOK, "%s as they should be", count(good, "source"))
	}
}

// watched examines the watches: what tells, and what is pending.
func (d *doctor) watched() {
	if d.broken {
		return
	}
	if len(d.config.Watches) == 0 {
		d.say(stateNote, "the configuration has none")
		return
	}
	l, done, err := d.ledger(true)
	switch {
	case errors.Is(err, store.ErrMissing):
		l = nil
	case err != nil:
		d.fault(err)
		return
	default:
		defer done()
	}
	bad := 0
	for _, w := range d.config.Watches {
		if _, err := d.ways(watch.NewLedger(store.Shelf{}), w, ""); err != nil {
			bad++
			d.fault(err)
		}
		if len(w.Command) > 0 {
			if _, err := exec.LookPath(w.Command[0]); err != nil {
				bad++
				d.fault(fmt.Errorf("watch %s: command: %w", w.Name, err))
			}
		}
		if l == nil {
			continue
		}
		x := standing{Name: w.Name}
		if err := x.fill(l); err != nil {
			d.fault(err)
			return
		}
		if x.Pending > 0 {
			bad++
			d.say(stateWarning, "%s: %s could not be told, and the next 'factwire watch' tries again", w.Name, plural(x.Pending, "batch", "batches"))
		}
	}
	if bad == 0 {
		d.say(stateOK, "%s can tell, and nothing is pending", plural(len(d.config.Watches), "watch", "watches"))
	}
}
