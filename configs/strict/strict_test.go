package strict

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

type document struct {
	Name  string            `yaml:"name"`
	Count int               `yaml:"count"`
	List  []item            `yaml:"list"`
	Words map[string]string `yaml:"words"`
}

type item struct {
	Pattern string `yaml:"pattern"`
}

func TestDecode(t *testing.T) {
	var d document
	err := Decode("a.yaml", []byte("name: x\ncount: 3\nlist:\n  - pattern: '*.txt'\nwords: {a: b}\n"), &d)
	if err != nil || d.Name != "x" || d.Count != 3 || len(d.List) != 1 || d.List[0].Pattern != "*.txt" || d.Words["a"] != "b" {
		t.Errorf("decoded %+v, %v", d, err)
	}
	before := d
	if err := Decode("a.yaml", nil, &d); err != nil || d.Name != before.Name {
		t.Errorf("an empty document changed %+v, %v", d, err)
	}
}

func TestErrors(t *testing.T) {
	for text, want := range map[string]string{
		"name: x\ncoutn: 3":                `a.yaml:2: unknown key "coutn"; did you mean "count"?`,
		"list:\n  - patern: x":             `a.yaml:2: unknown key "patern"; did you mean "pattern"?`,
		"zebra: 1":                         `a.yaml:1: unknown key "zebra"`,
		"name: x\nname: y":                 `a.yaml:2: `,
		"count: three":                     `a.yaml:1: `,
		"name: x\nlist: {pattern: x}":      `a.yaml:2: `,
		"name: [":                          `a.yaml:1: `,
		"name: x\n\tcount: 3":              `a.yaml:`,
		"name: " + strings.Repeat("x", 32): ``,
	} {
		err := Decode("a.yaml", []byte(text), &document{})
		if want == "" {
			if err != nil {
				t.Errorf("%q: %v", text, err)
			}
			continue
		}
		var at *Error
		if !errors.As(err, &at) || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
	err := Decode("a.yaml", bytes.Repeat([]byte("#\n"), MaxBytes/2+1), &document{})
	if err == nil || err.Error() != "a.yaml: is larger than 8 MB" {
		t.Errorf("error of a large document: %v", err)
	}
}

func TestLine(t *testing.T) {
	data := []byte("name: x\nlist:\n  - pattern: a\n  - pattern: b\nwords:\n  a.b: c\n")
	for path, want := range map[string]int{"$.name": 1, "$.list[1].pattern": 4, "$.list[1]": 4, "$.words.'a.b'": 6, "$.none": 0, "no path": 0} {
		if got := Line(data, path); got != want {
			t.Errorf("line of %s is %d, want %d", path, got, want)
		}
	}
	if got := Line([]byte("a: ["), "$.a"); got != 0 {
		t.Errorf("line in a malformed document is %d", got)
	}
}

func TestNearest(t *testing.T) {
	words := []string{"workers", "store", "sources", "lexicons"}
	for word, want := range map[string]string{"wrokers": "workers", "sotre": "store", "source": "sources", "Lexicon": "lexicons", "zebra": "", "": "", "s": ""} {
		if got := Nearest(word, words); got != want {
			t.Errorf("nearest to %q is %q, want %q", word, got, want)
		}
	}
}

// FuzzDecode decodes any bytes: what fails is one line with the file's name, and the line lies within the document.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("name: x\ncount: 3\nlist:\n  - pattern: a\n"))
	f.Add([]byte("list: [{pattern: &a x}, {pattern: *a}]\n"))
	f.Add([]byte("a: &a [*a]\n? b\n: - c\n--- \n...\n"))
	f.Add([]byte("\xff\x00: !!binary |\n  x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		err := Decode("a.yaml", data, &document{})
		if err == nil {
			return
		}
		var at *Error
		if !errors.As(err, &at) || !strings.HasPrefix(err.Error(), "a.yaml:") || strings.Contains(err.Error(), "\n") {
			t.Fatalf("%q: error %q", data, err)
		}
		if lines := bytes.Count(data, []byte("\n")) + bytes.Count(data, []byte("\r")) + 1; at.Line < 0 || at.Line > lines+1 {
			t.Errorf("%q: error at line %d of %d", data, at.Line, lines)
		}
	})
}
