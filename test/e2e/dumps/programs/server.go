// Serves TLS and signs with other keys. Usage: PORT TLS-KEY CERTIFICATE EC-KEY ED25519-KEY AES-KEYS
package main

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net/http"
	"os"
)

var kept []any

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func load(path string) crypto.Signer {
	text, err := os.ReadFile(path)
	check(err)
	block, _ := pem.Decode(text)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	check(err)
	return key.(crypto.Signer)
}

func main() {
	ec, ed25519 := load(os.Args[4]), load(os.Args[5])
	digest := sha256.Sum256([]byte("text"))
	_, err := ec.Sign(rand.Reader, digest[:], crypto.SHA256)
	check(err)
	_, err = ed25519.Sign(rand.Reader, []byte("text"), crypto.Hash(0))
	check(err)
	keys, err := os.ReadFile(os.Args[6])
	check(err)
	for _, size := range []int{16, 32} {
		block, err := aes.NewCipher(keys[:size])
		check(err)
		gcm, err := cipher.NewGCM(block)
		check(err)
		gcm.Seal(nil, make([]byte, 12), []byte("text"), nil)
		kept = append(kept, block, gcm)
		clear(keys[:size])
		keys = keys[size:]
	}
	kept = append(kept, ec, ed25519)
	certificate, err := tls.LoadX509KeyPair(os.Args[3], os.Args[2])
	check(err)
	listener, err := tls.Listen("tcp", "127.0.0.1:"+os.Args[1], &tls.Config{Certificates: []tls.Certificate{certificate}})
	check(err)
	fmt.Println("up")
	check(http.Serve(listener, http.HandlerFunc(func(writer http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(writer, len(kept))
	})))
}
