package main

// counted says to which code belongs what Natural Earth gives no number.
var counted = map[string]string{
	"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO", "Dhekelia": "CY", "Akrotiri": "CY", "Cyprus U.N. Buffer Zone": "CY",
	"Baikonur": "KZ", "USNB Guantanamo Bay": "CU", "Coral Sea Is.": "AU", "Indian Ocean Ter.": "AU",
}

// apart are lands within a box, in degrees, that Natural Earth draws with one code and ISO 3166-1 counts to another.
var apart = []struct {
	from, to                 string
	west, south, east, north float64
}{
	{"RU", "UA", 32, 44, 36.7, 46.5},
	{"FR", "GF", -55, 2, -51, 6},
	{"FR", "GP", -62, 15.7, -60.9, 16.7},
	{"FR", "MQ", -61.4, 14.2, -60.6, 15.1},
	{"FR", "RE", 55, -22, 56, -20},
	{"FR", "YT", 44.8, -13.3, 45.5, -12.4},
	{"NO", "SJ", -10, 70.5, -7, 71.5},
	{"NO", "SJ", 8, 74, 36, 82},
	{"NO", "BV", 2, -56, 5, -53},
	{"NL", "BQ", -69, 11.9, -68, 12.5},
	{"NL", "BQ", -63.5, 17.3, -62.8, 17.8},
	{"NZ", "TK", -173, -10, -171, -8},
	{"AU", "CX", 105, -11, 106.5, -10},
	{"AU", "CC", 96, -13, 97.5, -11},
	{"AU", "HM", 72, -54, 74.5, -52},
}

// antarctica goes round the pole, which a map with that at its edge cannot draw. It has a point alone.
const antarctica = "AQ"

// points are the places of what is not drawn, in degrees east and north. The European Union stands in the sea west of it.
var points = map[string]point{antarctica: {11, -56}, "EU": {-16, 47}}
