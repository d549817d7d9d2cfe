package model

// table is the rows of a model by open addressing: size rows, of which the first number is the feature, 0 for a free row, and the others are its
// weights. A row lies together, since it is memory for which a look-up waits.
type table struct {
	rows []uint32
	size int
}

// layOut makes the table of a model. A feature 0, which no hash is, is not in it.
func (m *Linear) layOut() *table {
	t := &table{size: m.Size()*8/5 + 8}
	width := m.width + 1
	t.rows = make([]uint32, t.size*width)
	for i, f := range m.features.All() {
		row := t.row(f, width)
		row[0] = f
		copy(row[1:], m.rows[i*m.width:][:m.width])
	}
	return t
}

// home is the number of the row at which the search for a feature begins. It grows with the feature, which is a hash: features
// that come in order fill the table from one end to the other.
func (t *table) home(feature uint32) int { return int(uint64(feature) * uint64(t.size) >> 32) }

// row returns the row of a feature, or the free one where it would stand.
func (t *table) row(feature uint32, width int) []uint32 {
	at := t.home(feature) * width
	for t.rows[at] != 0 && t.rows[at] != feature {
		if at += width; at == len(t.rows) {
			at = 0
		}
	}
	return t.rows[at : at+width]
}

// score adds up the weights of features.
func (t *table) score(m *Linear, features []uint32, out []int32) {
	width := m.width + 1
	var near uint32
	for _, f := range features {
		near |= t.rows[t.home(f)*width] // asks the memory for all rows, so that the sums below wait for one of them alone
	}
	if near == 0 {
		return // no feature is at home
	}
	for _, f := range features {
		if row := t.row(f, width); row[0] != 0 {
			m.add(row[1:], out)
		}
	}
}
