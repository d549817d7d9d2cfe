package stamp

import (
	"strconv"
	"strings"
	"time"
)

// months are the names of months, by their first three letters, with those that differ in the languages from which
// feeds in English still take them.
var months = map[string]time.Month{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

// longest are the full names, so that no other word passes for a month.
var longest = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// monthOf reads "Oct", "Oct.", "Sept", "October".
func monthOf(w string) (time.Month, bool) {
	if len(w) < 3 {
		return 0, false
	}
	m, ok := months[w[:3]]
	return m, ok && strings.HasPrefix(longest[m-1], w)
}

// others are the names of months in the languages of feeds whose programs write dates as their own country does, in full and cut
// short, where they differ from the English ones. Each means one month in all of them.
var others = func() map[string]time.Month {
	m := map[string]time.Month{}
	for i, names := range []string{
		"januar jänner janvier janv enero ene janeiro gennaio gen januari januari. ocak", "februar feber février févr fevrier fevr febrero fevereiro fev febbraio februari şubat",
		"märz mär maerz mars marzo março marco maart mrt mart", "avril avr abril abr aprile april nisan", "mai mayo maio mag maggio mei maj mayıs",
		"juni juin junio junho giugno giu haziran", "juli juillet juil julio julho luglio lug temmuz", "août aout agosto ago augustus augusti ağustos",
		"septembre septiembre setembro set sept settembre september eylül", "oktober okt octobre octubre outubro out ottobre ott ekim",
		"noviembre novembro novembre november kasım", "dezember dez décembre déc decembre diciembre dic dezembro dicembre december desember des aralık",
	} {
		for _, name := range strings.Fields(names) {
			m[name] = time.Month(i + 1)
		}
	}
	return m
}()

// weekdays are the names of days in those languages, which say nothing beside a date.
var weekdays = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields("mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag " +
		"lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche mié mie jue vie sáb sab dom lunes martes miércoles jueves viernes sábado domingo " +
		"seg ter qua qui sex segunda terça quarta quinta sexta segunda-feira terça-feira quarta-feira quinta-feira sexta-feira gio lunedì martedì mercoledì giovedì venerdì sabato domenica " +
		"ma wo vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag man tir ons tor fre lør søn mandag tirsdag onsdag torsdag fredag lørdag søndag mån tis lör sön måndag tisdag lördag söndag") {
		m[name] = true
	}
	return m
}()

func isWeekday(w string) bool {
	for _, d := range [...]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"} {
		if len(w) >= 3 && strings.HasPrefix(d, w) {
			return true
		}
	}
	return false
}

// parts is what the words of a stamp say.
type parts struct {
	year, day      int
	month          time.Month
	hour, min, sec int
	clock, pm, am  bool
	odd            bool // its clock is impossible
	zone           *time.Location
	numbers        []int // of one or two digits, in order
	wide           bool  // the year has four digits
	mardi          bool  // its month is "mar" at the head, which may be a Tuesday of the south
}

// byWords reads a stamp word by word, whatever their order: "Sat, Oct 28 2023 08:28:28 PM", "28 October 2023 08:00 CET",
// "28 Oct 23 08:00 EST", "28.10.2023", "Sat Oct 28 2023 00:00:00 GMT+0000 (Coordinated Universal Time)". A word that
// says nothing of a time makes it none.
func byWords(s string) (Time, bool) {
	if i := strings.IndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") {
		s = s[:i]
	}
	s = strings.ToLower(s)
	var p parts
	for _, w := range strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == ',' || r == '\t' || r == '|' || r == '\u00a0' || r == '\u202f'
	}) {
		if !p.word(strings.TrimSuffix(w, ".")) {
			return Time{}, false
		}
	}
	return p.time()
}

// word takes one word in.
func (p *parts) word(w string) bool {
	if m, ok := monthOf(w); ok {
		if p.month != 0 && !p.mardi {
			return false
		}
		p.month, p.mardi = m, w == "mar" && len(p.numbers) == 0
		return true
	}
	switch w {
	case "", "at", "on", "of", "the", "-", "–", "t", "de", "kl", "um", "à", "alle", "uhr":
		return true
	case "published", "published:", "posted", "posted:", "updated", "updated:", "first", "last", "date:", "modified", "modified:":
		return p.year == 0 && p.month == 0 && p.day == 0 && len(p.numbers) == 0
	case "am", "a.m":
		p.am = true
		return p.clock
	case "pm", "p.m":
		p.pm = true
		return p.clock
	}
	if isWeekday(w) {
		return true
	}
	if taken := p.foreign(w); taken {
		return true
	}
	if z, ok := zoneOf(w); ok && (p.clock || p.odd) {
		p.zone = z
		return true
	}
	switch {
	case strings.Contains(w, ":"):
		return p.clockOf(w)
	case len(w) >= 6 && (strings.Count(w, ".") == 2 || strings.Count(w, "/") == 2 || strings.Count(w, "-") == 2):
		return p.date(w)
	}
	return p.number(w)
}

