// Writes a database of bbolt, $out: a bucket with pages of its own, one within a page, and a value of several pages. The marker, from the
// environment, has a key before it and a record behind it.
package main

import (
	"os"
	"strings"

	bolt "go.etcd.io/bbolt"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	marker := os.Getenv("MARKER")
	db, err := bolt.Open(os.Getenv("out"), 0o644, &bolt.Options{PageSize: 1024})
	check(err)
	check(db.Update(func(tx *bolt.Tx) error {
		large, err := tx.CreateBucket([]byte("large"))
		check(err)
		check(large.Put([]byte("alice"), []byte(marker)))
		check(large.Put([]byte("bobby"), []byte("nothing at all")))
		check(large.Put([]byte("pages"), []byte("first line\n"+strings.Repeat("x", 3000)+"\nlast line")))
		small, err := tx.CreateBucket([]byte("small"))
		check(err)
		return small.Put([]byte("inner key"), []byte("inner value"))
	}))
	check(db.Close())
}
