// Package schema describes in JSON Schema what encoding/json makes of Go types, so that the description cannot say anything else than the
// code does.
package schema

import (
	_ "embed" // for the descriptions of fields
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/merge"
)

// Dialect is the version of JSON Schema that descriptions are written in.
const Dialect = "https://json-schema.org/draft/2020-12/schema"

// words are the values of types that stand for a few words.
func words(t reflect.Type) []string {
	switch t {
	case reflect.TypeFor[factwire.Kind]():
		return texts(kind.Names())
	case reflect.TypeFor[factwire.Status]():
		return texts(factwire.Statuses())
	case reflect.TypeFor[factwire.EntityType]():
		return texts(factwire.EntityTypes())
	case reflect.TypeFor[factwire.Relation]():
		return texts(factwire.Relations())
	case reflect.TypeFor[factwire.Form]():
		return texts([]factwire.Form{factwire.Direct, factwire.Indirect})
	case reflect.TypeFor[factwire.Stance]():
		return texts([]factwire.Stance{factwire.Denied})
	case reflect.TypeFor[merge.Action]():
		return texts([]merge.Action{merge.Accept, merge.Reject, merge.Edit, merge.Join, merge.Split})
	}
	return nil
}

func texts[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = string(s)
	}
	return out
}

//go:embed fields.txt
var told string

// about is what each field holds, by Field.
var about = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(told) {
		if name, text, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(name, "#") {
			out[name] = text
		}
	}
	return out
})

// Fields returns the names, as Field gives them, of all fields of which there is a description, sorted.
func Fields() []string { return slices.Sorted(maps.Keys(about())) }

// Field is the name of a struct's field: the name of its type and, behind a dot, that which it has in JSON.
func Field(t reflect.Type, name string) string { return t.Name() + "." + name }

// Of describes a type's JSON. The caller owns what comes back.
func Of(t reflect.Type) map[string]any {
	if all := words(t); all != nil {
		return map[string]any{"type": "string", "enum": all}
	}
	switch t {
	case reflect.TypeFor[json.RawMessage]():
		return map[string]any{}
	case reflect.TypeFor[time.Time]():
		return map[string]any{"type": "string", "format": "date-time"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return Of(t.Elem())
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Float32, reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Int, reflect.Int64, reflect.Int32, reflect.Int16, reflect.Int8, reflect.Uint, reflect.Uint64, reflect.Uint32, reflect.Uint16, reflect.Uint8:
		return map[string]any{"type": "integer"}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": Of(t.Elem())}
	case reflect.Array:
		return map[string]any{"type": "array", "items": Of(t.Elem()), "minItems": t.Len(), "maxItems": t.Len()}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": Of(t.Elem())}
	case reflect.Struct:
		properties, required := map[string]any{}, []string{}
		fields(t, properties, &required)
		return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	}
	return map[string]any{}
}

// fields describes a struct's fields, those of embedded structs among them, and which of them are always there.
func fields(t reflect.Type, properties map[string]any, required *[]string) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-":
		case f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct:
			fields(f.Type, properties, required)
		case !f.IsExported():
		default:
			if name == "" {
				name = f.Name
			}
			s := Of(f.Type)
			if text := about()[Field(t, name)]; text != "" {
				s["description"] = text
			}
			properties[name] = s
			if !strings.Contains(options, "omit") {
				*required = append(*required, name)
			}
		}
	}
}
