package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store/merge"
)

var update = flag.Bool("update", false, "write the golden file")

var day = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func render(t testing.TB, facts []merge.Fact, o Options) string {
	t.Helper()
	if o.Now.IsZero() {
		o.Now = day
	}
	var b bytes.Buffer
	if err := Write(&b, facts, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// outline is a page's elements with their attributes, one a line, indented by depth; texts are left out.
func outline(t testing.TB, page string) (string, *html.Node) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(*html.Node, int)
	walk = func(n *html.Node, depth int) {
		if n.Type == html.ElementNode {
			fmt.Fprintf(&b, "%s%s", strings.Repeat("  ", depth), n.Data)
			for _, a := range n.Attr {
				v := a.Val
				if strings.HasPrefix(v, "default-src") {
					v = regexp.MustCompile(`sha256-[A-Za-z0-9+/=]+`).ReplaceAllString(v, "sha256-…")
				}
				fmt.Fprintf(&b, " %s=%q", a.Key, v)
			}
			b.WriteByte('\n')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, depth+1)
		}
	}
	walk(root, 0)
	return b.String(), root
}

// texts returns the texts of all elements of a name, in order.
func texts(n *html.Node, name string) []string {
	var out []string
	if n.Type == html.ElementNode && n.Data == name && n.FirstChild != nil {
		out = append(out, n.FirstChild.Data)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out = append(out, texts(c, name)...)
	}
	return out
}

func decode(t testing.TB, page string) data {
	t.Helper()
	_, root := outline(t, page)
	var d data
	dec := json.NewDecoder(strings.NewReader(texts(root, "script")[0]))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&d); err != nil {
		t.Fatal(err)
	}
	return d
}

// few are facts of each kind, as a store gives them.
func few() []merge.Fact {
	entity := func(name, code string) factwire.Entity {
		return factwire.Entity{Name: name, Type: factwire.Country, Code: code}
	}
	norway, chile := entity("Norway", "NO"), entity("Chile", "CL")
	brask := factwire.Entity{Name: "Brask", Type: factwire.Company, Affiliation: "DK"}
	text := "“Naïve 😀 words,” Norway said of Brask, which it barred."
	at := func(s string) []factwire.Span {
		i := strings.Index(text, s)
		return []factwire.Span{{100 + i, 100 + i + len(s)}}
	}
	evidence := []factwire.Evidence{{Article: "a1", URL: "https://fjord.example/1", Title: "Brask barred", Site: "Fjord Post", Published: "2026-01-05",
		Start: 100, End: 100 + len(text), Text: text, Rule: "ban/ban",
		Spans: map[string][]factwire.Span{"cue": at("barred"), "who": at("Norway"), "whom": at("Brask"), "what": at("Norway said of Brask")}}}
	fact := func(id string, f factwire.Fact, h ...merge.Stage) merge.Fact {
		f.ID, f.Evidence, f.Confidence = id, evidence, 0.9
		return merge.Fact{Fact: f, History: h, Articles: 1, Outlets: 1, Independent: 1, First: "2026-01-05", Last: "2026-01-05"}
	}
	return []merge.Fact{
		fact("0000000000000001", factwire.Fact{Kind: factwire.Signing, Status: factwire.Done, Who: []factwire.Entity{norway, chile}, What: "treaty", When: factwire.When{Date: "2026-Q1", Relation: factwire.On}}),
		fact("0000000000000002", factwire.Fact{Kind: factwire.Ban, Status: factwire.Reversed, Who: []factwire.Entity{norway}, Whom: []factwire.Entity{brask}, What: "ban", About: "masts"},
			merge.Stage{Status: factwire.Done, Date: "2025", Articles: 1}, merge.Stage{Status: factwire.Reversed, Date: "2026-01-04", Articles: 1}),
		fact("0000000000000003", factwire.Fact{Kind: factwire.Deadline, Status: factwire.Done, Who: []factwire.Entity{brask}, What: "remove its masts", When: factwire.When{Date: "2026-06", Relation: factwire.By}}),
		fact("0000000000000004", factwire.Fact{Kind: factwire.Quote, Status: factwire.Done, Form: factwire.Direct, Who: []factwire.Entity{{Name: "Liv Tangen", Type: factwire.Person, Title: "Minister", Affiliation: "NO"}}, What: "Masts are not trees"}),
	}
}

func TestGolden(t *testing.T) {
	page := render(t, few(), Options{Since: "2026-01-01"})
	got, root := outline(t, page)
	var b bytes.Buffer
	// The columns are tabular's, and TestColumns holds them.
	text := regexp.MustCompile(`"columns":\[[^\]]*\],`).ReplaceAllString(texts(root, "script")[0], "")
	if err := json.Indent(&b, []byte(text), "", "  "); err != nil {
		t.Fatal(err)
	}
	got += "\n" + b.String() + "\n"
	const golden = "testdata/report.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the page's structure changed (-want +got):\n%s", diff)
	}
}

