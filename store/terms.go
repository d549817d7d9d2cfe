package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/internal/codec"
	"github.com/factwire/factwire/store/merge"
)

// The terms tell which groups may be linked. A block (one speaker's quotes, one authority's deadlines) has up to two forms of
// them: a young value that holds the groups that came last, each with its terms, and pieces, in which all others lie sorted by
// term. A new group is written to the young value, which is one page; when that is full, its groups go to the pieces at
// once, several to each. With a key for each term instead, a new quote would touch as many pages as it has terms, and the more, the
// larger the store.
//
// The young value stands under the block. A piece stands under the block and its bound: it holds the postings up to
// and with that one which no piece before it holds. The last piece of a block has the greatest bound.

const (
	maxYoung    = 3800 // bytes: a value of this size stays in one page
	maxPiece    = 300  // postings, for the same reason
	postingSize = 4 + len(place{})
	blockSize   = 4
)

// posting says that a group has a term: the term, and the group's place. Postings order as their bytes do.
type posting [postingSize]byte

func newPosting(term uint32, at place) (p posting) {
	binary.BigEndian.PutUint32(p[:], term)
	copy(p[4:], at[:])
	return p
}

func (p posting) term() uint32 { return binary.BigEndian.Uint32(p[:]) }

func (p posting) at() (at place) {
	copy(at[:], p[4:])
	return at
}

func comparePostings(a, b posting) int { return bytes.Compare(a[:], b[:]) }

// greatest is the bound of a block's last piece.
func greatest() posting {
	return newPosting(math.MaxUint32, place(bytes.Repeat([]byte{0xFF}, len(place{}))))
}

func blockKey(block uint32) []byte { return binary.BigEndian.AppendUint32(nil, block) }

func pieceKey(block uint32, bound posting) []byte { return append(blockKey(block), bound[:]...) }

// appendYoung appends a group to a young value: its place, the number of its terms, and them.
func appendYoung(b []byte, at place, terms []uint32) []byte {
	b = append(b, at[:]...)
	b = binary.AppendUvarint(b, uint64(len(terms)))
	for _, t := range terms {
		b = binary.BigEndian.AppendUint32(b, t)
	}
	return b
}

// eachYoung calls use for every group of a young value: its place, the bytes of its terms, and all of its bytes.
func eachYoung(body []byte, use func(at place, terms, all []byte)) error {
	for len(body) > 0 {
		var at place
		if len(body) < len(at) {
			return codec.ErrDamaged
		}
		head := copy(at[:], body)
		n, size := binary.Uvarint(body[head:])
		if size <= 0 || n > uint64(len(body)-head-size)/4 {
			return codec.ErrDamaged
		}
		head += size
		end := head + 4*int(n)
		use(at, body[head:end], body[:end])
		body = body[end:]
	}
	return nil
}

// putTerms makes a group findable by its terms.
func (t *txn) putTerms(p place, f factwire.Fact) error {
	block, terms := merge.Terms(f, t.s.canon)
	if len(terms) == 0 {
		return nil
	}
	key := blockKey(block)
	body, err := t.openTerms(key)
	if err != nil {
		return err
	}
	next := appendYoung(bytes.Clone(body), p, terms)
	if len(body) > 0 && len(next) > maxYoung {
		if err := t.settleYoung(block, body); err != nil {
			return err
		}
		next = next[len(body):]
	}
	return t.sealTerms(key, next)
}

// settleYoung moves the groups of a young value to the pieces of its block.
func (t *txn) settleYoung(block uint32, body []byte) error {
	var all []posting
	err := eachYoung(body, func(at place, terms, _ []byte) {
		for ; len(terms) > 0; terms = terms[4:] {
			all = append(all, newPosting(binary.BigEndian.Uint32(terms), at))
		}
	})
	if err != nil {
		return fmt.Errorf("terms %x: %w", block, err)
	}
	slices.SortFunc(all, comparePostings)
	for len(all) > 0 {
		bound, piece, err := t.piece(block, all[0])
		if err != nil {
			return err
		}
		n, found := slices.BinarySearchFunc(all, bound, comparePostings)
		if found {
			n++
		}
		if err := t.putPieces(block, bound, mergePostings(piece, all[:n])); err != nil {
			return err
		}
		all = all[n:]
	}
	return nil
}

// mergePostings puts sorted postings among those of a piece.
func mergePostings(piece []byte, more []posting) []byte {
	out := make([]byte, 0, len(piece)+len(more)*postingSize)
	for _, p := range more {
		i, _ := findPosting(piece, p)
		out = append(append(out, piece[:i*postingSize]...), p[:]...)
		piece = piece[i*postingSize:]
	}
	return append(out, piece...)
}

// piece returns the piece that holds a posting, or would, and its bound. Without any, it is an empty one with the greatest bound.
func (t *txn) piece(block uint32, p posting) (bound posting, body []byte, err error) {
	k, v := t.bucket(bucketTerms).Cursor().Seek(pieceKey(block, p))
	if !bytes.HasPrefix(k, blockKey(block)) {
		return greatest(), nil, nil
	}
	bound, body, err = t.openPiece(k, v)
	return bound, body, err
}

func (t *txn) openPiece(k, v []byte) (bound posting, body []byte, err error) {
	if len(k) != blockSize+postingSize {
		return bound, nil, fmt.Errorf("terms %x: %w", k, codec.ErrDamaged)
	}
	body, err = t.s.codec.Open(k, v)
	if err == nil && len(body)%postingSize != 0 {
		err = codec.ErrDamaged
	}
	if err != nil {
		return bound, nil, fmt.Errorf("terms %x: %w", k, err)
	}
	return posting(k[blockSize:]), body, nil
}

