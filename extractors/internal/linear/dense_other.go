//go:build !amd64

package linear

func (c *Classifier) addDense(scores *Scores, at []uint32) { c.addPlainly(scores, at) }

// AddWide adds rows of WideClasses weights each, by their numbers, to the scores.
func AddWide(scores *[MaxClasses]int32, rows []int32, at []uint32) { addWidePlainly(scores, rows, at) }