// TestPolicy holds the hashes of the policy against the style and the script that a browser would see.
func TestPolicy(t *testing.T) {
	_, root := outline(t, render(t, few(), Options{}))
	var policy string
	var find func(*html.Node)
	find = func(n *html.Node) {
		for _, a := range n.Attr {
			if a.Key == "content" && strings.HasPrefix(a.Val, "default-src 'none'") {
				policy = a.Val
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			find(c)
		}
	}
	find(root)
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	scripts := texts(root, "script")
	if len(scripts) != 2 {
		t.Fatalf("%d scripts, want the data and the program", len(scripts))
	}
	if !strings.Contains(policy, "script-src "+hash(scripts[1])+";") {
		t.Errorf("policy %q does not allow the script", policy)
	}
	if !strings.Contains(policy, "style-src "+hash(texts(root, "style")[0])+";") {
		t.Errorf("policy %q does not allow the style", policy)
	}
	if strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") || strings.Contains(policy, "*") {
		t.Errorf("policy %q is too wide", policy)
	}
}

// TestScriptMakesNoMarkup keeps ways out of the script by which text could become markup or code.
func TestScriptMakesNoMarkup(t *testing.T) {
	script, err := program()
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "DOMParser", "createContextualFragment", "srcdoc", "fetch(", "XMLHttpRequest", "import(", "</script"} {
		if strings.Contains(string(script), bad) {
			t.Errorf("the script uses %s", bad)
		}
	}
}

var hostile = []string{
	`<script>alert(1)</script>`, `</script><img src=x onerror=alert(1)>`, `<!--<script>`, `]]>`, `"><svg onload=alert(1)>`, `'-alert(1)-'`,
	"${alert(1)}", "`", `{{.Policy}}`, `\u003cb\u003e`, "\u2028\u2029", "a\x00b\x1b[31m", "\xff\xfe", "\u202egnp.exe", `<a href="javascript:alert(1)">x</a>`, `&lt;b&gt;`, `-->`,
}

// TestHostile writes hostile strings everywhere: the page's elements stay those of a benign page, and the texts
// come back as they were.
func TestHostile(t *testing.T) {
	benign, _ := outline(t, render(t, few(), Options{}))
	for _, s := range hostile {
		facts := few()
		for i := range facts {
			f := &facts[i]
			f.ID, f.What, f.About, f.Where = s+f.ID, s, s, s
			for _, list := range []*[]factwire.Entity{&f.Who, &f.Whom, &f.People} {
				*list = []factwire.Entity{{Name: s, Type: factwire.EntityType(s), Title: s, Affiliation: s}}
			}
			f.Evidence = []factwire.Evidence{{Article: s, URL: "javascript:" + s, Title: s, Site: s, Published: s, Text: s, End: len(s), Rule: s}}
			f.History = []merge.Stage{{Status: factwire.Status(s), Date: s}}
			f.First, f.Last, f.SupersededBy, f.Contradicts = s, s, s, []string{s}
		}
		page := render(t, facts, Options{Title: s})
		if got, _ := outline(t, page); got != benign {
			t.Errorf("%q changed the page's elements:\n%s", s, cmp.Diff(benign, got))
		}
		d := decode(t, page)
		want := strings.ToValidUTF8(s, "\ufffd")
		if got := strings.ReplaceAll(d.Facts[0].What, "\ufffd\ufffd", "\ufffd"); got != want {
			t.Errorf("%q came back as %q", s, got)
		}
		if d.Articles[0].URL != "" {
			t.Errorf("%q became a link", d.Articles[0].URL)
		}
	}
}

func TestLink(t *testing.T) {
	for address, keep := range map[string]bool{
		"https://a.example/x": true, "HTTP://a.example": true, "": false, "javascript:alert(1)": false, " javascript:alert(1)": false, "data:text/html,x": false,
		"file:///etc/passwd": false, "vbscript:x": false, "//a.example": false, "java\nscript:x": false, "https:a": false,
	} {
		if got := link(address); (got != "") != keep {
			t.Errorf("link(%q) = %q", address, got)
		}
	}
}

