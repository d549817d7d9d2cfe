// Package watchlist describes what users watch for, and how they are told, as a configuration says it. It needs nothing of what tells
// them.
package watchlist

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/factwire/factwire"
)

// Watch is a named list of facts that somebody wants to be told of. Of each filter that is given one value must be met.
type Watch struct {
	// Name is unique among the watches; what was told is remembered by it.
	Name string `yaml:"name"`
	// Who are parties, authorities or speakers: parts of a name, or codes of two letters; in quotation marks whole names.
	Who []string `yaml:"who"`
	// Whom are targets, likewise.
	Whom []string `yaml:"whom"`
	// Any are anyone in the fact, likewise: on either side, or a signatory or official.
	Any []string `yaml:"any"`
	// Kinds are kinds of fact; without them all but quotes, which are told only where they are named.
	Kinds []factwire.Kind `yaml:"kinds"`
	// Statuses are done, proposed, negated or reversed.
	Statuses []factwire.Status `yaml:"statuses"`
	// Countries are codes or names: of a side, or of the state that one of its people or bodies belongs to.
	Countries []string `yaml:"countries"`
	// Sites are outlets: parts of a name or of a host.
	Sites []string `yaml:"sites"`
	// Words are words of the fact, its evidence or its articles' titles; all words of one value must be there, each perhaps as a beginning.
	Words []string `yaml:"words"`
	// MinConfidence leaves out facts below it, from 0 to 1.
	MinConfidence float64 `yaml:"min_confidence"`
	// DueWithin leaves only deadlines in force that fall due within so many days; each is told once when it comes that near.
	DueWithin int `yaml:"due_within"`
	// Reports tells of a fact again when another article reports it, though nothing else changed.
	Reports bool `yaml:"reports"`

	// Silent prints no lines, where the other ways of telling are enough.
	Silent bool `yaml:"silent"`
	// Atom is a file that holds the last hundred news as an Atom feed, relative to the configuration's own folder.
	Atom string `yaml:"atom"`
	// Webhook is an address to which news are posted as JSON.
	Webhook string `yaml:"webhook"`
	// SecretEnv names a variable of the environment whose value signs what the webhook is sent.
	SecretEnv string `yaml:"secret_env"`
	// Command is a program and its arguments, run with the news on its standard input.
	Command []string `yaml:"command"`
	// Input is what the command reads: json (the default) or text.
	Input string `yaml:"input"`
}

// Check says what is wrong with a watch, and under which key. Whether there are its kinds is for others to check.
func (w Watch) Check() (key string, err error) {
	if strings.TrimSpace(w.Name) == "" {
		return "name", errors.New("a watch needs a name")
	}
	if strings.ContainsFunc(w.Name, unicode.IsControl) {
		return "name", errors.New("a name has no control characters")
	}
	for _, list := range []struct {
		key    string
		values []string
	}{{"who", w.Who}, {"whom", w.Whom}, {"any", w.Any}, {"countries", w.Countries}, {"sites", w.Sites}, {"words", w.Words}} {
		if slices.ContainsFunc(list.values, func(v string) bool { return !strings.ContainsFunc(v, letter) }) {
			return list.key, errors.New("a value is empty: name what to look for, or leave it out")
		}
	}
	for _, s := range w.Statuses {
		if !slices.Contains(factwire.Statuses(), s) {
			return "statuses", fmt.Errorf("there is no status %q: use done, proposed, negated or reversed", s)
		}
	}
	switch {
	case w.MinConfidence < 0 || w.MinConfidence > 1:
		return "min_confidence", fmt.Errorf("min_confidence is %v, and must be from 0 to 1", w.MinConfidence)
	case w.DueWithin < 0:
		return "due_within", fmt.Errorf("due_within is %d, and must be a number of days", w.DueWithin)
	}
	return w.checkTelling()
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func (w Watch) checkTelling() (key string, err error) {
	switch {
	case w.Webhook != "" && !isWeb(w.Webhook):
		return "webhook", errors.New("the webhook is no http or https address")
	case w.SecretEnv != "" && w.Webhook == "":
		return "secret_env", errors.New("there is a secret and no webhook that it signs")
	case len(w.Command) > 0 && strings.TrimSpace(w.Command[0]) == "":
		return "command", errors.New("the command has no program")
	case !slices.Contains([]string{"", "json", "text"}, w.Input):
		return "input", fmt.Errorf("input is %q, and must be json or text", w.Input)
	case w.Silent && w.Atom == "" && w.Webhook == "" && len(w.Command) == 0:
		return "silent", errors.New("it tells nobody: give it atom, webhook or command, or leave silent out")
	}
	return "", nil
}

func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}
