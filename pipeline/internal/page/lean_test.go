package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// shape writes a tree without the words of scripts and styles and what drawings hold.
func shape(t *testing.T, doc string) string {
	root, err := html.ParseWithOptions(strings.NewReader(doc), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	var bare []*html.Node
	walk(root, func(n *html.Node) {
		if n.Data == "script" || n.Data == "style" || n.Data == "svg" && n.Namespace == "svg" {
			bare = append(bare, n)
		}
	})
	for _, n := range bare {
		for n.FirstChild != nil {
			n.RemoveChild(n.FirstChild)
		}
	}
	var b strings.Builder
	if err := html.Render(&b, root); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestLean(t *testing.T) {
	for name, c := range map[string]struct {
		doc     string
		scripts string // their kinds and words
		shorter bool
	}{
		"scripts and styles":      {`<p>a<script type="text/javascript; x">var a = "<p>" < 1</script>b<style>p > a {}</style>c`, "text/javascript:var a = \"<p>\" < 1|", true},
		"capitals":                {`<SCRIPT TYPE='Application/LD+JSON'>{}</Script ><p>a`, "application/ld+json:{}|", true},
		"an address of its own":   {`<script src=x.js></script><p>a`, "far:|", false},
		"never closed":            {`<p>a<script>b<p>c`, ":b<p>c|", true},
		"an end that is none":     {`<script>a</scripts></script ><p>b`, ":a</scripts>|", true},
		"a comment in a script":   {`<script><!-- <script></script> --></script><p>a`, ":<!-- <script></script> -->|", false},
		"an end in a comment":     {`<script><!-- a</script><p>b --><p>c`, ":<!-- a|", false},
		"in an attribute":         {`<p title="<script>">a</p><p title='</script>'>b</p><a href=<script>c</a><p>d</script>`, "", false},
		"in a comment":            {`<!-- <script> --><p>a</p><!--</script>--><p>b<!--><script>c</script><p>d`, ":c|", true},
		"a comment's other end":   {`<!-- <script> --!><p>a</p><script>b</script>`, ":b|", true},
		"in a title":              {`<title><script></title><p>a</p><textarea></script></textarea><p>b`, "", false},
		"in a declaration":        {`<!x <script><p>a</p><?x <script><p>b</p></3 <style><p>c</p></script></style>`, "", false},
		"drawings":                {`<p>a<svg viewBox="0"><title>b</title><g><path d="M0"/></g></svg>c<svg/>d</p>`, "", true},
		"a script in a drawing":   {`<svg><script href="a"/></svg><p>b</p><script>c</script>d`, ":c|", true},
		"words in a drawing":      {`<p>a<svg><foreignObject><p>b</p></foreignObject></svg>c`, "", false},
		"a drawing never closed":  {`<p>a<svg><path d=b><p>c</p><script>d</script><p>e`, "", false},
		"a formula":               {`<p>a<math><mi>b</mi><style><p>c</style></math>d`, "", false},
		"ends within a formula":   {`<svg></math><style><p>a</style></svg><p>b`, "", false},
		"text of a drawing":       {`<svg><![CDATA[</svg><script>]]></svg><p>a</p></script>`, "", true},
		"plain text":              {`<p>a<plaintext><script>b</script>`, "", false},
		"a slash":                 {`<script/>a</script><p/>b`, ":a|", true},
		"equals signs":            {`<p =a="<script>" b = 'c>' d=e/>f</p><script =>g</script>`, ":g|", true},
		"an entity in its kind":   {`<script type="application&#47;json">{}</script>`, "application/json:{}|", true},
		"nothing":                 {``, "", false},
		"the beginning of a tag":  {`<p>a<`, "", false},
		"the beginning of a name": {`<p>a<scrip`, "", false},
		"half a tag":              {`<p>a<script type="b`, "b:|", false},
	} {
		rest, scripts, err := lean([]byte(c.doc))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var got strings.Builder
		for _, s := range scripts {
			if s.far {
				got.WriteString("far")
			}
			got.WriteString(s.kind + ":" + string(s.text) + "|")
		}
		if got.String() != c.scripts {
			t.Errorf("%s: scripts %q, want %q", name, got.String(), c.scripts)
		}
		if shorter := len(rest) < len(c.doc); shorter != c.shorter {
			t.Errorf("%s: %q is left", name, rest)
		}
		if got, want := shape(t, string(rest)), shape(t, c.doc); got != want {
			t.Errorf("%s: a tree\n %s, want\n %s", name, got, want)
		}
	}
}

// A tag that closes its element at once, as XHTML has it, does not swallow the page.
func TestLeanXML(t *testing.T) {
	for _, doc := range []string{
		`<script src="x"/><title/><p>b`,
		`<?xml version="1.0"?><html><head><script src="x"/><title>a</title><script>c</script></head><body><p>b`,
	} {
		rest, _, err := lean([]byte(doc))
		if err != nil || !strings.Contains(shape(t, string(rest)), "<p>b</p>") {
			t.Errorf("%s: error %v, left is %s", doc, err, rest)
		}
	}
}

// What is left of a page makes the tree that the page makes, where it has no drawings and no formulas.
func FuzzLean(f *testing.F) {
	for _, s := range []string{"<script><!--<script></script>--></script>", "<!--a--!><style></style><p>", "<p a='<style>' b=\"</style>\">c", "<title><script></title>", "<noscript><style>a</style></noscript>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		rest, scripts, err := lean([]byte(doc))
		if err != nil || len(rest) > len(doc) {
			return
		}
		for _, s := range scripts {
			if !strings.Contains(doc, string(s.text)) {
				t.Fatalf("script %q", s.text)
			}
		}
		low := strings.ToLower(doc)
		for _, other := range []string{"<svg", "<math", "<select", "<frameset", "<template", "<table", "/>", "\x00", "\r"} {
			if strings.Contains(low, other) { // other rules hold in these
				return
			}
		}
		if got, want := shape(t, string(rest)), shape(t, doc); got != want {
			t.Errorf("%q: a tree\n %s, want\n %s", doc, got, want)
		}
	})
}