// TestMarks checks that marks count as JavaScript does and that nested spans are cut.
func TestMarks(t *testing.T) {
	e := few()[0].Evidence[0]
	units := utf16.Encode([]rune(e.Text))
	var got []string
	for _, m := range marks(e) {
		got = append(got, fields[m[2]]+"="+string(utf16.Decode(units[m[0]:m[0]+m[1]])))
	}
	want := []string{"who=Norway", "what= said of ", "whom=Brask", "cue=barred"}
	if !slices.Equal(got, want) {
		t.Errorf("marks are %q, want %q", got, want)
	}
	e.Spans = map[string][]factwire.Span{"who": {{0, 3}, {-4, 1 << 40}, {104, 102}}}
	if got := marks(e); got != nil {
		t.Errorf("spans outside the sentence gave marks %v", got)
	}
}

// many generates facts of the sizes that news gives: two or three sentences each, five of an article, 200 parties.
func many(n int) []merge.Fact {
	r := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		return []string{"network", "masts", "supplier", "security", "agreement", "minister", "equipment", "operators", "review", "decision"}[r.IntN(10)]
	}
	sentence := func() string {
		var b strings.Builder
		for b.Len() < 150 {
			b.WriteString(word() + " ")
		}
		return b.String()
	}
	countries := strings.Fields("US CN GB FR DE SE NO DK PL RU UA IN JP KR AU NZ CA MX BR CL ZA KE NG EG TR IL IR TW SG MT XK EU PW VA HK EE LV LT RO BG")
	entity := func(k int) factwire.Entity {
		if k < len(countries) {
			return factwire.Entity{Name: "State of " + countries[k], Type: factwire.Country, Code: countries[k]}
		}
		syllable := strings.Fields("nor vel ka tri dan so mar quil ber to lin gra fen os ha")
		name := syllable[k%15] + syllable[k/15%15] + syllable[(k*7+3)%15]
		return factwire.Entity{Name: strings.ToUpper(name[:1]) + name[1:] + []string{" Telecom", "", " Networks and Cables Authority", " Energy"}[k%4], Type: factwire.Company, Affiliation: countries[k%len(countries)]}
	}
	var out []merge.Fact
	for range n {
		first := time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(2600)).Format(time.DateOnly)
		kind, status := kind.Names()[r.IntN(4)], factwire.Statuses()[r.IntN(4)]
		f := merge.Fact{Fact: factwire.Fact{ID: fmt.Sprintf("%016x", r.Uint64()), Kind: kind, Status: status, What: word() + " " + word(), About: word(), Confidence: 0.5 + float64(r.IntN(10))/20,
			Who: []factwire.Entity{entity(r.IntN(200))}, When: factwire.When{Date: factwire.Date(first[:[]int{4, 7, 10, 10}[r.IntN(4)]]), Relation: factwire.On}},
			History: []merge.Stage{{Status: status, Date: first, Articles: 1}}, Articles: 2, Outlets: 2, Independent: 2, First: first, Last: first}
		switch kind {
		case factwire.Signing:
			f.Who = append(f.Who, entity(r.IntN(200)))
		case factwire.Quote:
			f.What = sentence()
			f.Who = []factwire.Entity{{Name: "Speaker " + entity(40+r.IntN(160)).Name, Type: factwire.Person, Title: "Minister of masts", Affiliation: countries[r.IntN(len(countries))]}}
		default:
			f.Whom = []factwire.Entity{entity(20 + r.IntN(60))}
		}
		for range 2 + r.IntN(2) {
			text := sentence()
			k := r.IntN(max(1, n/2))
			f.Evidence = append(f.Evidence, factwire.Evidence{Article: fmt.Sprint(k), URL: fmt.Sprintf("https://outlet%d.example/2020/10/%d/what-the-ministers-decided-on-masts", k%90, k), Title: fmt.Sprintf("Ministers decide on masts, networks and suppliers (%d)", k), Site: fmt.Sprintf("Outlet %d", k%90),
				Published: "2020-10-23", Text: text, End: len(text), Rule: "ban/measure", Spans: map[string][]factwire.Span{"cue": {{0, 5}}, "who": {{10, 20}}, "what": {{30, 44}}}})
		}
		out = append(out, f)
	}
	return out
}

// TestSize holds a report of 5,000 facts below 5 MB.
func TestSize(t *testing.T) {
	page := render(t, many(5000), Options{})
	if len(page) >= 5_000_000 {
		t.Errorf("5,000 facts make %d bytes", len(page))
	}
	t.Logf("%d bytes", len(page))
	d := decode(t, page)
	if len(d.Facts) != 5000 {
		t.Errorf("%d facts in the page", len(d.Facts))
	}
}

// TestOrder writes the facts in other orders and wants the same bytes.
func TestOrder(t *testing.T) {
	facts := many(300)
	want := render(t, facts, Options{Since: "2024-01-01"})
	for seed := range uint64(3) {
		rand.New(rand.NewPCG(seed, 3)).Shuffle(len(facts), func(i, j int) { facts[i], facts[j] = facts[j], facts[i] })
		if render(t, facts, Options{Since: "2024-01-01"}) != want {
			t.Fatal("another order gave other bytes")
		}
	}
}

