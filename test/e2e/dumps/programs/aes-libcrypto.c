/* libcrypto: the low level, and EVP with a cipher each. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/aes.h>
#include <openssl/evp.h>
#include "keys.h"

static unsigned char block[64];

static void evp(const char *name, const unsigned char *key, int encrypt) {
  static const unsigned char iv[16] = {7};
  int length;
  EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, name, NULL);
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  if (!cipher || !EVP_CipherInit_ex2(context, cipher, key, iv, encrypt, NULL)) fail(name);
  if (!EVP_CipherUpdate(context, block, &length, block, 32)) fail(name);
}

static void use(const char *word, const unsigned char *key, int bits) {
  char name[32];
  if (!strcmp(word, "set-encrypt")) {
    AES_KEY *schedule = malloc(sizeof *schedule);
    if (AES_set_encrypt_key(key, bits, schedule)) fail(word);
    AES_encrypt(block, block, schedule);
    return;
  }
  if (!strcmp(word, "set-decrypt")) {
    AES_KEY *schedule = malloc(sizeof *schedule);
    if (AES_set_decrypt_key(key, bits, schedule)) fail(word);
    AES_decrypt(block, block, schedule);
    return;
  }
  int decrypt = strstr(word, "decrypt") != NULL;
  int halves = !strncmp(word, "xts", 3) ? 2 : 1;
  snprintf(name, sizeof name, "AES-%d-%.3s", bits / halves, word);
  evp(name, key, !decrypt);
}
