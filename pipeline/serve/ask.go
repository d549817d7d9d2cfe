package serve

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs/strict"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/query"
)

// wish is what an address asks of a list.
type wish struct {
	values url.Values // cleaned: known names, no empty values
	query  query.Query
	order  query.Order
	skip   int
	most   int
	quotes bool // with the kinds that are listed on demand
}

// The most facts of one answer, and how many there are if nobody says.
const (
	mostFacts    = 400
	defaultFacts = 50
)

// parameters are the filters of a list, by the names that the commands' flags have, and what they filter by.
var parameters = [...][2]string{
	{"kind", "kinds of fact"},
	{"status", "statuses"},
	{"who", "a part of the name, or the code, of a party, an authority or a speaker; in quotation marks the whole name"},
	{"whom", "the same of a target"},
	{"any", "the same of anyone in the fact"},
	{"country", "a country's code or name: a side, or the state of one of its people or bodies"},
	{"site", "a part of an outlet's name or host; in quotation marks the whole"},
	{"text", "words of the fact, its evidence or its articles' titles, in any order, each perhaps the beginning of one"},
	{"since", "a day: last reported on or after it"},
	{"until", "a day: first reported on or before it"},
	{"changed-since", "a run's number or a day: changed since"},
	{"due-within", "a number of days: deadlines in force that fall due within them"},
	{"upcoming", "1: deadlines in force that are ahead"},
	{"min-confidence", "the least confidence, from 0 to 1"},
	{"rejected", "1: with facts that reviewers rejected"},
	{"quotes", "1: with quotes, which pages leave out unless they are asked for"},
	{"sort", "the order: newest, oldest, date, due, confidence, reports, who"},
	{"limit", "how many facts, at most 400"},
	{"brief", "1: of each fact only the evidence that was found first; of /api/facts"},
	{"full", "1: of each fact all evidence, however many articles tell it; of /api/facts. Else facts that many articles tell have the evidence that was found first, and \"brief\" lists them"},
	{"offset", "how many facts to skip"},
}

// wrong is a fault of the one who asks.
type wrong struct{ error }

func wrongf(format string, args ...any) error { return wrong{fmt.Errorf(format, args...)} }

func isParameter(name string) bool {
	return slices.ContainsFunc(parameters[:], func(p [2]string) bool { return p[0] == name })
}

// parse reads an address's query. Pages list facts of the kinds on demand only if asked to; all tells that the caller wants all kinds.
func parse(values url.Values, now time.Time, all bool) (w wish, err error) {
	w = wish{values: url.Values{}, order: query.Newest, most: defaultFacts}
	for name, list := range values {
		if !isParameter(name) {
			var names []string
			for _, p := range parameters {
				names = append(names, p[0])
			}
			near := ""
			if n := strict.Nearest(name, names); n != "" {
				near = fmt.Sprintf(" (did you mean %q?)", n)
			}
			return w, wrongf("there is no parameter %q%s: the parameters are %s", name, near, strings.Join(names, ", "))
		}
		for _, v := range list {
			if v = strings.TrimSpace(v); v != "" {
				const longest = 500
				if len(v) > longest {
					return w, wrongf("%s is longer than %d bytes", name, longest)
				}
				w.values.Add(name, v)
			}
		}
		const many = 50
		if len(w.values[name]) > many {
			return w, wrongf("%s has more than %d values", name, many)
		}
	}
	q := &w.query
	for _, k := range split(w.values["kind"]) {
		if err := kind.Check(factwire.Kind(k)); err != nil {
			return w, wrong{err}
		}
		q.Kinds = append(q.Kinds, factwire.Kind(k))
	}
	for _, s := range split(w.values["status"]) {
		if !slices.Contains(factwire.Statuses(), factwire.Status(s)) {
			return w, wrongf("there is no status %q: use done, proposed, negated or reversed", s)
		}
		q.Statuses = append(q.Statuses, factwire.Status(s))
	}
	q.Who, q.Whom, q.Any, q.Countries, q.Sites, q.Texts = w.values["who"], w.values["whom"], w.values["any"], w.values["country"], w.values["site"], w.values["text"]
	q.Rejected = w.flag("rejected")
	w.quotes = all || w.flag("quotes") || len(q.Kinds) > 0
	if err := w.days(now); err != nil {
		return w, err
	}
	if err := w.numbers(); err != nil {
		return w, err
	}
	if o := w.values.Get("sort"); o != "" {
		if !slices.Contains(query.Orders(), query.Order(o)) {
			return w, wrongf("there is no order %q: use newest, oldest, date, due, confidence, reports or who", o)
		}
		w.order = query.Order(o)
	}
	if !w.quotes && q.DueFrom == "" {
		for _, d := range kind.All() {
			if !d.OnDemand {
				q.Kinds = append(q.Kinds, d.Name)
			}
		}
	}
	return w, nil
}

