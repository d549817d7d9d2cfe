package merge_test

import (
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// TestExplain wants the reason in words for which two reports are one fact, or two. A report is written as in TestStories.
func TestExplain(t *testing.T) {
	for _, c := range [][3]string{
		{"2021-05-10 | a | ban | done | NO | Velloria | ban | ports | on 2021-05-10", "2021-05-11 | b | ban | done | NO | Velloria | ban | ports | on 2021-05-10", "one fact: authority and target are the same; the date is the same"},
		{"2021-05-10 | a | ban | done | NO | Velloria | ban | ports |", "2021-05-11 | b | ban | proposed | NO | Velloria | ban | ports |", "one fact: authority and target are the same; no dates tell them apart; status is no part of what a fact is"},
		{"2021-05-10 | a | ban | done | NO | Velloria | ban | ports | on 2021-05", "2021-05-11 | b | ban | done | NO | Velloria | ban | ports | on 2021-05-10", "one fact: authority and target are the same; 2021-05 and 2021-05-10 may be the same date"},
		{"2021-05-10 | a | ban | done | NO | Velloria | ban | ports |", "2021-05-11 | b | ban | done | NO | Velloria | ban | ports | on 2021-05-10", "one fact: authority and target are the same; one date is unknown"},
		{"2021-05-10 | a | ban | done | NO | Velloria | ban | ports | on 2021-05-10", "2022-05-11 | b | ban | reversed | NO | Velloria | ban | ports | on 2022-05-10", "one fact: authority and target are the same; the dates are those of different steps; status is no part of what a fact is"},
		{"2021-05-10 | a | ban | done | NO | Velloria | ban | ports | on 2021-05-10", "2021-05-11 | b | ban | done | NO | Velloria | removal | ports | on 2021-05-10", "one fact: authority and target are the same; reports of one day call it by several names; the date is the same"},
		{"2021-05-10 | a | signing | done | NO;SE | | treaty | fish |", "2021-05-11 | b | signing | done | NO;SE | | agreement | fish |", "one fact: the parties are the same; a plain agreement may be any instrument; no dates tell them apart"},
		{"2021-05-10 | a | ban | done | NO | Velloria | ban | ports | on 2020", "2021-05-11 | b | ban | done | NO | Velloria | ban | ports | on 2021-05-10", "two facts: the dates cannot be the same (2020, 2021-05-10)"},
		{"2021-05-10 | a | signing | done | NO;SE | | treaty | fish |", "2021-05-11 | b | signing | done | NO;SE | | contract | fish |", "two facts: the classes differ (treaty, contract)"},
		{"2021-05-10 | a | signing | done | NO;SE | | treaty | fish |", "2021-05-11 | b | signing | done | NO;SE | | treaty | cables |", "two facts: the subjects differ (fish; cables)"},
		{"2021-05-10 | a | ban | done | NO | Velloria | ban | ports |", "2021-05-11 | b | ban | done | NO | Quorlex | ban | ports |", "two facts: the targets differ"},
		{"2021-05-10 | a | ban | done | NO | Velloria | ban | ports |", "2021-05-11 | b | ban | done | SE | Velloria | ban | ports |", "two facts: the parties differ"},
		{"2021-05-10 | a | signing | done | NO;SE;FI | | treaty | fish | on 2021-05-09", "2021-05-11 | b | signing | done | NO;SE | | treaty | fish | on 2021-05-09", "one fact: the parties of one report are some of the other's, and both tell of one day"},
		{"2021-05-10 | a | signing | done | NO;SE;FI | | treaty | fish | on 2021-05-09", "2021-05-11 | b | signing | done | NO;SE | | treaty | rail | on 2021-05-09", "two facts: the parties differ"},
		{"2021-05-10 | a | signing | done | NO;SE;FI | | treaty | fish | on 2021-05-09", "2021-05-11 | b | signing | done | NO;SE | | treaty | fish | on 2021-05-10", "two facts: the parties differ"},
		{"2021-05-10 | a | ban | done | NO | Velloria | ban | ports |", "2021-05-11 | b | signing | done | NO;SE | | treaty | ports |", "two facts: they are of different kinds"},
		{"2021-05-10 | a | quote | done | *Ada Kellmar | | we will never sign it | |", "2021-05-11 | b | quote | done | *Ada Kellmar | | We will never sign it! | |", "one fact: the speaker is the same; the words are the same"},
		{"2021-05-10 | a | quote | done | *Ada Kellmar | | we will never sign it | |", "2021-05-11 | b | quote | done | *Ada Kellmar | | so we will never sign it | |", "one fact: the speaker is the same; one wording holds the other, or nearly all words agree"},
		{"2021-05-10 | a | deadline | done | NO | | remove the masts | | by 2025", "2021-05-11 | b | deadline | done | NO | | remove all masts | | by 2025", "one fact: who is bound is the same, and what is to be done agrees; the date is the same"},
		{"2021-05-10 | a | deadline | done | NO | | remove the masts | | by 2025", "2021-05-11 | b | deadline | done | NO | | publish a list | | by 2025", "two facts: what is to be done differs"},
	} {
		x, y := report(t, 1, c[0]), report(t, 2, c[1])
		for _, pair := range [][2]factwire.Fact{{x, y}, {y, x}} {
			got := merge.Explain(pair[0], pair[1], merge.Options{})
			if strings.Contains(c[2], " may be the same date") || strings.Contains(c[2], "(") { // they name both, in their order
				if pair[0].Evidence[0].Article != x.Evidence[0].Article {
					continue
				}
			}
			if got != c[2] {
				t.Errorf("%s\n%s\n%s, want\n%s", c[0], c[1], got, c[2])
			}
		}
	}
}
