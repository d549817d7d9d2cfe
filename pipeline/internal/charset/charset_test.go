package charset_test

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"github.com/factwire/factwire/pipeline/internal/charset"
)

func TestDecode(t *testing.T) {
	enc := func(s string, e interface {
		String(string) (string, error)
	}) string {
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	const text = "“Señor Müller” signed — for €5"
	long := "Die Minister der beiden Länder haben über die Küstenfischerei verhandelt; für die Häfen änderte sich dadurch wenig. "
	for name, c := range map[string]struct{ body, header, want, charset string }{
		"utf-8":                  {text, "", text, "utf-8"},
		"mark":                   {"\xef\xbb\xbf" + text, "text/html; charset=windows-1252", text, "utf-8"},
		"utf-16":                 {enc(text, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()), "", text, "utf-16le"},
		"header":                 {enc(text, charmap.Windows1252.NewEncoder()), `text/html; charset="windows-1252"`, text, "windows-1252"},
		"header lies of utf-8":   {enc(text, charmap.Windows1252.NewEncoder()), "text/html; charset=utf-8", text, "windows-1252"},
		"meta":                   {`<meta charset="iso-8859-2">` + "\xb1\xe6", "", `<meta charset="iso-8859-2">ąć`, "iso-8859-2"},
		"meta lies, utf-8 valid": {`<meta charset="iso-8859-1">` + text, "", `<meta charset="iso-8859-1">` + text, "utf-8"},
		"declaration":            {`<?xml version="1.0" encoding="iso-8859-2"?>` + "\xb1", "", `<?xml version="1.0" encoding="iso-8859-2"?>ą`, "iso-8859-2"},
		"shift_jis, header":      {enc("日本の首相は署名した", japanese.ShiftJIS.NewEncoder()), "text/html; charset=Shift_JIS", "日本の首相は署名した", "shift_jis"},
		"no word of it":          {enc(long, charmap.Windows1252.NewEncoder()), "", long, "windows-1252"},
		"cut in a character":     {text + text + "\xe2\x80", "", text + text + "\uFFFD", "utf-8"},
	} {
		got, label := charset.Decode([]byte(c.body), c.header)
		if string(got) != c.want || label != c.charset && !(name == "no word of it") {
			t.Errorf("%s: got %q as %s", name, got, label)
		}
	}
}

// The words of a text in Latin letters tell its encoding, where nothing else does.
func TestLatin(t *testing.T) {
	for _, c := range []struct {
		text, charset string
		encoding      *charmap.Charmap
	}{
		{"The mayor of Plzeň, Tomáš Dvořáček, told “Reuters” that he’d sign.", "windows-1250", charmap.Windows1250},
		{"Grażyna Wąs of Łódź barred the tugs – for now.", "windows-1250", charmap.Windows1250},
		{"Grażyna Wąs of Łódź barred the tugs.", "iso-8859-2", charmap.ISO8859_2},
		{"François Lévêque of Ålesund, and Jørn Bødker of Køge, told the Zürich court: “no”.", "windows-1252", charmap.Windows1252},
		{"São João and Muñoz, Hafþór’s café, naïve Übermut.", "windows-1252", charmap.Windows1252},
		{"The yard costs 5 € a day, said Kjetil Sørlie.", "iso-8859-15", charmap.ISO8859_15},
		{"Erdoğan said Turkey had barred the tug, and Erdoğan would sign “soon”.", "windows-1254", charmap.Windows1254},
		{"Kılıçdaroğlu of Şırnak, Işık Yıldız’s aide, told the café’s owner no.", "windows-1254", charmap.Windows1254},
		{"Beşiktaş and the port of İzmir signed; the communiqué is short.", "windows-1254", charmap.Windows1254},
		{"Muğla banned the boats – for now.", "windows-1254", charmap.Windows1254},
		{"Guðmundsson and Katrín Jakobsdóttir signed for Þorlákshöfn.", "windows-1252", charmap.Windows1252},
		{"Sigurðsson barred the tugs.", "windows-1252", charmap.Windows1252},
		{"Novotný of Plzeň told Černý no.", "windows-1250", charmap.Windows1250},
		{"Ministers Tuđman and Šešelj met.", "windows-1250", charmap.Windows1250},
		{"It costs £5 or 20°, ½ of it © 2026.", "windows-1252", charmap.Windows1252},
	} {
		raw, err := c.encoding.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(err)
		}
		for way, decode := range map[string]func([]byte) ([]byte, string){
			"a text": charset.Text, "a page": func(b []byte) ([]byte, string) { return charset.Decode(b, "") },
		} {
			if got, name := decode([]byte(raw)); string(got) != c.text || name != c.charset {
				t.Errorf("%s: got %q as %s, want %q as %s", way, got, name, c.text, c.charset)
			}
		}
	}
}
