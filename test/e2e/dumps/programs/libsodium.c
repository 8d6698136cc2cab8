/* Signing keys of libsodium: `sign` in ordinary memory, `guarded` in memory that sodium_malloc keeps out of cores. */
#include <sodium.h>
#include "keys.h"

static void use(const char *word, const unsigned char *seed, int bits) {
  static unsigned char signature[crypto_sign_BYTES];
  unsigned char public[crypto_sign_PUBLICKEYBYTES];
  unsigned char *secret;
  if (sodium_init() < 0 || bits != 256) fail("init");
  secret = strcmp(word, "guarded") ? malloc(crypto_sign_SECRETKEYBYTES) : sodium_malloc(crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(public, secret, seed);
  if (crypto_sign_detached(signature, NULL, (const unsigned char *)"text", 4, secret)) fail(word);
}
