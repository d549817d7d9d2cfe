package lexicon

import "errors"

// Frame is one way of telling a fact.
type Frame struct {
	Name   string `yaml:"name"`
	Kind   string `yaml:"kind"`
	Source string `yaml:"-"` // file and name, for explanations
}

func (f Frame) check() error {
	if f.Name == "" {
		return errors.New("a frame has no name")
	}
	return nil
}
