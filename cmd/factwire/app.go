package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/score"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
)

// app is what every command shares: the streams, the clock, the environment and the flags of all commands.
type app struct {
	in       io.Reader
	out, err io.Writer
	now      func() time.Time
	env      func(string) string

	configFile string
	storePath  string
	lexicons   []string
	model      string
	quiet      bool
	logFormat  string
	logsItself bool // the command runs by itself: programs read what it says
	stubs      bool
	noPager    bool
	lockWait   time.Duration

	shown   *meter   // whose bar is on the terminal; nil for none
	pager   *pager   // nil for none
	later   []string // what is told when the pager is done with the screen
	leaving func()   // ends the command when the reader leaves the pager

	command string         // the command that runs: "ingest"
	config  configs.Config // of configFile; zero without one

	usual int // the percentage of new memory at which garbage is collected, where its first collection was put off; else 0
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "factwire",
		Short: "Who signed, banned, must do by when, and said what: facts from the news",
		Long: `factwire reads news articles and keeps score: who signed what with whom, who banned whom
from what, who must do what by when, and which officials said so, each with its date, its
status (done, proposed, negated, reversed) and the sentence that proves it.

` + exitHelp,
		Example: `  factwire extract article.txt
  factwire ingest saved/ --store news.factwire
  factwire facts --store news.factwire --kind ban --who Sweden
  factwire export --store news.factwire --format csv -o facts.csv`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          unknownCommand,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			a.command = c.Name()
			a.pager = a.openPager(c, a.leaving)
			return a.configure()
		},
	}
	root.SetFlagErrorFunc(flagError)
	f := root.PersistentFlags()
	f.StringVar(&a.configFile, "config", "", "configuration `file` (FACTWIRE_CONFIG names one too)")
	f.StringVar(&a.storePath, "store", "", "store `file` (FACTWIRE_STORE names one too; factwire.db if neither does)")
	f.StringArrayVar(&a.lexicons, "lexicon", nil, "add the words of this lexicon `file`; may be repeated")
	f.StringVar(&a.model, "model", "", "read by the weights of this `file`, which 'factwire learn' wrote, instead of the bundled ones")
	f.BoolVar(&a.quiet, "quiet", false, "say nothing but errors")
	f.Var(choice{&a.logFormat, "log format", []string{"auto", "text", "json"}}, "log-format", "what is said beside results is `text` or json; auto: text on a terminal, and elsewhere JSON lines for what ingest and watch say")
	f.BoolVar(&a.noPager, "no-pager", false, "print long lists on a terminal without a pager")
	f.DurationVar(&a.lockWait, "lock-wait", 0, "wait this `time`, as 5m, for a store that is in use")
	for _, g := range []struct {
		id, title string
		commands  []*cobra.Command
	}{
		{"read", "Articles in:", []*cobra.Command{a.extract(), a.ingest(), a.sources(), a.annotate(), a.explain()}},
		{"look", "Facts out:", []*cobra.Command{a.facts(), a.show(), a.articles(), a.export(), a.report(), a.diff(), a.watch(), a.runs(), a.serve()}},
		{"judge", "Reviews:", []*cobra.Command{a.review(), a.accept(), a.reject(), a.edit(), a.verdicts()}},
		{"keep", "The store:", []*cobra.Command{a.doctor(), a.check(), a.backup(), a.compact(), a.prune(), a.reprocess(), a.importing()}},
		{"spread", "Many machines:", []*cobra.Command{a.observe(), a.merging()}},
		{"more", "More:", []*cobra.Command{a.eval(), a.learn(), a.schema(), a.version(), a.man()}},
	} {
		root.AddGroup(&cobra.Group{ID: g.id, Title: g.title})
		for _, c := range g.commands {
			c.GroupID = g.id
			root.AddCommand(c)
		}
	}
	root.SetHelpCommandGroupID("more")
	root.SetCompletionCommandGroupID("more")
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "completion": // of the library, which takes any word for a wish for help
			c.Args, c.RunE = nil, unknownShell
			c.Example = "  factwire completion bash > ~/.local/share/bash-completion/completions/factwire"
			continue
		case "help":
			c.PreRunE, c.Example = unknownTopic, "  factwire help facts"
			continue
		}
		args := c.Args
		c.Args = func(c *cobra.Command, words []string) error {
			if args == nil {
				return nil
			}
			if err := args(c, words); err != nil {
				return miscounted(c, len(words))
			}
			return nil
		}
	}
	return root
}

