package body

import "golang.org/x/net/html/atom"

// storyWords is how many words the article of a page has at least that holds further ones, each as long as four times its own at most: what is
// shorter may be the head of an article that is cut into many.
const (
	storyWords = 100
	storyTimes = 4
)

// further finds the stories behind the page's own, which a page has loaded as a reader who goes on would see them, or gives to read next: in article elements
// beside that of the title, each with a title of its own in a heading of the first level; or under one heading several in an element around them.
func (a *analysis) further(keep []bool) []int {
	title := a.title()
	if a.live || title < 0 || a.blocks[title].Level != 1 || a.vectors[title][fTitle] <= 0.5 {
		return nil
	}
	home := a.blocks[title].in
	for home != 0 && a.elements[home].node.DataAtom != atom.Article {
		home = a.elements[home].parent
	}
	if home == 0 {
		return nil
	}
	own := a.keptIn(keep, home)
	if own < storyWords {
		return nil
	}
	titles, words := make([]int32, len(keep)+1), make([]float64, len(keep)+1) // so many of other stories, and so many kept words, stand before each block
	for i := range keep {
		titles[i+1], words[i+1] = titles[i], words[i]
		if a.blocks[i].Level == 1 && a.vectors[i][fTitle] <= 0.5 {
			titles[i+1]++
		}
		if keep[i] {
			words[i+1] += a.words[i]
		}
	}
	var out []int
	end := a.elements[home].last
	for e := range a.elements[home:] { // in document order
		el := &a.elements[int(home)+e]
		if el.node.DataAtom != atom.Article || el.first < end || words[el.last]-words[el.first] > storyTimes*own {
			continue
		}
		if titles[el.last] == titles[el.first] && !a.list(el) {
			continue
		}
		end = el.last
		for i := el.first; i < el.last; i++ {
			if keep[i] {
				out = append(out, int(i))
			}
		}
	}
	return out
}

// list tells whether an element has a heading, and else article elements alone, several of them.
func (a *analysis) list(el *element) bool {
	if el.first == el.last || a.blocks[el.first].Kind != Heading {
		return false
	}
	if in := &a.elements[a.blocks[el.first].in]; in.node != el.node && a.elements[in.parent].node != el.node {
		return false
	}
	articles := 0
	for n := el.node.FirstChild; n != nil; n = n.NextSibling {
		if n.DataAtom == atom.Article {
			articles++
		}
	}
	return articles > 1
}
