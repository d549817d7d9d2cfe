package lexicon_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/factwire/factwire/extractors/lexicon"
)

// A file of one's own adds to the words that there are. A mistake in it is told with its line.
func ExampleLoad() {
	dir, err := os.MkdirTemp("", "words")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			fmt.Println(err)
		}
		return path
	}
	good := write("good.yaml", "names:\n  - {name: Kestrel Signal, type: company}\n")
	_, err = lexicon.Load(good)
	fmt.Println(err)
	_, err = lexicon.Load(good, write("bad.yaml", "names: []\nlist: {}\n"))
	if err != nil {
		fmt.Println(filepath.Base(err.Error()))
	}
	// Output:
	// <nil>
	// bad.yaml:2: unknown key "list"; did you mean "lists"?
}
