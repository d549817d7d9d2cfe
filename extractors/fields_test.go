package extractors_test

import (
	"path/filepath"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/kind"
)

// TestFields reads with the lexicon of each bundled policy field. Its own cases must give their facts and no
// others, and the general cases must give no wrong fact that they do not give without it.
func TestFields(t *testing.T) {
	fields, err := filepath.Glob("../configs/fields/*/lexicon.yaml")
	if err != nil || len(fields) == 0 {
		t.Fatalf("no field: %v", err)
	}
	totals := map[factwire.Kind]*tally{}
	for _, k := range kind.Names() {
		totals[k] = &tally{}
	}
	wrong := readList(t, wrongList)
	for _, path := range fields {
		name := filepath.Base(filepath.Dir(path))
		t.Run(name, func(t *testing.T) {
			lex, err := lexicon.Load(path)
			if err != nil {
				t.Fatal(err)
			}
			engine, err := extractors.New(lex, kind.Names()...)
			if err != nil {
				t.Fatal(err)
			}
			own := loadCases(t, filepath.Join("../testdata/fields", name, "cases"))
			for _, c := range own {
				o := judge(c, c.asked(engine.Extract(c.article())), totals)
				for _, fault := range append(o.missed, o.wrong...) {
					t.Errorf("%s:%d\n%s\n  %s", c.file, c.line, c.text, fault)
				}
			}
			for _, c := range loadCases(t, casesDir) {
				if o := judge(c, c.asked(engine.Extract(c.article())), totals); !wrong[c.name] {
					for _, fault := range o.wrong {
						t.Errorf("%s, with the words of %s: %s", c.name, name, fault)
					}
				}
			}
		})
	}
}
