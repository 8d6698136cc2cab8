// Keys of ML-KEM that crypto/mlkem makes. A line on standard input makes it print them as PKCS#8 in PEM (RFC 9935, the seed).
package main

import (
	"bufio"
	"crypto/mlkem"
	"encoding/pem"
	"fmt"
	"os"
)

func print(parameterSet byte, seed []byte) {
	header := []byte{0x30, 0x54, 2, 1, 0, 0x30, 0x0b, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 4, parameterSet, 4, 0x42, 0x80, 0x40}
	pem.Encode(os.Stdout, &pem.Block{Type: "PRIVATE KEY", Bytes: append(header, seed...)})
}

func main() {
	middle, err := mlkem.GenerateKey768()
	if err != nil {
		panic(err)
	}
	large, err := mlkem.GenerateKey1024()
	if err != nil {
		panic(err)
	}
	fmt.Println("up")
	bufio.NewReader(os.Stdin).ReadString('\n')
	print(2, middle.Bytes())
	print(3, large.Bytes())
}
