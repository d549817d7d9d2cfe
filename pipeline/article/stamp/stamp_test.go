package stamp_test

import (
	"testing"

	"github.com/factwire/factwire/pipeline/article/stamp"
)

// Stamps of feeds, of other programs' records, of pages and of bylines; what has two readings is none.
func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"Sat, 28 Oct 2023 08:00:00 GMT":                 "2023-10-28T08:00:00Z",
		"Sat,28 Oct 2023 8:0:0 -0400":                   "2023-10-28T08:00:00-04:00",
		"Saturday, October 28th, 2023":                  "2023-10-28",
		"Sat, 28 Oct 23 08:00 EST":                      "2023-10-28T08:00:00-05:00",
		"Sat, 28 Oct 2023 08:00:00 GMT+1":               "2023-10-28T08:00:00+01:00",
		"Sat, 28 Oct 2023 25:00:00 GMT":                 "2023-10-28",
		"Sat Oct 28 2023 08:00:00 GMT+0200 (CEST)":      "2023-10-28T08:00:00+02:00",
		"Sat Oct 28 08:00:00 +0000 2023":                "2023-10-28T08:00:00Z",
		"2023-10-28T08:00+02":                           "2023-10-28T08:00:00+02:00",
		"2023-10-28T08:00:00 Z":                         "2023-10-28T08:00:00Z",
		"2023-10-28T24:00:00Z":                          "2023-10-28",
		"2023-10-28T08:00:00-05:00[America/New_York]":   "2023-10-28T08:00:00-05:00",
		"20231028T080000Z":                              "2023-10-28T08:00:00Z",
		"1698480000":                                    "2023-10-28T08:00:00Z",
		"28.10.2023":                                    "2023-10-28",
		"28-Oct-23 08:00":                               "2023-10-28",
		"October 28, 2023, 8:00 a.m. EDT":               "2023-10-28T08:00:00-04:00",
		"Published: October 28, 2023":                   "2023-10-28",
		"Last updated 28 October 2023 at 08:00 BST":     "2023-10-28T08:00:00+01:00",
		"10/28/2023 8:00:00 AM":                         "2023-10-28",
		"Sa, 28 Okt 2023 08:00:00 +0200":                "2023-10-28T08:00:00+02:00",
		"sáb, 28 oct 2023 08:00:00 GMT":                 "2023-10-28T08:00:00Z",
		"mar, 24 oct 2023 08:00:00 GMT":                 "2023-10-24T08:00:00Z",
		"Mar 24 2023":                                   "2023-03-24",
		"lørdag 28. oktober 2023 kl. 08:00":             "2023-10-28",
		"Samedi 28 octobre 2023 à 08:00":                "2023-10-28",
		"Sat, 28 Oct 2023 08:00:00 Europe/Dublin":       "2023-10-28",
		"28 mai de 2023":                                "2023-05-28",
		"28 fre 2023":                                   "",
		"04/05/2023":                                    "",
		"Sat, 31 Feb 2023 08:00:00 GMT":                 "",
		"2023-02-30T08:00:00Z":                          "",
		"28 October 2023 published":                     "",
		"yesterday":                                     "",
		"2023":                                          "",
		"Telia must remove its antennas by 28 Oct 2023": "",
	} {
		got, ok := stamp.Parse(in)
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("%q: got %s, %v, want %s", in, got, ok, want)
		}
	}
}
