#include <nettle/aes.h>
#include <nettle/gcm.h>
#include <nettle/xts.h>
#include "keys.h"

static uint8_t block[32];

static void use_gcm(const uint8_t *key, int bits) {
  if (bits == 128) {
    struct gcm_aes128_ctx *gcm = malloc(sizeof *gcm);
    gcm_aes128_set_key(gcm, key);
    gcm_aes128_set_iv(gcm, 12, block);
    gcm_aes128_encrypt(gcm, 32, block, block);
  } else {
    struct gcm_aes256_ctx *gcm = malloc(sizeof *gcm);
    gcm_aes256_set_key(gcm, key);
    gcm_aes256_set_iv(gcm, 12, block);
    gcm_aes256_encrypt(gcm, 32, block, block);
  }
}

static void use_xts(const uint8_t *key, int bits, int decrypt) {
  if (bits == 256) {
    struct xts_aes128_key *xts = malloc(sizeof *xts);
    (decrypt ? xts_aes128_set_decrypt_key : xts_aes128_set_encrypt_key)(xts, key);
    (decrypt ? xts_aes128_decrypt_message : xts_aes128_encrypt_message)(xts, block, 32, block, block);
  } else {
    struct xts_aes256_key *xts = malloc(sizeof *xts);
    (decrypt ? xts_aes256_set_decrypt_key : xts_aes256_set_encrypt_key)(xts, key);
    (decrypt ? xts_aes256_decrypt_message : xts_aes256_encrypt_message)(xts, block, 32, block, block);
  }
}

#define PLAIN(BITS)                                                                                   \
  if (bits == BITS) {                                                                                 \
    struct aes##BITS##_ctx *aes = malloc(sizeof *aes);                                                \
    (decrypt ? aes##BITS##_set_decrypt_key : aes##BITS##_set_encrypt_key)(aes, key);                  \
    (decrypt ? aes##BITS##_decrypt : aes##BITS##_encrypt)(aes, 32, block, block);                     \
  }

static void use(const char *word, const unsigned char *key, int bits) {
  int decrypt = strstr(word, "decrypt") != NULL;
  if (!strcmp(word, "gcm")) use_gcm(key, bits);
  else if (!strncmp(word, "xts", 3)) use_xts(key, bits, decrypt);
  else {
    PLAIN(128)
    PLAIN(192)
    PLAIN(256)
  }
}
