#include <gcrypt.h>
#include "keys.h"

static unsigned char block[32];

static int algorithm(int bits) {
  return bits == 128 ? GCRY_CIPHER_AES128 : bits == 192 ? GCRY_CIPHER_AES192 : GCRY_CIPHER_AES256;
}

static void use(const char *word, const unsigned char *key, int bits) {
  gcry_cipher_hd_t cipher;
  int xts = !strncmp(word, "xts", 3), decrypt = strstr(word, "decrypt") != NULL;
  int mode = xts ? GCRY_CIPHER_MODE_XTS : !strcmp(word, "gcm") ? GCRY_CIPHER_MODE_GCM : GCRY_CIPHER_MODE_CBC;
  if (!gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P)) {
    if (!gcry_check_version(GCRYPT_VERSION)) fail("version");
    gcry_control(GCRYCTL_INIT_SECMEM, 65536, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
  }
  if (gcry_cipher_open(&cipher, algorithm(xts ? bits / 2 : bits), mode, !strcmp(word, "secure") ? GCRY_CIPHER_SECURE : 0)) fail(word);
  if (gcry_cipher_setkey(cipher, key, bits / 8)) fail(word);
  if (gcry_cipher_setiv(cipher, block, mode == GCRY_CIPHER_MODE_GCM ? 12 : 16)) fail(word);
  if ((decrypt ? gcry_cipher_decrypt : gcry_cipher_encrypt)(cipher, block, 32, NULL, 0)) fail(word);
}
