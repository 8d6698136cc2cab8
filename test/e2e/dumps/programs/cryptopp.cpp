// Keys that Crypto++ makes: PROGRAM idle|sign. A line on standard input makes it print them as PKCS#8 in PEM.
#include <cryptopp/base64.h>
#include <cryptopp/eccrypto.h>
#include <cryptopp/files.h>
#include <cryptopp/oids.h>
#include <cryptopp/osrng.h>
#include <cryptopp/rsa.h>
#include <cryptopp/xed25519.h>

#include <cstring>
#include <iostream>

using namespace CryptoPP;
using Ecdsa = ECDSA<ECP, SHA256>;
using Rsassa = RSASS<PKCS1v15, SHA256>;

static AutoSeededRandomPool random_numbers;

template <class Signer>
static void sign(const Signer &signer) {
  std::string signature;
  StringSource("message", true, new SignerFilter(random_numbers, signer, new StringSink(signature)));
}

template <class Key>
static void print(const Key &key) {
  std::string text;
  Base64Encoder encoder(new StringSink(text));
  key.Save(encoder);
  encoder.MessageEnd();
  std::cout << "-----BEGIN PRIVATE KEY-----\n" << text << "-----END PRIVATE KEY-----\n";
}

int main(int, char **arguments) {
  InvertibleRSAFunction rsa;
  rsa.Initialize(random_numbers, 2048);
  Ecdsa::PrivateKey ec[3];
  Ecdsa::PublicKey public_halves[3];
  const OID curves[] = {ASN1::secp256r1(), ASN1::secp384r1(), ASN1::secp521r1()};
  for (int index = 0; index < 3; index++) {
    ec[index].Initialize(random_numbers, curves[index]);
    ec[index].MakePublicKey(public_halves[index]);
  }
  ed25519PrivateKey ed25519;
  ed25519.GenerateRandom(random_numbers, g_nullNameValuePairs);
  if (!std::strcmp(arguments[1], "sign")) {
    sign(Rsassa::Signer(rsa));
    for (const auto &key : ec) sign(Ecdsa::Signer(key));
  }
  std::cout << "up" << std::endl;
  std::cin.get();
  print(rsa);
  for (const auto &key : ec) print(key);
  print(ed25519);
}
