package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// small is a topology of our own: France (250) as a square with a bulge of one degree, whose eastern border Germany
// (276) shares; a square in South America that counts as French; Northern Cyprus, which has no number, beside Cyprus (196).
const small = `{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},"arcs":[
	[[8,44],[0,2],[0,2]],
	[[8,48],[-8,0],[0,-4],[8,0]],
	[[8,44],[6,0],[0,4],[-6,0]],
	[[-54,3],[2,0],[0,2],[-2,0],[0,-2]],
	[[32,35],[2,0]],
	[[34,35],[0,1],[-2,0],[0,-1]],
	[[32,35],[0,-1],[2,0],[0,1]]],
	"objects":{"countries":{"type":"GeometryCollection","geometries":[
	{"type":"MultiPolygon","id":"250","arcs":[[[0,1]],[[3]]]},
	{"type":"Polygon","id":"276","arcs":[[2,-1]]},
	{"type":"Polygon","properties":{"name":"N. Cyprus"},"arcs":[[4,5]]},
	{"type":"Polygon","id":"196","arcs":[[-5,6]]},
	{"type":"Polygon","id":"010","arcs":[[3]]},
	{"type":"Polygon","properties":{"name":"Nobody's"},"arcs":[[3]]}]}}}`

func write(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "countries.json")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestCountries(t *testing.T) {
	w, err := read(write(t, small))
	if err != nil {
		t.Fatal(err)
	}
	corners := map[string]int{}
	all, err := w.countries()
	if err != nil {
		t.Fatal(err)
	}
	for code, rings := range all {
		if len(rings) != 1 {
			t.Errorf("%s has %d rings", code, len(rings))
		}
		for _, r := range rings {
			if r[0] != r[len(r)-1] {
				t.Errorf("a ring of %s is open: %v", code, r)
			}
			corners[code] += len(r) - 1
		}
	}
	// Cyprus is one: two rings of four corners that shared two.
	for code, want := range map[string]int{"FR": 5, "DE": 5, "GF": 4, "CY": 6} {
		if corners[code] != want {
			t.Errorf("%s has %d corners, want %d", code, corners[code], want)
		}
	}
	if len(corners) != 4 {
		t.Errorf("countries are %v", corners)
	}
	// Thinned, both sides of the border lose the corner in its middle.
	w.thin(weight)
	thinned, err := w.countries()
	if err != nil {
		t.Fatal(err)
	}
	if len(thinned["FR"][0]) != 5 || len(thinned["DE"][0]) != 5 {
		t.Errorf("thinned to %v and %v", thinned["FR"][0], thinned["DE"][0])
	}
}

func TestRead(t *testing.T) {
	for name, text := range map[string]string{"no JSON": "x", "no rings": `{"objects":{"countries":{"geometries":[{"type":"Polygon","id":"250","arcs":7}]}}}`} {
		if _, err := read(write(t, text)); err == nil {
			t.Errorf("%s is read without error", name)
		}
	}
	if _, err := read("testdata/none.json"); err == nil {
		t.Error("a file that is not there is read")
	}
	w, err := read(write(t, strings.Replace(small, `"arcs":[[2,-1]]`, `"arcs":[[2]]`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.countries(); err == nil {
		t.Error("an open ring is no error")
	}
	if run(nil) == nil {
		t.Error("no file is no error")
	}
}

// TestOutline checks the place within a horseshoe, whose middle is no part of it, and the path's steps.
func TestOutline(t *testing.T) {
	horseshoe := [][]point{{{0, 0}, {20, 0}, {20, 20}, {14, 20}, {14, 4}, {6, 4}, {6, 20}, {0, 20}, {0, 0}}}
	l := outline(horseshoe, true)
	if a, b := project(6, 4), project(14, 20); l.at[0] > a[0] && l.at[0] < b[0] && l.at[1] < a[1] && l.at[1] > b[1] {
		t.Errorf("the place %v is in the gap", l.at)
	}
	if l.room < 20 {
		t.Errorf("the place lies %f from the border", l.room)
	}
	if strings.Count(l.path, "M") != 1 || !strings.HasSuffix(l.path, "z") {
		t.Errorf("the path is %s", l.path)
	}
	if got := path([]point{{1, 2}, {4.4, 1}, {4, 7}, {1, 2}}); got != "M1,2l3-1 0 6z" {
		t.Errorf("the path of a triangle is %s", got)
	}
	// The far side of the Bering Strait stands on the side of most of it.
	if l := outline([][]point{{{160, 60}, {190.5, 60}, {190.5, 70}, {160, 70}, {160, 60}}}, true); l.at[0] < wide*0.8 {
		t.Errorf("Chukotka stands at %v", l.at)
	}
	// A point over the north pole's meridian lies in the middle.
	if p := project(middle, 0); p[0] != wide/2 {
		t.Errorf("the middle of the map is %v", p)
	}
}
