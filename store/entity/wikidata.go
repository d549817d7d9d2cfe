package entity

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/factwire/factwire"
)

//go:embed wikidata.txt
var wikidataItems string

// items reads the table of Wikidata items: by code for what has one, else by type class and folded name.
func items() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(wikidataItems) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		item, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		kind, name, ok := strings.Cut(rest, " ")
		if !ok {
			continue
		}
		e := factwire.Entity{Name: name, Type: factwire.EntityType(kind)}
		if e.Type == factwire.Country || name == strings.ToUpper(name) && len(name) == 2 && e.Type.IsState() {
			e.Code = name
		}
		out[itemKey(e)] = item
	}
	return out
}

// itemKey is what an entity's item is looked up by; empty for what has none.
func itemKey(e factwire.Entity) string {
	switch e.Type {
	case factwire.Country, factwire.Bloc:
		if e.Code != "" {
			return e.Code
		}
		return "state " + strings.ToLower(e.Name)
	case factwire.Organization, factwire.Company:
		return "body " + strings.ToLower(e.Name)
	}
	return ""
}

// isItem reports whether a name is the id of a Wikidata item.
func isItem(name string) bool {
	digits, ok := strings.CutPrefix(name, "Q")
	return ok && digits != "" && digits[0] != '0' && strings.Trim(digits, "0123456789") == ""
}

// addItem gives a name an item, of two the lesser.
func addItem(own map[string]string, name, item string) map[string]string {
	if own == nil {
		own = map[string]string{}
	}
	if before, ok := own[name]; !ok || item < before {
		own[name] = item
	}
	return own
}

// item is the id of an entity's item: the one that the user gives its name, or its code, else the known one.
func (c *Canon) item(e factwire.Entity) string {
	if len(c.own) > 0 {
		for _, name := range []string{c.Name(e), c.Key(e), e.Code} {
			if item, ok := c.own[Fold(name)]; ok && name != "" {
				return item
			}
		}
	}
	if key := itemKey(e); key != "" {
		return c.items[key]
	}
	return ""
}

// Items gives entities the ids of their Wikidata items, where they are known: those of the user's aliases, and those of countries, of blocs and of
// well-known bodies and firms, by the name that lexicons give them. What has none keeps what it came with. The list that comes in is not changed; where nothing is known, it is what comes back.
func (c *Canon) Items(all []factwire.Entity) []factwire.Entity {
	copied := false
	for i, e := range all {
		item := c.item(e)
		if item == e.Wikidata || item == "" && itemKey(e) == "" {
			continue
		}
		if !copied {
			all, copied = slices.Clone(all), true
		}
		all[i].Wikidata = item
	}
	return all
}

// WithoutItems takes the ids of Wikidata's items away again, as what is kept has none. The list that comes in is not changed.
func WithoutItems(all []factwire.Entity) []factwire.Entity {
	if !slices.ContainsFunc(all, func(e factwire.Entity) bool { return e.Wikidata != "" }) {
		return all
	}
	out := slices.Clone(all)
	for i := range out {
		out[i].Wikidata = ""
	}
	return out
}