// TestColumns holds the script's CSV against the columns of the program's.
func TestColumns(t *testing.T) {
	source, err := assets.ReadFile("assets/facts.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range tabular.Header() {
		if !regexp.MustCompile(`\b` + c + `: \(f`).Match(source) {
			t.Errorf("the script's CSV knows no column %s", c)
		}
	}
}

// TestLastRun finds the run in a report, and none in what is no report.
func TestLastRun(t *testing.T) {
	for text, want := range map[string]uint64{render(t, few(), Options{Run: 17}): 17, render(t, nil, Options{}): 0, "": 0, "<p>no report</p>": 0,
		`<meta name="factwire-run" content="99999999999999999999">`: 0, strings.Repeat(" ", 5000) + `<meta name="factwire-run" content="3">`: 0} {
		if got := LastRun(strings.NewReader(text)); got != want {
			t.Errorf("the run of %.60q is %d, want %d", text, got, want)
		}
	}
}

// TestChanges wants what the store says of a fact at the fact, and nothing of facts that are not in the report.
func TestChanges(t *testing.T) {
	d := decode(t, render(t, few(), Options{Since: "the last report", Gone: []string{"one"}, Changes: map[string]Change{"0000000000000002": {Was: factwire.Done, Lines: []string{"date: a → b"}}, "x": {New: true}}}))
	changed := 0
	for _, f := range d.Facts {
		if f.Change != nil {
			changed++
			if f.ID != "0000000000000002" || f.Change.Was != factwire.Done || len(f.Change.Lines) != 1 {
				t.Errorf("fact %s has the change %v", f.ID, *f.Change)
			}
		}
	}
	if changed != 1 || len(d.Gone) != 1 || d.Since != "the last report" {
		t.Errorf("%d facts changed, %d gone, since %q", changed, len(d.Gone), d.Since)
	}
}

// TestRoom wants a page below 5 MB whatever there is, with the facts that matter most, and a word of the others.
func TestRoom(t *testing.T) {
	var facts []merge.Fact
	long := strings.Repeat("Norway barred the masts of one more firm. ", 10)
	for i := range 12000 {
		f := merge.Fact{Fact: factwire.Fact{ID: factwire.Hash(fmt.Sprint(i)), Kind: factwire.Ban, Status: factwire.Done, Who: []factwire.Entity{{Name: "Norway", Type: factwire.Country, Code: "NO"}}, Whom: []factwire.Entity{{Name: fmt.Sprintf("Firm %d", i), Type: factwire.Company}}, What: "ban", Confidence: 0.9},
			First: "2026-01-01", Last: fmt.Sprintf("2026-%02d-%02d", 1+i%12, 1+i%28), Articles: 1}
		if i%3 == 0 {
			f.Kind, f.Whom, f.What = factwire.Quote, nil, long
		}
		f.Evidence = []factwire.Evidence{{Article: fmt.Sprint(i), URL: fmt.Sprintf("https://a.example/%d", i), Title: long[:80], Text: fmt.Sprint(i, long), End: 400}}
		facts = append(facts, f)
	}
	facts[17].Last = "2001-01-01" // old, but it changed
	var b bytes.Buffer
	n, err := WriteMost(&b, facts, Options{Left: 5, Changes: map[string]Change{facts[17].ID: {New: true}}})
	if err != nil {
		t.Fatal(err)
	}
	page := b.String()
	if n < 3000 || n >= 8000 || len(page) > 5_000_000 || len(page) < 4_000_000 {
		t.Errorf("%d facts in %d bytes", n, len(page))
	}
	if !strings.Contains(page, fmt.Sprintf("%d facts of 12005", n)) || !strings.Contains(page, fmt.Sprintf("%d facts are left out", 12005-n)) {
		t.Error("the page does not tell what is left out")
	}
	if strings.Contains(page, `"k":"quote"`) || !strings.Contains(page, facts[17].ID) {
		t.Error("quotes take the room of what matters more, or what changed is missing")
	}
	// a fact that thousands tell takes no more room than one that some tell
	many := facts[1]
	many.Evidence = nil
	for i := range 9000 {
		many.Evidence = append(many.Evidence, factwire.Evidence{Article: fmt.Sprint(i), Text: fmt.Sprint(i, long)})
	}
	b.Reset()
	if n, err := WriteMost(&b, []merge.Fact{many}, Options{}); err != nil || n != 1 || b.Len() > 1_000_000 {
		t.Errorf("a fact of 9,000 reports: %d bytes, %v", b.Len(), err)
	}
}