// configure reads the configuration file, which flags and then the environment name, and fills in
// what no flag set.
func (a *app) configure() error {
	if a.configFile == "" {
		a.configFile = a.env("FACTWIRE_CONFIG")
	}
	if a.configFile != "" {
		c, err := configs.Load(a.configFile)
		if err != nil {
			return namedBy(err, "--config and FACTWIRE_CONFIG")
		}
		a.config = c
	}
	if a.storePath == "" {
		a.storePath = a.env("FACTWIRE_STORE")
	}
	if a.storePath == "" {
		a.storePath = a.config.Store
	}
	if a.storePath == "" {
		a.storePath = "factwire.db"
	}
	a.lexicons = append(a.config.Lexicons, a.lexicons...)
	if a.model == "" {
		a.model = a.config.Model
	}
	return nil
}

// configNamed says how a configuration is named, and which one seems to have been meant where none was.
func (a *app) configNamed() string {
	const usual = "factwire.yaml"
	if _, err := os.Stat(usual); a.configFile == "" && err == nil {
		return "there is a " + usual + " here: --config " + usual + " reads it, or FACTWIRE_CONFIG"
	}
	return "--config or FACTWIRE_CONFIG"
}

// kinds are those that are read: of the configuration, else the default ones, and what a flag asks for beside them.
func (a *app) kinds(more []string) []factwire.Kind {
	all := slices.Clone(a.config.Kinds)
	if len(all) == 0 {
		all = kind.Defaults()
	}
	for _, k := range more {
		all = append(all, factwire.Kind(k))
	}
	return slices.DeleteFunc(kind.Names(), func(k factwire.Kind) bool { return !slices.Contains(all, k) })
}

// kindsFlag adds --kind to a command that reads articles.
func kindsFlag(c *cobra.Command, into *[]string) {
	choicesFlag(c, into, "kind", "read these kinds too, beside those of the configuration or the default ones", kindNames()...)
}

// engine loads the lexicons and the model, to read the kinds of the configuration and those asked for beside them.
func (a *app) engine(more []string) (*extractors.Engine, error) {
	a.rarely()
	extractors.Warm()
	lex, err := a.lexicon()
	if err != nil {
		return nil, err
	}
	e, err := extractors.New(lex, a.kinds(more)...)
	if err != nil || a.model == "" {
		return e, err
	}
	m, err := a.models()
	if err != nil {
		return nil, err
	}
	return e.With(m), nil
}

// least is the confidence from which facts are told or kept: that of a command's flag where it is given, else that of the configuration,
// else the one that the weights were accepted with.
func (a *app) least(c *cobra.Command, flag float64, e *extractors.Engine) float64 {
	switch {
	case c != nil && c.Flags().Changed("min-confidence"):
		return flag
	case a.config.MinConfidence != nil:
		return *a.config.MinConfidence
	case e.Models() == nil:
		return 0
	}
	return e.Models().Told()
}

// models reads the weights of the file that --model or the configuration names.
func (a *app) models() (*score.Models, error) {
	data, err := os.ReadFile(a.model)
	if err != nil {
		return nil, namedBy(err, "--model and the model of the configuration")
	}
	m, err := score.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", a.model, err)
	}
	return m, nil
}

func (a *app) lexicon() (*lexicon.Lexicon, error) {
	lex, err := lexicon.Load(a.lexicons...)
	return lex, namedBy(err, "--lexicon and the lexicons of the configuration")
}

// changeStore opens the store for writing, if there is one: a mistyped name must not make another.
func (a *app) changeStore() (*store.Store, error) {
	if err := a.mustExist(); err != nil {
		return nil, err
	}
	return a.openStore(false)
}

func (a *app) mustExist() error {
	if info, err := os.Stat(a.storePath); errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return storeAdvice(fmt.Errorf("store %s %w", a.storePath, store.ErrMissing))
	}
	return nil
}

