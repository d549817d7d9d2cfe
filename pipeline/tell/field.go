package tell

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store/merge"
)

// Fields returns the names of the fields that may be corrected, in the order of forms and sheets. The caller owns the slice.
func Fields() []string {
	return []string{"status", "who", "whom", "people", "what", "about", "when", "where"}
}

// Field is a field of a fact as people write it, which FieldValue reads back.
func Field(f factwire.Fact, field string) string {
	switch field {
	case "status":
		return string(f.Status)
	case "who":
		return tabular.Entities(f.Who)
	case "whom":
		return tabular.Entities(f.Whom)
	case "people":
		return tabular.Entities(f.People)
	case "what":
		return f.What
	case "about":
		return f.About
	case "when":
		return strings.TrimSpace(string(f.When.Relation) + " " + string(f.When.Date))
	case "where":
		return f.Where
	}
	return ""
}

func typeNames() []string {
	var out []string
	for _, t := range factwire.EntityTypes() {
		out = append(out, string(t))
	}
	return out
}

// FieldValue reads a field as people write it, and checks it against the fact. The result is the field's JSON.
func FieldValue(f factwire.Fact, field, text string) (json.RawMessage, error) {
	var v any = text
	switch field {
	case "who", "whom", "people":
		known := slices.Concat(f.Who, f.Whom, f.People)
		list, err := parseEntities(text, known)
		if err != nil {
			return nil, err
		}
		v = list
	case "when":
		w := factwire.When{}
		words := strings.Fields(text)
		switch len(words) {
		case 0:
		case 1:
			w = factwire.When{Date: factwire.Date(words[0]), Relation: factwire.On}
			if f.When.Relation != "" {
				w.Relation = f.When.Relation
			}
		case 2:
			w = factwire.When{Relation: factwire.Relation(words[0]), Date: factwire.Date(words[1])}
			if !slices.Contains(factwire.Relations(), w.Relation) {
				return nil, fmt.Errorf("there is no relation %q: use on, by, before, until, after or from", words[0])
			}
		default:
			return nil, fmt.Errorf("%q is no date", text)
		}
		v = w
	}
	value, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return value, merge.ApplyEdit(&f, field, value)
}

// parseEntities reads entities as the CSV writes them. A name that the fact has keeps its type, title and affiliation.
func parseEntities(text string, known []factwire.Entity) ([]factwire.Entity, error) {
	out := []factwire.Entity{}
	for _, part := range strings.Split(text, ";") {
		name := strings.TrimSpace(part)
		if name == "" {
			continue
		}
		e := factwire.Entity{Name: name, Type: factwire.Organization}
		if i := strings.LastIndexAny(name, "(["); i > 0 {
			mark := strings.TrimRight(name[i+1:], ")] ")
			e.Name = strings.TrimSpace(name[:i])
			switch {
			case name[i] == '(' && len(mark) == 2 && mark == strings.ToUpper(mark):
				e.Type, e.Code = factwire.Country, mark
				if mark == "EU" {
					e.Type = factwire.Bloc
				}
			case name[i] == '[' && slices.Contains(factwire.EntityTypes(), factwire.EntityType(mark)):
				e.Type = factwire.EntityType(mark)
			case name[i] == '[':
				return nil, fmt.Errorf("there is no type %q of entity: use %s", mark, strings.Join(typeNames(), ", "))
			default:
				e.Name = name
			}
		}
		if i := slices.IndexFunc(known, func(k factwire.Entity) bool { return k.Name == e.Name && (e.Code == "" || k.Code == e.Code) }); i >= 0 {
			e = known[i]
			e.Wikidata = "" // which is not kept
		}
		out = append(out, e)
	}
	return out, nil
}
