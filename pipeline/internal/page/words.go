package page

import (
	"html"
	"regexp"
	"strings"
)

// inline are the tags that stand in titles. Others may be what a title is about ("What <div> is for").
var inline = regexp.MustCompile(`(?i)</?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|mark|s|small|span|strong|sub|sup|tt|u|wbr)(?:\s[^<>]*)?/?>`)

var spacing = strings.NewReplacer("<br>", " ", "<br/>", " ", "<br />", " ", "<BR>", " ", "<p>", " ", "</p>", " ", "<q>", "“", "</q>", "”")

// Words returns a line of HTML, such as the title that a feed gives of an article, as a reader sees it: its entities
// decoded, also those that were escaped twice, its inline tags dropped, its space folded.
func Words(line string) string {
	for range 3 {
		plain := html.UnescapeString(line)
		if plain == line {
			break
		}
		line = plain
	}
	if strings.Contains(line, "<") {
		line = inline.ReplaceAllString(spacing.Replace(line), "")
	}
	return fold(line)
}
