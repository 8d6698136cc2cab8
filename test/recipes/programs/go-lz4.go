// Writes $out: `go-lz4.go WORD FILE`, a word and what go-lz4 makes of a file.
package main

import (
	"os"

	"github.com/bkaradzic/go-lz4"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	content, err := os.ReadFile(os.Args[2])
	check(err)
	packed, err := lz4.Encode(nil, content)
	check(err)
	check(os.WriteFile(os.Getenv("out"), append([]byte(os.Args[1]), packed...), 0o644))
}