// foreign takes in a word of another language, or one of a place whose clock is meant.
func (p *parts) foreign(w string) bool {
	if m, ok := others[w]; ok && (p.month == 0 || p.mardi) && p.year == 0 {
		p.month, p.mardi = m, false
		return true
	}
	if weekdays[w] && p.day == 0 && p.month == 0 && p.year == 0 && len(p.numbers) == 0 {
		return true // at the head alone
	}
	// "Europe/Dublin": the clock there, by rules that change.
	return p.clock && p.zone == nil && strings.Count(w, "/") == 1 && w[0] >= 'a' && w[0] <= 'z'
}

// number takes in a day, a month or a year in digits, or a clock with a full stop.
func (p *parts) number(w string) bool {
	if p.month != 0 && len(p.numbers) > 0 && len(w) > 3 && len(w) < 6 && w[len(w)-3] == '.' { // "8.00 Uhr"
		return p.clockOf(strings.Replace(w, ".", ":", 1))
	}
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if d, ok := strings.CutSuffix(w, end); ok {
			w = d
		}
	}
	n, err := strconv.Atoi(w)
	switch {
	case err != nil || n < 0 || strings.ContainsAny(w, "+-"):
		return false
	case len(w) == 4 && p.year == 0:
		p.year, p.wide = n, true
	case len(w) <= 2:
		p.numbers = append(p.numbers, n)
	default:
		return false
	}
	return true
}

// clockOf reads "08:28:28", "8:28pm", "08:00:00.000+01:00".
func (p *parts) clockOf(w string) bool {
	if p.clock || p.odd {
		return false
	}
	if t, ok := strings.CutSuffix(w, "pm"); ok {
		w, p.pm = t, true
	} else if t, ok := strings.CutSuffix(w, "am"); ok {
		w, p.am = t, true
	}
	if i := strings.IndexAny(w, "+-z"); i > 0 {
		z, ok := zoneOf(w[i:])
		if !ok {
			return false
		}
		p.zone, w = z, w[:i]
	}
	w, _, _ = strings.Cut(w, ".")
	f := strings.Split(w, ":")
	if len(f) < 2 || len(f) > 3 {
		return false
	}
	for i, to := range []*int{&p.hour, &p.min, &p.sec}[:len(f)] {
		n, err := strconv.Atoi(f[i])
		if err != nil || len(f[i]) > 2 || n < 0 || n > 60 {
			return false
		}
		*to = n
	}
	if p.hour >= 24 { // a clock that no day has; the day counts
		p.hour, p.min, p.sec, p.zone = 0, 0, 0, nil
		p.odd = true
		return true
	}
	p.clock = true
	return true
}

// date reads "28.10.2023", "28-Oct-2023", "2023/10/28", and "10/28/2023" where only one order is possible.
func (p *parts) date(w string) bool {
	f := strings.FieldsFunc(w, func(r rune) bool { return r == '.' || r == '/' || r == '-' })
	if len(f) != 3 || p.year != 0 || p.month != 0 {
		return false
	}
	var n [3]int
	for i := range f {
		if m, ok := monthOf(f[i]); ok && i == 1 {
			n[i], p.month = int(m), m
			continue
		}
		v, err := strconv.Atoi(f[i])
		if err != nil {
			return false
		}
		n[i] = v
	}
	switch {
	case len(f[0]) == 4:
		p.year, p.month, p.day, p.wide = n[0], time.Month(n[1]), n[2], true
	case len(f[2]) != 4 && len(f[2]) != 2:
		return false
	case p.month != 0, strings.Contains(w, "."), n[0] > 12, n[0] == n[1]:
		p.year, p.month, p.day = n[2], time.Month(n[1]), n[0]
	case n[1] > 12:
		p.year, p.month, p.day = n[2], time.Month(n[0]), n[1]
	default:
		return false // two readings: a wrong day would be worse than none
	}
	p.wide = p.wide || len(f[2]) == 4
	return p.month >= 1 && p.month <= 12
}

