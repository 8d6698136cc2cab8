/* Keys of wolfSSL that have signed: PROGRAM RSA P-256 P-384 ED25519, files of PKCS#8 in DER. */
#include <wolfssl/options.h>
#include <wolfssl/wolfcrypt/asn_public.h>
#include <wolfssl/wolfcrypt/ecc.h>
#include <wolfssl/wolfcrypt/ed25519.h>
#include <wolfssl/wolfcrypt/random.h>
#include <wolfssl/wolfcrypt/rsa.h>
#include "der.h"

static WC_RNG random_numbers;
static unsigned char digest[32] = {1};
static unsigned char signature[1024];

static void sign_rsa(const char *path) {
  RsaKey *key = malloc(sizeof *key);
  word32 at = 0;
  if (wc_InitRsaKey(key, NULL) || wc_RsaPrivateKeyDecode(buffer, &at, key, take(path))) fail(path);
  wc_RsaSetRNG(key, &random_numbers);
  if (wc_RsaSSL_Sign(digest, sizeof digest, signature, sizeof signature, key, &random_numbers) < 0) fail("RSA");
}

static void sign_ec(const char *path) {
  ecc_key *key = malloc(sizeof *key);
  word32 at = 0, length = sizeof signature;
  if (wc_ecc_init(key) || wc_EccPrivateKeyDecode(buffer, &at, key, take(path))) fail(path);
  if (wc_ecc_sign_hash(digest, sizeof digest, signature, &length, &random_numbers, key)) fail("ECDSA");
}

static void sign_ed25519(const char *path) {
  ed25519_key *key = malloc(sizeof *key);
  word32 at = 0, length = sizeof signature;
  unsigned char public[ED25519_PUB_KEY_SIZE];
  if (wc_ed25519_init(key) || wc_Ed25519PrivateKeyDecode(buffer, &at, key, take(path))) fail(path);
  if (wc_ed25519_make_public(key, public, sizeof public)) fail("public half");
  if (wc_ed25519_import_public(public, sizeof public, key)) fail("public half");
  if (wc_ed25519_sign_msg(digest, sizeof digest, signature, &length, key)) fail("Ed25519");
}

int main(int count, char **paths) {
  if (count != 5 || wc_InitRng(&random_numbers)) fail("start");
  sign_rsa(paths[1]);
  sign_ec(paths[2]);
  sign_ec(paths[3]);
  sign_ed25519(paths[4]);
  wipe();
  stay();
}
