// Package parquet writes facts as an Apache Parquet file: one row a fact, with its entities, history and evidence as nested lists.
package parquet

import (
	"fmt"
	"io"
	"iter"

	"github.com/parquet-go/parquet-go"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/merge"
)

type entity struct {
	Name        string `parquet:"name"`
	Type        string `parquet:"type,dict"`
	Code        string `parquet:"code,optional,dict"`
	Title       string `parquet:"title,optional"`
	Affiliation string `parquet:"affiliation,optional"`
	Wikidata    string `parquet:"wikidata,optional,dict"`
}

type stage struct {
	Status   string `parquet:"status,dict"`
	Date     string `parquet:"date,optional"`
	Articles int32  `parquet:"articles"`
}

type evidence struct {
	Article   string `parquet:"article"`
	URL       string `parquet:"url,optional"`
	Title     string `parquet:"title,optional"`
	Site      string `parquet:"site,optional,dict"`
	Published string `parquet:"published,optional"`
	Origin    string `parquet:"origin,optional"`
	Start     int64  `parquet:"start"`
	End       int64  `parquet:"end"`
	Text      string `parquet:"text"`
	Rule      string `parquet:"rule,optional,dict"`
}

// row has FACTS.md's fields in their order.
type row struct {
	ID           string     `parquet:"id"`
	Kind         string     `parquet:"kind,dict"`
	Status       string     `parquet:"status,dict"`
	Who          []entity   `parquet:"who,list"`
	Whom         []entity   `parquet:"whom,list"`
	People       []entity   `parquet:"people,list"`
	What         string     `parquet:"what,optional"`
	Form         string     `parquet:"form,optional,dict"`
	Stance       string     `parquet:"stance,optional,dict"`
	About        string     `parquet:"about,optional"`
	When         string     `parquet:"when,optional"`
	Relation     string     `parquet:"relation,optional,dict"`
	Event        string     `parquet:"event,optional"`
	Due          string     `parquet:"due,optional"`
	Where        string     `parquet:"where,optional"`
	Confidence   float64    `parquet:"confidence"`
	Evidence     []evidence `parquet:"evidence,list"`
	History      []stage    `parquet:"history,list"`
	Articles     int32      `parquet:"articles"`
	Outlets      int32      `parquet:"outlets"`
	Independent  int32      `parquet:"independent"`
	First        string     `parquet:"first,optional"`
	Last         string     `parquet:"last,optional"`
	SupersededBy string     `parquet:"superseded_by,optional"`
	Contradicts  []string   `parquet:"contradicts,list"`
	Disputed     bool       `parquet:"disputed"`
	Review       string     `parquet:"review,optional,dict"`
}

func entities(all []factwire.Entity) []entity {
	var out []entity
	for _, e := range all {
		out = append(out, entity{e.Name, string(e.Type), e.Code, e.Title, e.Affiliation, e.Wikidata})
	}
	return out
}

func rowOf(f merge.Fact) row {
	r := row{ID: f.ID, Kind: string(f.Kind), Status: string(f.Status), Who: entities(f.Who), Whom: entities(f.Whom), People: entities(f.People), What: f.What, Form: string(f.Form), Stance: string(f.Stance), About: f.About,
		When: string(f.When.Date), Relation: string(f.When.Relation), Event: kind.EventDay(f.Fact), Due: kind.DueDay(f.Fact), Where: f.Where, Confidence: f.Confidence, Articles: int32(f.Articles), Outlets: int32(f.Outlets), Independent: int32(f.Independent),
		First: f.First, Last: f.Last, SupersededBy: f.SupersededBy, Contradicts: f.Contradicts, Disputed: f.Disputed}
	for _, e := range f.Evidence {
		r.Evidence = append(r.Evidence, evidence{e.Article, e.URL, e.Title, e.Site, e.Published, e.Origin, int64(e.Start), int64(e.End), e.Text, e.Rule})
	}
	for _, h := range f.History {
		r.History = append(r.History, stage{string(h.Status), h.Date, int32(h.Articles)})
	}
	if f.Review != nil {
		r.Review = f.Review.Verdict
	}
	return r
}

// group is how many facts are written as one row group: it bounds the memory.
const group = 10_000

// Write writes the facts in their order, until one comes with an error, which it returns, and returns their number. The same facts give the same bytes.
func Write(w io.Writer, facts iter.Seq2[merge.Fact, error]) (n int, err error) {
	out := parquet.NewGenericWriter[row](w, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("factwire", "1", ""))
	for f, err := range facts {
		if err != nil {
			return n, err
		}
		if _, err := out.Write([]row{rowOf(f)}); err != nil {
			return n, fmt.Errorf("write parquet: %w", err)
		}
		if n++; n%group == 0 {
			if err := out.Flush(); err != nil {
				return n, fmt.Errorf("write parquet: %w", err)
			}
		}
	}
	if err := out.Close(); err != nil {
		return n, fmt.Errorf("write parquet: %w", err)
	}
	return n, nil
}
