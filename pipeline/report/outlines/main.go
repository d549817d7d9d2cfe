// Command outlines makes the report's map, outlines.js, from the countries of Natural Earth, which is in the public
// domain (https://www.naturalearthdata.com/about/terms-of-use/). It reads TopoJSON files, the one to draw first and
// after it those that know smaller places, as the package world-atlas of npm holds them:
//
//	npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//	go run ./pipeline/report/outlines package/countries-50m.json package/countries-10m.json > pipeline/report/outlines.js && gzip -9nkf pipeline/report/outlines.js
//
// Lands are thinned border by border, so that neighbours still meet, projected, and rounded. Borders are those of
// Natural Earth but for two things: what has no code of ISO 3166-1 is drawn with the country that ISO counts it to, and
// what has one of its own is drawn apart, as French Guiana is; so Crimea is drawn with Ukraine, as ISO has it.
package main

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"slices"
)

const (
	wide   = 4000 // units across the map
	weight = 4.0  // area in square units of the least corner that is kept
	island = 4.0  // and of the least island, but for a country's largest
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "outlines:", err)
		os.Exit(1)
	}
}

func run(files []string) error {
	if len(files) == 0 {
		return fmt.Errorf("no file is named")
	}
	all := map[string]land{}
	for i, file := range files {
		w, err := read(file)
		if err != nil {
			return err
		}
		if i == 0 {
			w.thin(weight)
		}
		countries, err := w.countries()
		if err != nil {
			return err
		}
		for code, rings := range countries {
			if _, ok := all[code]; !ok {
				all[code] = outline(rings, i == 0)
			}
		}
	}
	for code, at := range points {
		if _, ok := all[code]; !ok {
			all[code] = land{at: project(at[0], at[1])}
		}
	}
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprintf(out, "// Made by pipeline/report/outlines from Natural Earth 4.1 (1:50m; small places 1:10m), which is in the public domain.\n"+
		"// Equal Earth projection about 11° east, %d units wide. Each country has a point within it, how far that lies from its\n"+
		"// border, and its outline, which small ones lack.\n\nconst OUTLINES = {\n", wide)
	for _, code := range slices.Sorted(maps.Keys(all)) {
		l := all[code]
		fmt.Fprintf(out, "%s: [%.0f, %.0f, %.0f, '%s'],\n", code, l.at[0], l.at[1], l.room, l.path)
	}
	fmt.Fprintln(out, "};")
	return out.Flush()
}
