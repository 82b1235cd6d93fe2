// Reads logs as this station writes them, and judges them with golang.org/x/mod/sumdb: signed notes by note, roots and
// proofs by tlog. It shares no line with the station's own verifier.
//
// One JSON object a line in: {segment, vkey, inclusion: [[index, size]…], consistency: [[first, size]…]}.
// One a line out: {problem} or {size, root, notes, inclusion: [[hash…]…], consistency: [[hash…]…]}.
package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Segment     []byte     `json:"segment"`
	Vkey        string     `json:"vkey"`
	Inclusion   [][2]int64 `json:"inclusion"`
	Consistency [][2]int64 `json:"consistency"`
}

type answer struct {
	Problem     string     `json:"problem,omitempty"`
	Size        int64      `json:"size"`
	Root        string     `json:"root"`
	Notes       int64      `json:"notes"`
	Inclusion   [][]string `json:"inclusion"`
	Consistency [][]string `json:"consistency"`
}

type record struct {
	Seq      int64  `json:"seq"`
	Prev     string `json:"prev"`
	NextVkey string `json:"nextVkey"`
}

// log is the tree as tlog stores it, and the root after each record.
type log struct {
	hashes []tlog.Hash
	roots  []tlog.Hash
}

func (l *log) reader() tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, 0, len(indexes))
		for _, index := range indexes {
			if index >= int64(len(l.hashes)) {
				return nil, fmt.Errorf("hash %d is beyond the tree", index)
			}
			found = append(found, l.hashes[index])
		}
		return found, nil
	})
}

func (l *log) add(data []byte) error {
	size := int64(len(l.roots))
	stored, err := tlog.StoredHashes(size, data, l.reader())
	if err != nil {
		return err
	}
	l.hashes = append(l.hashes, stored...)
	root, err := tlog.TreeHash(size+1, l.reader())
	if err != nil {
		return err
	}
	l.roots = append(l.roots, root)
	return nil
}

func cutFrame(rest []byte) (data, after []byte, err error) {
	if len(rest) < 8 {
		return nil, nil, fmt.Errorf("%d bytes are no frame", len(rest))
	}
	end := 8 + uint64(binary.BigEndian.Uint32(rest))
	if end > uint64(len(rest)) {
		return nil, nil, fmt.Errorf("a frame beyond the end")
	}
	data = rest[8:end]
	sum := sha256.Sum256(data)
	if !bytes.Equal(sum[:4], rest[4:8]) {
		return nil, nil, fmt.Errorf("a frame with another hash")
	}
	return data, rest[end:], nil
}

func cutNote(rest []byte) (signed, after []byte, err error) {
	if len(rest) == 0 || rest[0] != '\n' {
		return nil, nil, fmt.Errorf("no checkpoint")
	}
	end := 1
	for line := 0; line < 5; line++ {
		next := bytes.IndexByte(rest[end:], '\n')
		if next < 0 {
			return nil, nil, fmt.Errorf("half a checkpoint")
		}
		end += next + 1
	}
	return rest[1:end], rest[end:], nil
}

func checkNote(signed []byte, vkey string, size int64, root tlog.Hash) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return err
	}
	want := verifier.Name() + "\n" + strconv.FormatInt(size, 10) + "\n" + root.String() + "\n"
	if opened.Text != want || len(opened.Sigs) != 1 || len(opened.UnverifiedSigs) != 0 {
		return fmt.Errorf("the checkpoint states something else")
	}
	return nil
}

func read(segment []byte, vkey string) (*log, error) {
	tree := &log{}
	vkeys := []string{vkey}
	prev := strings.Repeat("0", 64)
	for rest := segment; len(rest) > 0; {
		data, after, err := cutFrame(rest)
		if err != nil {
			return nil, err
		}
		var parsed record
		if err := json.Unmarshal(data, &parsed); err != nil {
			return nil, err
		}
		size := int64(len(tree.roots))
		if parsed.Seq != size || parsed.Prev != prev {
			return nil, fmt.Errorf("record %d does not follow", size)
		}
		leaf := tlog.RecordHash(data)
		prev = fmt.Sprintf("%X", leaf[:])
		vkeys = append(vkeys, parsed.NextVkey)
		if err := tree.add(data); err != nil {
			return nil, err
		}
		signed, next, err := cutNote(after)
		if err != nil {
			return nil, err
		}
		if err := checkNote(signed, vkeys[size], size+1, tree.roots[size]); err != nil {
			return nil, fmt.Errorf("checkpoint %d: %v", size+1, err)
		}
		rest = next
	}
	return tree, nil
}

func texts(hashes []tlog.Hash) []string {
	all := []string{}
	for _, hash := range hashes {
		all = append(all, base64.StdEncoding.EncodeToString(hash[:]))
	}
	return all
}

func judge(asked question) (*answer, error) {
	tree, err := read(asked.Segment, asked.Vkey)
	if err != nil {
		return nil, err
	}
	size := int64(len(tree.roots))
	given := &answer{Size: size, Root: tree.roots[size-1].String(), Notes: size}
	for _, pair := range asked.Inclusion {
		index, of := pair[0], pair[1]
		proof, err := tlog.ProveRecord(of, index, tree.reader())
		if err != nil {
			return nil, err
		}
		leaf := tree.hashes[tlog.StoredHashIndex(0, index)]
		if err := tlog.CheckRecord(proof, of, tree.roots[of-1], index, leaf); err != nil {
			return nil, err
		}
		given.Inclusion = append(given.Inclusion, texts(proof))
	}
	for _, pair := range asked.Consistency {
		first, of := pair[0], pair[1]
		proof, err := tlog.ProveTree(of, first, tree.reader())
		if err != nil {
			return nil, err
		}
		if err := tlog.CheckTree(proof, of, tree.roots[of-1], first, tree.roots[first-1]); err != nil {
			return nil, err
		}
		given.Consistency = append(given.Consistency, texts(proof))
	}
	return given, nil
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) == 0 {
			return
		}
		var asked question
		if err := json.Unmarshal(line, &asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		given, problem := judge(asked)
		if problem != nil {
			given = &answer{Problem: problem.Error()}
		}
		if out.Encode(given) != nil || err != nil {
			return
		}
	}
}