// putPieces writes sorted postings as pieces, of which the last has the bound given.
func (t *txn) putPieces(block uint32, bound posting, all []byte) error {
	n := len(all) / postingSize
	parts := 1
	if n > maxPiece { // leaves room in each
		parts = (n + maxPiece*2/3 - 1) / (maxPiece * 2 / 3)
	}
	for i := range parts {
		part := all[n*i/parts*postingSize : n*(i+1)/parts*postingSize]
		last := bound
		if i < parts-1 {
			last = posting(part[len(part)-postingSize:])
		}
		if err := t.sealTerms(pieceKey(block, last), part); err != nil {
			return err
		}
	}
	return nil
}

func (t *txn) openTerms(key []byte) ([]byte, error) {
	v := t.bucket(bucketTerms).Get(key)
	if v == nil {
		return nil, nil
	}
	body, err := t.s.codec.Open(key, v)
	if err != nil {
		return nil, fmt.Errorf("terms %x: %w", key, err)
	}
	return body, nil
}

// sealTerms writes a value of terms, or takes away one that is empty: where a piece is missing, the next holds its postings.
func (t *txn) sealTerms(key, body []byte) error {
	if len(body) == 0 {
		return t.bucket(bucketTerms).Delete(key)
	}
	return t.bucket(bucketTerms).Put(key, t.s.codec.SealPlain(key, body))
}

// dropTerms undoes putTerms.
func (t *txn) dropTerms(p place, f factwire.Fact) error {
	block, terms := merge.Terms(f, t.s.canon)
	if len(terms) == 0 {
		return nil
	}
	key := blockKey(block)
	body, err := t.openTerms(key)
	if err != nil {
		return err
	}
	var rest []byte
	err = eachYoung(body, func(q place, _, all []byte) {
		if q != p {
			rest = append(rest, all...)
		}
	})
	if err != nil {
		return fmt.Errorf("terms %x: %w", key, err)
	}
	if len(rest) < len(body) {
		return t.sealTerms(key, rest)
	}
	for _, term := range terms {
		want := newPosting(term, p)
		bound, piece, err := t.piece(block, want)
		if err != nil {
			return err
		}
		i, ok := findPosting(piece, want)
		if !ok {
			continue
		}
		piece = slices.Concat(piece[:i*postingSize], piece[(i+1)*postingSize:])
		if err := t.sealTerms(pieceKey(block, bound), piece); err != nil {
			return err
		}
	}
	return nil
}

// dropAllTerms takes the terms of all groups away: what they were may be unknown to this program.
func (t *txn) dropAllTerms() error {
	delete(t.open, string(bucketTerms))
	if err := t.DeleteBucket(bucketTerms); err != nil {
		return err
	}
	_, err := t.CreateBucket(bucketTerms)
	return err
}

// findPosting returns where in a piece a posting is, or would be.
func findPosting(piece []byte, want posting) (int, bool) {
	low, high := 0, len(piece)/postingSize
	for low < high {
		mid := (low + high) / 2
		switch n := bytes.Compare(piece[mid*postingSize:(mid+1)*postingSize], want[:]); {
		case n == 0:
			return mid, true
		case n < 0:
			low = mid + 1
		default:
			high = mid
		}
	}
	return low, false
}

// candidates calls use for every group that shares a block and one of the terms, which are sorted; for one that shares several, as
// often. It is the only reader of terms, so that the check finds what the merge finds.
func (t *txn) candidates(block uint32, terms []uint32, use func(place) error) error {
	key := blockKey(block)
	body, err := t.openTerms(key)
	if err != nil {
		return err
	}
	var near []place
	err = eachYoung(body, func(at place, have, _ []byte) {
		for i := 0; len(have) > 0 && i < len(terms); {
			switch h := binary.BigEndian.Uint32(have); {
			case h == terms[i]:
				near = append(near, at)
				return
			case h < terms[i]:
				have = have[4:]
			default:
				i++
			}
		}
	})
	if err != nil {
		return fmt.Errorf("terms %x: %w", key, err)
	}
	for _, p := range near {
		if err := use(p); err != nil {
			return err
		}
	}
	c := t.bucket(bucketTerms).Cursor()
	var k, v, piece []byte
	var bound posting
	for _, term := range terms {
		from := newPosting(term, place{})
		if k == nil || comparePostings(from, bound) > 0 {
			if k, v = c.Seek(pieceKey(block, from)); !bytes.HasPrefix(k, key) {
				return nil // the terms are sorted: no piece holds those behind
			}
			if bound, piece, err = t.openPiece(k, v); err != nil {
				return err
			}
		}
		for i, _ := findPosting(piece, from); ; i++ {
			if i == len(piece)/postingSize {
				if bound.term() != term {
					break
				}
				// the term goes on in the next piece
				if k, v = c.Next(); !bytes.HasPrefix(k, key) {
					return nil
				}
				if bound, piece, err = t.openPiece(k, v); err != nil {
					return err
				}
				i = 0
				if len(piece) == 0 {
					break
				}
			}
			p := posting(piece[i*postingSize:])
			if p.term() != term {
				break
			}
			if err := use(p.at()); err != nil {
				return err
			}
		}
	}
	return nil
}
