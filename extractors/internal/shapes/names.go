package shapes

import (
	"fmt"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs/strict"
)

// Names are what slots are filled with.
type Names struct {
	countries []country
	due       []due // of {D}
	later     []due // of {F}: each after every date of {D} of its form
	lists     map[string][]string
}

// country is a state or a bloc, its name with the article that it takes ("the Netherlands").
type country struct{ name, seat, adjective, code string }

// due is a date as a text says it, and its value.
type due struct {
	text string
	date factwire.Date
	day  bool // "June 30": may stand before a noun and behind "on"
}

type namesFile struct {
	Countries []string            `yaml:"countries"`
	Due       []string            `yaml:"due"`
	Later     []string            `yaml:"later"`
	Lists     map[string][]string `yaml:"lists"`
}

// lists names the slots that each list of a file of names fills.
var lists = map[string][]string{
	"firms": {"T", "U", "V"}, "goods": {"G", "H"}, "people": {"P", "Q"}, "bodies": {"O"}, "texts": {"S"}, "ministries": {"M"},
	"offices": {"I", "J"}, "federations": {"L"}, "regions": {"R"}, "venues": {"K"}, "topics": {"X"}, "years": {"Y"}, "years later": {"Z"},
	"numbers": {"N"}, "weekdays": {"W"},
}

// ReadNames reads a file of names (YAML, UTF-8): name is what errors carry. A list that a slot needs and that is
// too short, or a field that is missing in an entry, is an error.
func ReadNames(name string, data []byte) (*Names, error) {
	var f namesFile
	if err := strict.Decode(name, data, &f); err != nil {
		return nil, err
	}
	n, codes := &Names{lists: map[string][]string{}}, map[string]bool{}
	for _, line := range f.Countries {
		part := strings.Split(line, "|")
		if len(part) != 4 {
			return nil, fmt.Errorf("%s: a country reads \"Norway|Oslo|Norwegian|NO\", not %q", name, line)
		}
		n.countries, codes[part[3]] = append(n.countries, country{part[0], part[1], part[2], part[3]}), true
	}
	var err error
	if n.due, err = dues(f.Due); err == nil {
		n.later, err = dues(f.Later)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(codes) < 4 || len(n.due) == 0 || len(n.later) == 0 {
		return nil, fmt.Errorf("%s: a sentence can need four countries and two dates", name)
	}
	for list, slots := range lists {
		if len(f.Lists[list]) < len(slots) {
			return nil, fmt.Errorf("%s: the list %q has fewer than %d entries", name, list, len(slots))
		}
		for _, s := range slots {
			n.lists[s] = f.Lists[list]
		}
	}
	for list := range f.Lists {
		if _, ok := lists[list]; !ok {
			return nil, fmt.Errorf("%s: no slot is filled from the list %q", name, list)
		}
	}
	return n, nil
}

// dues reads dates: "June 30|2025-06-30|day", the last word only where the date may stand before a noun.
func dues(lines []string) ([]due, error) {
	var out []due
	for _, line := range lines {
		part := strings.Split(line, "|")
		if len(part) < 2 || len(part) > 3 || len(part) == 3 && part[2] != "day" {
			return nil, fmt.Errorf("a date reads \"June 30|2025-06-30|day\" or \"2028|2028\", not %q", line)
		}
		d, err := factwire.ParseDate(part[1])
		if err != nil {
			return nil, err
		}
		out = append(out, due{part[0], d, len(part) == 3})
	}
	if !slices.ContainsFunc(out, func(d due) bool { return d.day }) {
		return nil, fmt.Errorf("no date may stand before a noun")
	}
	return out, nil
}
