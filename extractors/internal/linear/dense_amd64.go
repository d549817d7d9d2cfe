package linear

// addRows adds the n rows of 64 weights whose numbers begin at at to the scores. At most 256 rows are added at once: the sums
// of the weights are kept in 16 bits.
//
//go:noescape
func addRows(scores *[MaxClasses]int32, rows *int8, at *uint32, n int)

func (c *Classifier) addDense(scores *[MaxClasses]int32, at []uint32) {
	addRows(scores, &c.dense[0], &at[0], len(at))
}