// time is the point in time, if the words name a whole day.
func (p *parts) time() (Time, bool) {
	if p.day == 0 && len(p.numbers) > 0 {
		p.day, p.numbers = p.numbers[0], p.numbers[1:]
	}
	if p.year == 0 && !p.wide && len(p.numbers) > 0 {
		p.year, p.numbers = p.numbers[0], p.numbers[1:]
	}
	if p.month == 0 || p.day == 0 || p.year == 0 && !p.wide || len(p.numbers) > 0 || p.am && p.pm {
		return Time{}, false
	}
	if !p.wide {
		if p.year += 2000; p.year > 2069 {
			p.year -= 100
		}
	}
	if p.pm && p.hour < 12 {
		p.hour += 12
	} else if p.am && p.hour == 12 {
		p.hour = 0
	}
	zone := time.UTC
	if p.zone != nil && !p.odd {
		zone = p.zone
	}
	at := time.Date(p.year, p.month, p.day, p.hour, p.min, p.sec, 0, zone)
	if at.Day() != p.day || p.year < 1800 || p.year > 2200 {
		return Time{}, false
	}
	return Time{Time: at, Precise: p.clock && p.zone != nil}, true
}

// zoneOf reads "EST", "+0100", "GMT+01:00", "Z".
func zoneOf(w string) (*time.Location, bool) {
	w = strings.ToUpper(strings.Trim(w, "()[]"))
	for _, z := range zones {
		if w == z.name {
			w = z.offset
			break
		}
	}
	switch w {
	case "ET":
		w = "-0500"
	case "IST":
		w = "+0530"
	}
	w = strings.TrimPrefix(strings.TrimPrefix(w, "GMT"), "UTC")
	if len(w) < 2 || w[0] != '+' && w[0] != '-' {
		return nil, false
	}
	d := strings.Replace(w[1:], ":", "", 1)
	if len(d) == 1 {
		d = "0" + d
	}
	if len(d) == 2 {
		d += "00"
	}
	n, err := strconv.Atoi(d)
	if err != nil || len(d) != 4 || n/100 > 14 || n%100 > 59 {
		return nil, false
	}
	seconds := n/100*3600 + n%100*60
	if w[0] == '-' {
		seconds = -seconds
	}
	if seconds == 0 {
		return time.UTC, true
	}
	return time.FixedZone("", seconds), true
}

// counted reads the days of ISO 8601 that are told by their week, "2026-W11-3", or by their number in the year, "2026-070".
func counted(s string) (Time, bool) {
	if len(s) < len("2026-070") || s[4] != '-' {
		return Time{}, false
	}
	year, err := strconv.Atoi(s[:4])
	if err != nil || year < 1800 || year > 2200 {
		return Time{}, false
	}
	if len(s) == len("2026-070") {
		n, err := strconv.Atoi(s[5:])
		at := time.Date(year, time.January, n, 0, 0, 0, 0, time.UTC)
		return Time{Time: at}, err == nil && n > 0 && at.Year() == year
	}
	if len(s) != len("2026-W11-3") || s[5] != 'W' || s[8] != '-' {
		return Time{}, false
	}
	week, err1 := strconv.Atoi(s[6:8])
	day, err2 := strconv.Atoi(s[9:])
	fourth := time.Date(year, time.January, 4, 0, 0, 0, 0, time.UTC) // of the first week
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7)
	at := monday.AddDate(0, 0, 7*(week-1)+day-1)
	_, n := at.ISOWeek()
	return Time{Time: at}, err1 == nil && err2 == nil && day > 0 && day < 8 && n == week
}

// epoch reads seconds, milliseconds, microseconds or nanoseconds since 1970, from 1990 to 2100.
func epoch(s string) (Time, bool) {
	whole, fraction, _ := strings.Cut(s, ".")
	if strings.Trim(fraction, "0123456789") != "" || len(whole) < 9 || len(whole) > 19 {
		return Time{}, false
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return Time{}, false
	}
	for n > 4_102_444_800 {
		n /= 1000
	}
	if n < 631_152_000 {
		return Time{}, false
	}
	return Time{Time: time.Unix(n, 0).UTC(), Precise: true}, true
}
