package article_test

import (
	"fmt"
	"strings"

	"github.com/factwire/factwire/pipeline/article"
)

// A text may begin with what is known of it. Offsets of evidence count from the text behind it.
func ExampleParser_Read() {
	const file = `---
title: Oslo bars antennas
site: The Fjord Courier
published: 2026-03-11
---
Norway banned Huawei from its mobile networks on Tuesday.
`
	for a, err := range (article.Parser{}).Read("antennas.txt", strings.NewReader(file)) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%s, %s: %s\n%q\n", a.Site, a.Published, a.Title, a.Text)
	}
	// Output:
	// The Fjord Courier, 2026-03-11: Oslo bars antennas
	// "Norway banned Huawei from its mobile networks on Tuesday.\n"
}