func (w *wish) flag(name string) bool {
	v := w.values.Get(name)
	return v != "" && v != "0" && v != "false"
}

// days reads the filters that are days.
func (w *wish) days(now time.Time) error {
	q := &w.query
	for _, d := range []struct {
		name string
		into *string
	}{{"since", &q.Since}, {"until", &q.Until}} {
		v := w.values.Get(d.name)
		if _, err := time.Parse(time.DateOnly, v); v != "" && err != nil {
			return wrongf("%s is %q, and must be a day such as 2020-10-23", d.name, v)
		}
		*d.into = v
	}
	if w.flag("upcoming") {
		q.DueFrom = now.Format(time.DateOnly)
	}
	if v := w.values.Get("due-within"); v != "" {
		n, err := strconv.Atoi(v)
		const longest = 36500
		if err != nil || n < 0 || n > longest {
			return wrongf("due-within is %q, and must be a number of days", v)
		}
		q.DueFrom, q.DueTo = now.Format(time.DateOnly), now.AddDate(0, 0, n).Format(time.DateOnly)
	}
	if q.DueFrom != "" && w.values.Get("sort") == "" {
		w.order = query.ByDue
	}
	return nil
}

func (w *wish) numbers() error {
	if v := w.values.Get("min-confidence"); v != "" {
		n, err := strconv.ParseFloat(v, 64)
		if err != nil || !(n >= 0 && n <= 1) {
			return wrongf("min-confidence is %q, and must be from 0 to 1", v)
		}
		w.query.Least = n
	}
	for _, x := range []struct {
		name      string
		into      *int
		least, at int
	}{{"limit", &w.most, 0, mostFacts}, {"offset", &w.skip, 0, 1 << 40}} {
		v := w.values.Get(x.name)
		if v == "" {
			continue
		}
		n, err := strconv.Atoi(v)
		if err != nil || n < x.least {
			return wrongf("%s is %q, and must be a number from %d", x.name, v, x.least)
		}
		*x.into = min(n, x.at)
	}
	return nil
}

// since works out the run of changed-since.
func (w *wish) since(s *store.Store) error {
	v := w.values.Get("changed-since")
	if v == "" {
		return nil
	}
	const dayLength = len(time.DateOnly)
	if n, err := strconv.ParseUint(v, 10, 64); err == nil && len(v) < dayLength {
		w.query.SinceRun = n
		return nil
	}
	if _, err := time.Parse(time.DateOnly, v); err != nil {
		return wrongf("changed-since is %q, and must be the number of a run, or a day such as 2020-10-23", v)
	}
	run, err := s.RunSince(v)
	w.query.SinceRun = run
	return err
}

// split takes words apart at commas, as the flags do.
func split(all []string) []string {
	var out []string
	for _, v := range all {
		for word := range strings.SplitSeq(v, ",") {
			if word = strings.TrimSpace(word); word != "" {
				out = append(out, word)
			}
		}
	}
	return out
}

// without returns the address's values without some names.
func (w *wish) without(names ...string) url.Values {
	out := url.Values{}
	for name, list := range w.values {
		if !slices.Contains(names, name) {
			out[name] = slices.Clone(list)
		}
	}
	return out
}

// with returns a list's address with one more value, and without the page.
func (w *wish) with(path, name, value string) string {
	v := w.without("offset")
	v.Add(name, value)
	return address(path, v)
}

// less returns a list's address without one value.
func (w *wish) less(path, name, value string) string {
	v := w.without("offset")
	v[name] = slices.DeleteFunc(parted(name, v[name]), func(x string) bool { return x == value })
	if len(v[name]) == 0 {
		delete(v, name)
	}
	return address(path, v)
}

// parted takes apart what commas may join.
func parted(name string, all []string) []string {
	if name == "kind" || name == "status" {
		return split(all)
	}
	return all
}

func address(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}
