// Package fetch brings articles from the web and from archives: it finds what a
// source has, leaves out what was seen before, gets the rest politely and hands it
// on as articles. What it must remember between runs it keeps through two small
// interfaces, [States] and [Visits].
//
// Its parts are packages of their own: web (the HTTP client), guard (which
// addresses may be reached), polite (turns), coding (decompression), robots, feed,
// sitemap, warc.
package fetch
