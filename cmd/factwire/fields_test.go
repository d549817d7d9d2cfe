package main

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire/pipeline/schema"
)

// TestFieldsAreDescribed wants a description of each field that the program gives to other programs, and none of any other.
func TestFieldsAreDescribed(t *testing.T) {
	met := map[string]bool{}
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(x reflect.Type) {
		for x.Kind() == reflect.Pointer || x.Kind() == reflect.Slice || x.Kind() == reflect.Map {
			x = x.Elem()
		}
		if x.Kind() != reflect.Struct || x.String() == "time.Time" || seen[x] {
			return
		}
		seen[x] = true
		properties := schema.Of(x)["properties"].(map[string]any)
		for i := range x.NumField() {
			f := x.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name == "" {
				name = f.Name
			}
			if f.IsExported() && name != "-" {
				walk(f.Type)
			}
			p, given := properties[name].(map[string]any)
			if !given {
				continue
			}
			if p["description"] == nil {
				t.Errorf("%s has no description", schema.Field(x, name))
			}
			met[schema.Field(x, name)] = true
		}
	}
	for _, o := range outputs() {
		if o.of != nil {
			walk(o.of)
		}
	}
	if more := slices.DeleteFunc(schema.Fields(), func(name string) bool { return met[name] }); len(more) > 0 {
		t.Errorf("described, but not given out: %s", strings.Join(more, ", "))
	}
}
