package linear

// addRows adds the n rows of 64 weights whose numbers begin at at to the scores.
//
//go:noescape
func addRows(scores *Scores, rows *int8, at *uint32, n int)

func (c *Classifier) addDense(scores *Scores, at []uint32) {
	addRows(scores, &c.dense[0], &at[0], len(at))
}

// addWide adds the n rows of WideClasses weights whose numbers begin at at to the scores.
//
//go:noescape
func addWide(scores *[MaxClasses]int32, rows *int32, at *uint32, n int)

// AddWide adds rows of WideClasses weights each, by their numbers, to the scores.
func AddWide(scores *[MaxClasses]int32, rows []int32, at []uint32) {
	for _, k := range at {
		_ = rows[int(k)*WideClasses : int(k+1)*WideClasses]
	}
	if len(at) > 0 {
		addWide(scores, &rows[0], &at[0], len(at))
	}
}
