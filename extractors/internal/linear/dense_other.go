//go:build !amd64

package linear

func (c *Classifier) addDense(scores *[MaxClasses]int32, at []uint32) { c.addPlainly(scores, at) }
