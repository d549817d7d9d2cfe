package furniture

import "testing"

// The list of the program can be read, and tells an outlet's lines from news.
func TestWords(t *testing.T) {
	w, err := parse(wordsYAML)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		test func(string) bool
		yes  string
		no   string
	}{
		{w.Begins, "Read more: tugs barred", "Read morevale’s letter, the mayor said"},
		{w.IsLine, "Advertisement", "Advertisements were barred"},
		{w.Holds, "Get it in your inbox.", "The signal was in your inboxes"},
		{w.IsTeaser, "You may also like…", "You may also like the tugs"},
		{w.TailBegins, "Reporting by Odile Marchetti", "Reporting bylaws were changed"},
		{w.TailHolds, "Ada Brown contributed reporting.", "She contributed reportings"},
		{w.Pleads, "Subscribe to continue", "Subscribers continued"},
		{w.Published, "Published 11 March", "Publishedly"},
		{w.Updated, "Last updated: today", "Updatedness"},
	} {
		if !c.test(Lower(c.yes)) || c.test(Lower(c.no)) {
			t.Errorf("%q: %v, %q: %v", c.yes, c.test(Lower(c.yes)), c.no, c.test(Lower(c.no)))
		}
	}
	if w.Remove == "" {
		t.Error("nothing is removed")
	}
}
