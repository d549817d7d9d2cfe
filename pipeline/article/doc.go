// Package article turns bytes into articles: plain text with front matter, JSON
// lines, saved web pages, and any of them compressed with gzip. It touches no
// network and no file system: bytes and a name come in, articles and errors go
// out, one after another.
//
// An input may be wrong in two ways. Where the mistake spoils one article only
// (a malformed line of a .jsonl file, a page without a body), the error comes in
// that article's place and the next articles follow. Where it spoils the rest
// (a broken gzip stream, a read error), the error is the last thing that comes.
package article
