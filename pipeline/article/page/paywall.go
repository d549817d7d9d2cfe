package page

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// stubBytes is the length of body below which a page that is declared not to be
// free, or that asks for a subscription, counts as a stub.
const stubBytes = 1500

// pleas are what a page says instead of its article, lower-cased.
var pleas = []string{
	"subscribe to continue reading", "subscribe to read", "to continue reading", "already a subscriber", "this content is for subscribers",
	"this article is for subscribers", "log in to read", "sign in to read", "subscribers only", "register to read", "create a free account to continue",
}

// paywalled tells whether the page holds a stub in place of its article.
func paywalled(d *goquery.Document, ld []object, text string) bool {
	if text == "" || len(text) >= stubBytes {
		return false
	}
	for _, o := range ld {
		if o.isArticle() && isFalse(o["isAccessibleForFree"]) {
			return true
		}
	}
	low := strings.ToLower(text)
	for _, plea := range pleas {
		if strings.Contains(low, plea) {
			return true
		}
	}
	return d.Find(`[class*="paywall"], [id*="paywall"], [data-paywall], meta[name="article:content_tier"][content="locked"]`).Length() > 0 && len(text) < stubBytes/2
}

// isFalse reads schema.org's booleans as pages write them.
func isFalse(v any) bool {
	switch v := v.(type) {
	case bool:
		return !v
	case string:
		v = strings.ToLower(v)
		return v == "false" || v == "no" || strings.HasSuffix(v, "schema.org/false")
	}
	return false
}