// openStore opens the store for reading, or for writing, which makes one where there is none.
func (a *app) openStore(readOnly bool) (*store.Store, error) {
	if now := debug.SetMemoryLimit(-1); !readOnly && (now > writerMemory || now == firstMemory) { // the user may have set less (GOMEMLIMIT)
		debug.SetMemoryLimit(writerMemory)
	}
	if _, err := os.Stat(a.storePath); !readOnly && errors.Is(err, fs.ErrNotExist) {
		if err := a.firstRun(); err != nil {
			return nil, err
		}
	}
	progress, end := a.storeMeter()
	o := store.Options{Wait: a.lockWait, ReadOnly: readOnly, Command: "factwire " + a.command, Now: a.now, Progress: progress, Migrated: a.migrated(end)}
	s, err := store.Open(a.storePath, o)
	end()
	if readOnly && errors.Is(err, store.ErrLocked) {
		// a run is under way: its predecessor left a snapshot
		o.Wait = 0
		if snapshot, serr := store.Open(store.SnapshotFile(a.storePath), o); serr == nil {
			a.note("the store is in use: this is its snapshot of the last run")
			return snapshot, nil
		}
	}
	return s, storeAdvice(err)
}

// firstRun prepares for a store that is not there yet. The folder of a store that the configuration names is made; a flag's may be mistyped.
func (a *app) firstRun() error {
	dir := filepath.Dir(a.storePath)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) && a.storePath == a.config.Store {
		const mode = 0o750 // what is read may not be for everybody
		if err := os.MkdirAll(dir, mode); err != nil {
			return fmt.Errorf("the folder of the store cannot be made: %w: make it as a user who may, and give it to this one, or name another store in %s", err, a.configFile)
		}
		a.note("first run: made the folder %s for the store", dir)
	}
	if err := canWrite(a.storePath, "--store"); err != nil {
		return err
	}
	if _, screen := a.terminal(a.err); screen {
		a.note("first run: %s is a new store", a.storePath)
	}
	return nil
}

// migrated tells once that a store was brought up to date, when its meter has ended.
func (a *app) migrated(end func()) func(from, to int, kept string) {
	started := a.now()
	return func(from, to int, kept string) {
		end()
		a.note("the store was brought from schema %d to %d in %.1f s; the former file is kept as %s and may be deleted", from, to, a.now().Sub(started).Seconds(), kept)
	}
}

// storeAdvice adds to an error of the store what to do.
func storeAdvice(err error) error {
	switch {
	case errors.Is(err, store.ErrLocked):
		return fmt.Errorf("%w: wait until it ends, or give --lock-wait 5m", err)
	case errors.Is(err, store.ErrMissing):
		return fmt.Errorf("%w: run 'factwire ingest' first, or name another with --store", err)
	case errors.Is(err, store.ErrForeign):
		return fmt.Errorf("%w: name another file with --store; this one is left as it is", err)
	case errors.Is(err, store.ErrOlder):
		return fmt.Errorf("%w: 'factwire ingest' does so, and keeps the former file beside it", err)
	case errors.Is(err, store.ErrNewer):
		return fmt.Errorf("%w: install the newer factwire", err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: name one in a folder that you may write to with --store", err)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: make the folder first, or name another with --store", err)
	case errors.Is(err, store.ErrCorrupt):
		return fmt.Errorf("%w: restore a copy, or ingest the articles into a new store; this one is left as it is", err)
	}
	return err
}

// workers is how many articles are read at once.
func (a *app) workers(flag int) int {
	switch {
	case flag > 0:
		return flag
	case a.config.Workers > 0:
		return a.config.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// terminal reports whether a stream is a terminal, and how many columns wide it is: as the terminal says, else as COLUMNS
// says, else 100.
func (a *app) terminal(w io.Writer) (width int, ok bool) {
	if o, isResults := w.(*results); isResults {
		w = o.Writer
	}
	if p, isPager := w.(*pager); isPager {
		w = p.screen
	}
	if f, isFile := w.(*os.File); isFile && term.IsTerminal(int(f.Fd())) {
		ok = true
		width, _, _ = term.GetSize(int(f.Fd())) // 0 if it does not say
	}
	if width == 0 {
		width, _ = strconv.Atoi(a.env("COLUMNS"))
	}
	if width <= 0 {
		width = 100
	}
	const least = 20
	return max(width, least), ok
}

// height is how many rows a terminal has: as it says, else as LINES says, else 24.
func (a *app) height(f *os.File) int {
	_, n, _ := term.GetSize(int(f.Fd()))
	if n == 0 {
		n, _ = strconv.Atoi(a.env("LINES"))
	}
	if n <= 0 {
		n = 24
	}
	return n
}

// view is how facts are listed on standard output.
func (a *app) view() tabular.View {
	width, screen := a.terminal(a.out)
	v := tabular.View{Width: width}
	v.Open, v.Close = a.marks()
	if screen {
		v.Today = a.now()
	}
	return v
}
