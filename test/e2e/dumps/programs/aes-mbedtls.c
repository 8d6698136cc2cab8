#include <mbedtls/aes.h>
#include <mbedtls/gcm.h>
#include "keys.h"

static unsigned char block[32];

static void use(const char *word, const unsigned char *key, int bits) {
  int decrypt = strstr(word, "decrypt") != NULL;
  if (!strcmp(word, "gcm")) {
    unsigned char tag[16];
    mbedtls_gcm_context *gcm = malloc(sizeof *gcm);
    mbedtls_gcm_init(gcm);
    if (mbedtls_gcm_setkey(gcm, MBEDTLS_CIPHER_ID_AES, key, bits)) fail(word);
    if (mbedtls_gcm_crypt_and_tag(gcm, MBEDTLS_GCM_ENCRYPT, 32, block, 12, NULL, 0, block, block, 16, tag)) fail(word);
    return;
  }
  if (!strncmp(word, "xts", 3)) {
    mbedtls_aes_xts_context *xts = malloc(sizeof *xts);
    mbedtls_aes_xts_init(xts);
    if ((decrypt ? mbedtls_aes_xts_setkey_dec : mbedtls_aes_xts_setkey_enc)(xts, key, bits)) fail(word);
    if (mbedtls_aes_crypt_xts(xts, !decrypt, 32, block, block, block)) fail(word);
    return;
  }
  mbedtls_aes_context *aes = malloc(sizeof *aes);
  mbedtls_aes_init(aes);
  if ((decrypt ? mbedtls_aes_setkey_dec : mbedtls_aes_setkey_enc)(aes, key, bits)) fail(word);
  if (mbedtls_aes_crypt_ecb(aes, !decrypt, block, block)) fail(word);
}
