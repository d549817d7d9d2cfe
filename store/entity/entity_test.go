package entity_test

import (
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/entity"
)

func person(name string) factwire.Entity {
	return factwire.Entity{Name: name, Type: factwire.Person}
}
func org(name string) factwire.Entity {
	return factwire.Entity{Name: name, Type: factwire.Organization}
}

func TestKey(t *testing.T) {
	c := entity.New(entity.Aliases{"Big Blue": "Norland Computers", "holland": "NL", "a": "b", "b": "a"})
	for _, x := range []struct {
		a, b factwire.Entity
		same bool
	}{
		{person("Mike Ostberg"), person("Michael R. Ostberg"), true},
		{person(`Michael "Mike" Ostberg`), person("Michael Ostberg"), true},
		{person("Michael Ostberg Jr."), person("Michael Ostberg"), true},
		{person("Aleksandar Vučić"), person("Aleksandar Vucic"), true},
		{person("Sean O’Brien"), person("Sean O'Brien"), true},
		{person("Susan Ostberg"), person("Michael Ostberg"), false},
		{person("Ostberg"), person("Michael Ostberg"), false},
		{person("Alex Ostberg"), person("Alexander Ostberg"), false},
		{org("The Norland Radio Agency"), org("Norland Radio Agency"), true},
		{org("Velloria Inc."), org("Velloria"), true},
		{org("Bureau of Norland Radio (BNR)"), org("Bureau of Norland Radio"), true},
		{org("Bureau of Norland Radio (BNX)"), org("Bureau of Norland Radio"), false},
		{org("A.T.&T."), org("AT and T"), true},
		{org("Velloria Systems"), org("Velloria"), false},
		{org("Big Blue"), org("Norland Computers"), true},
		{factwire.Entity{Name: "Holland", Type: factwire.Place}, factwire.Entity{Name: "Netherlands", Type: factwire.Country, Code: "NL"}, true},
		{factwire.Entity{Name: "Georgia", Type: factwire.Country, Code: "GE"}, factwire.Entity{Name: "Georgia", Type: factwire.Place}, false},
		{org("a"), org("c"), false},
	} {
		if got := c.Key(x.a) == c.Key(x.b); got != x.same {
			t.Errorf("%q (%q) and %q (%q): one is %v, want %v", x.a.Name, c.Key(x.a), x.b.Name, c.Key(x.b), got, x.same)
		}
	}
	if got := c.Name(org("big blue")); got != "Norland Computers" {
		t.Errorf("the name to show is %q", got)
	}
}

func FuzzKey(f *testing.F) {
	f.Add(`Michael "Mike" R. Ostberg Jr.`, "Mike")
	f.Add("(", "“”")
	f.Fuzz(func(t *testing.T, name, alias string) {
		c := entity.New(entity.Aliases{alias: name, name: alias})
		for _, typ := range factwire.EntityTypes() {
			e := factwire.Entity{Name: name, Type: typ}
			if key := c.Key(e); c.Key(e) != key {
				t.Errorf("%q has two keys", name)
			}
			c.Name(e)
		}
		if once := entity.Fold(name); entity.Fold(once) != once {
			t.Errorf("folding %q twice changes it: %q, %q", name, once, entity.Fold(once))
		}
	})
}
