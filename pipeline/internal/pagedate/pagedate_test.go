package pagedate_test

import (
	"testing"

	"github.com/factwire/factwire/pipeline/internal/pagedate"
)

func TestFromAddress(t *testing.T) {
	for address, want := range map[string]string{
		"https://news.example/2026/03/11/selwyn-bars-tugs":        "2026-03-11",
		"https://news.example/world/2026-03-11-selwyn":            "2026-03-11",
		"https://news.example/2026/mar/11/selwyn-bars-tugs":       "2026-03-11",
		"https://news.example/20260311/selwyn.html":               "2026-03-11",
		"https://news.example/article/A2026031118320005196":       "2026-03-11",
		"https://news.example/2026/02/30/selwyn":                  "",
		"https://news.example/story/120260311":                    "",
		"https://news.example/2026/selwyn":                        "",
		"https://news.example/2026/13/11/selwyn":                  "",
		"https://2026-03-11.example/selwyn":                       "",
		"https://news.example/a-ship-of-2026-and-03-others-of-11": "",
	} {
		if got, _ := pagedate.FromAddress(address); got.Value != want {
			t.Errorf("%s: %q, want %q", address, got.Value, want)
		}
	}
}

func TestFromLine(t *testing.T) {
	for line, want := range map[string]struct {
		order pagedate.Order
		value string
		raw   string
	}{
		"Published 11 March 2026":                  {0, "2026-03-11", "11 March 2026"},
		"Updated: March 11, 2026, 10:02 GMT":       {0, "2026-03-11", "March 11, 2026"},
		"By Odile Marchetti | Sept. 3rd, 2026":     {0, "2026-09-03", "Sept. 3rd, 2026"},
		"11th of March 2026":                       {0, "2026-03-11", "11th of March 2026"},
		"11 de marzo de 2026":                      {0, "2026-03-11", "11 de marzo de 2026"},
		"13. Mai 2026 um 15:44":                    {0, "2026-05-13", "13. Mai 2026"},
		"2026-03-11 10:00":                         {0, "2026-03-11", "2026-03-11"},
		"Stand: 11.03.2026":                        {0, "2026-03-11", "11.03.2026"},
		"Do 25.04.24 | 14:07 Uhr":                  {pagedate.DayFirst, "2024-04-25", "25.04.24"},
		"3/11/2026":                                {pagedate.MonthFirst, "2026-03-11", "3/11/2026"},
		"11/3/2026":                                {pagedate.DayFirst, "2026-03-11", "11/3/2026"},
		"23/3/2026":                                {pagedate.Unknown, "2026-03-23", "23/3/2026"},
		"4/3/2026":                                 {pagedate.Unknown, "", ""}, // either
		"31 February 2026":                         {0, "", ""},
		"2026 people signed 11 letters in 3 towns": {0, "", ""},
		"Version 1.2.3.2026":                       {0, "", ""},
		"March of 2026":                            {0, "", ""},
	} {
		if got, _ := pagedate.FromLine(line, want.order); got.Value != want.value || got.Raw != want.raw {
			t.Errorf("%s: %+v, want %+v", line, got, want)
		}
	}
}

func TestDateline(t *testing.T) {
	for text, want := range map[string]string{
		"PORT SELWYN, March 11, 2026 (Quay Wire) – The tugs were barred.":               "2026-03-11",
		"PORT SELWYN, 11 March 2026 — The tugs were barred.":                            "2026-03-11",
		"The tugs were barred on 11 March 2026 from all docks of the town, it was said": "",
	} {
		if got, _ := pagedate.Dateline(text, pagedate.Unknown); got.Value != want {
			t.Errorf("%s: %q, want %q", text, got.Value, want)
		}
	}
}

func TestOrder(t *testing.T) {
	for in, want := range map[[2]string]pagedate.Order{
		{"en-US", "news.example.com"}: pagedate.MonthFirst, {"en-GB", "news.example.com"}: pagedate.DayFirst, {"de", "zeitung.example"}: pagedate.DayFirst,
		{"en", "news.co.uk"}: pagedate.DayFirst, {"en", "example.com"}: pagedate.Unknown, {"", "example.com"}: pagedate.Unknown, {"en", "agency.gov"}: pagedate.MonthFirst,
	} {
		if got := pagedate.OrderOf(in[0], in[1]); got != want {
			t.Errorf("%v: %v, want %v", in, got, want)
		}
	}
}
