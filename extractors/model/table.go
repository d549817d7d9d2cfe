package model

// table is the rows of a model by open addressing, of which each is one number: the feature in the lower half, 0 for a free row, and its four
// weights in the upper one. A row lies together, since it is memory for which a look-up waits.
type table struct {
	rows []uint64
	size int // how many rows there are at which a search may begin
}

// packs reports whether the weights of a feature are one number, as those of most models are.
func (m *Linear) packs() bool { return m.unit > 0 && m.width == 1 }

// layOut makes the table of a model that packs. A feature 0, which no hash is, is not in it.
func (m *Linear) layOut() *table {
	t := &table{size: m.Size()*2 + 8}
	t.rows = make([]uint64, t.size, t.size+t.size/64)
	for i, f := range m.features.All() {
		at := t.home(f)
		for at < len(t.rows) && t.rows[at] != 0 {
			at++
		}
		if at == len(t.rows) {
			t.rows = append(t.rows, 0)
		}
		t.rows[at] = uint64(m.rows[i])<<32 | uint64(f)
	}
	t.rows = append(t.rows, 0) // where the last search ends
	return t
}

// home is the number of the row at which the search for a feature begins. It grows with the feature, which is a hash: features
// that come in order fill the table from one end to the other.
func (t *table) home(feature uint32) int { return int(uint64(feature) * uint64(t.size) >> 32) }

// atOnce is how many weights sixteen bits hold the sum of.
const atOnce = 256

// score adds up the weights of features, those of four classes at a time: two in the halves of either sum, each by so much too high that it is never
// negative. A free row, with which the search for a feature without weights ends, adds nothing.
func (t *table) score(m *Linear, features []uint32, out []int32) {
	four := out[:4]
	for len(features) > 0 {
		n := min(len(features), atOnce)
		var even, odd uint32
		for _, f := range features[:n] {
			at := t.home(f)
			row := t.rows[at]
			for uint32(row) != f && uint32(row) != 0 {
				at++
				row = t.rows[at]
			}
			raised := uint32(row>>32) ^ 0x80808080
			even += raised & 0x00ff00ff
			odd += raised >> 8 & 0x00ff00ff
		}
		for c, sum := range [...]uint32{even & 0xffff, odd & 0xffff, even >> 16, odd >> 16} {
			four[c] += (int32(sum) - int32(0x80*n)) * m.unit
		}
		features = features[n:]
	}
}
