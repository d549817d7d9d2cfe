package nlp

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/neurosnap/sentences"
	"github.com/neurosnap/sentences/data"
	"github.com/neurosnap/sentences/english"
)

// newPunkt returns Punkt with its English model. The model is JSON of one shape, four
// objects of numbers; reading just that takes a tenth of the time that encoding/json
// takes, which every run of the command would spend.
func newPunkt() (*sentences.DefaultSentenceTokenizer, error) {
	asset, err := data.Asset("data/english.json")
	if err != nil {
		return nil, fmt.Errorf("read the sentence model: %w", err)
	}
	storage, err := punktStorage(asset)
	if err != nil {
		return nil, fmt.Errorf("read the sentence model: %w", err)
	}
	punkt, err := english.NewSentenceTokenizer(storage)
	if err != nil {
		return nil, fmt.Errorf("build the sentence model: %w", err)
	}
	return punkt, nil
}

func punktStorage(model []byte) (*sentences.Storage, error) {
	s := &sentences.Storage{}
	text := string(model) // the keys are slices of it
	var section sentences.SetString
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{':
			depth++
		case '}':
			depth--
		case '"':
			key, end, err := stringAt(text, i)
			if err != nil {
				return nil, err
			}
			i = end
			if depth == 1 {
				section = sentences.SetString{}
				switch key {
				case "AbbrevTypes":
					s.AbbrevTypes = section
				case "Collocations":
					s.Collocations = section
				case "SentStarters":
					s.SentStarters = section
				case "OrthoContext":
					section = make(sentences.SetString, 21000) // as many as the model has
					s.OrthoContext = section
				}
				continue
			}
			number, digits := 0, 0
			for i++; i < len(text) && text[i] != ',' && text[i] != '}'; i++ {
				if isDigit(text[i]) {
					number = 10*number + int(text[i]-'0')
					digits++
				}
			}
			if digits == 0 || section == nil {
				return nil, fmt.Errorf("no number for %q", key)
			}
			section[key] = number
			i-- // the closing brace counts
		}
	}
	if depth != 0 || s.AbbrevTypes == nil || s.Collocations == nil || s.SentStarters == nil || s.OrthoContext == nil {
		return nil, errors.New("a section is missing")
	}
	return s, nil
}

// stringAt reads the string whose opening mark stands at i, and where its closing one does.
func stringAt(text string, i int) (s string, end int, err error) {
	escaped := false
	for end = i + 1; end < len(text) && text[end] != '"'; end++ {
		if text[end] == '\\' {
			escaped = true
			end++
		}
	}
	if end >= len(text) {
		return "", 0, errors.New("a string does not end")
	}
	if !escaped {
		return text[i+1 : end], end, nil
	}
	if s, err = strconv.Unquote(text[i : end+1]); err != nil {
		return "", 0, fmt.Errorf("unquote %s: %w", text[i:end+1], err)
	}
	return s, end, nil
}
