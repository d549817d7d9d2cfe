package factwire_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// maxWords is how many words of the language may stand side by side in the code that reads.
const maxWords = 2

// grammar are the closed classes of words, of which the code that reads clauses, dates and names may speak: they are its subject, and no list of them grows.
var grammar = strings.Fields(`a an the this that these those each both all either neither none some any one another other no not never n't
	i me my we us our ours you your he him his himself she her hers herself it its itself they them their themselves who whom whose which what where when why how whenever
	be is are was were been being am isn't wasn't have has had having do does did will would shall should can could may might must wo sha ought
	of in on at to for from by with without within about against over under behind before after since until till through throughout during between across near outside off out up
	upon into around like along toward pursuant 
	and or nor but yet as than if unless whether because although though while once so also too only just still now then here there even`)

// wordShape is a word or a phrase of the language as a list has it. Tags of words are in capitals, names of lists have dots.
var wordShape = regexp.MustCompile(`^[a-z][a-z'’]+( [a-z'’]+)*$`)

// TestWordLists holds the code that reads free of lists of words: those belong to configs/lexicon. testdata/wordlists.txt names the functions and
// variables that have some all the same, each with how many words stand in its lists together: names of features, labels of trees and endings of words, and lists that
// are still to move. It may only become shorter.
func TestWordLists(t *testing.T) {
	data, err := os.ReadFile("testdata/wordlists.txt")
	if err != nil {
		t.Fatal(err)
	}
	allowed := map[string]int{}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			name, n, _ := strings.Cut(line, ": ")
			if allowed[name], err = strconv.Atoi(n); err != nil {
				t.Fatal(err)
			}
		}
	}
	seen := 0
	err = filepath.WalkDir("extractors", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		seen++
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Name.Name == "New" {
				continue // it names the lists that it reads
			}
			words := listed(decl)
			name := filepath.ToSlash(path) + " " + declared(decl)
			if len(words) > allowed[name] {
				t.Errorf("%s has %d words in lists, %d of them allowed: move them to configs/lexicon: %s", name, len(words), allowed[name], strings.Join(words, ", "))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 200 {
		t.Errorf("only %d files were seen", seen)
	}
}

// declared returns the name of a function or of what else a declaration declares first.
func declared(decl ast.Decl) string {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		return named(d)
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.ValueSpec:
				return s.Names[0].Name
			case *ast.TypeSpec:
				return s.Name.Name
			}
		}
	}
	return ""
}

// listed returns the words that stand in a declaration in lists of more than maxWords: in composite literals, in cases, in comparisons joined by "or" or "and".
func listed(decl ast.Decl) []string {
	var out []string
	keep := func(words []string) {
		if len(words) > maxWords {
			out = append(out, words...)
		}
	}
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			var words []string
			for _, e := range n.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok {
					e = kv.Key
				}
				words = append(words, wordOf(e)...)
			}
			keep(words)
		case *ast.CaseClause:
			var words []string
			for _, e := range n.List {
				words = append(words, wordOf(e)...)
			}
			keep(words)
		case *ast.BinaryExpr:
			if n.Op == token.LOR || n.Op == token.LAND {
				keep(compared(n))
				return false
			}
		}
		return true
	})
	return out
}

// compared returns the words that a chain of "or" and "and" compares something with.
func compared(x ast.Expr) []string {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return compared(x.X)
	case *ast.UnaryExpr:
		return compared(x.X)
	case *ast.BinaryExpr:
		switch x.Op {
		case token.LOR, token.LAND:
			return append(compared(x.X), compared(x.Y)...)
		case token.EQL, token.NEQ:
			return append(wordOf(x.X), wordOf(x.Y)...)
		}
	}
	return nil
}

// wordOf returns the word that an expression is, if it is one.
func wordOf(x ast.Expr) []string {
	lit, ok := x.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return nil
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil || !wordShape.MatchString(s) || slices.Contains(grammar, s) {
		return nil
	}
	return []string{s}
}
