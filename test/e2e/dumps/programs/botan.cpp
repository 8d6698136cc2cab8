// Keys that Botan 3 makes: PROGRAM idle|sign. A line on standard input makes it print them as PKCS#8 in PEM.
#include <botan/auto_rng.h>
#include <botan/ec_group.h>
#include <botan/ecdsa.h>
#include <botan/ed25519.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/rsa.h>

#include <cstring>
#include <iostream>

using namespace Botan;

static void sign(const Private_Key &key, RandomNumberGenerator &random, const char *padding) {
  PK_Signer signer(key, random, padding);
  signer.update("message");
  signer.signature(random);
}

int main(int, char **arguments) {
  AutoSeeded_RNG random;
  const RSA_PrivateKey rsa(random, 2048);
  const ECDSA_PrivateKey p256(random, EC_Group::from_name("secp256r1"));
  const ECDSA_PrivateKey p384(random, EC_Group::from_name("secp384r1"));
  const ECDSA_PrivateKey p521(random, EC_Group::from_name("secp521r1"));
  const Ed25519_PrivateKey ed25519(random);
  if (!std::strcmp(arguments[1], "sign")) {
    sign(rsa, random, "PKCS1v15(SHA-256)");
    for (const auto *key : {&p256, &p384, &p521}) sign(*key, random, "SHA-256");
    sign(ed25519, random, "Pure");
  }
  std::cout << "up" << std::endl;
  std::cin.get();
  for (const Private_Key *key : std::initializer_list<const Private_Key *>{&rsa, &p256, &p384, &p521, &ed25519})
    std::cout << PKCS8::PEM_encode(*key);
}
