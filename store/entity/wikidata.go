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

// Items gives entities the ids of their Wikidata items, where they are known: those of countries, of blocs and of well-known bodies and firms, by
// the name that lexicons give them. The list that comes in is not changed; where nothing is known, it is what comes back.
func (c *Canon) Items(all []factwire.Entity) []factwire.Entity {
	copied := false
	for i, e := range all {
		key := itemKey(e)
		if key == "" || c.items[key] == e.Wikidata {
			continue
		}
		if !copied {
			all, copied = slices.Clone(all), true
		}
		all[i].Wikidata = c.items[key]
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
