/*
 * Keys of BoringSSL: PROGRAM idle|sign [FILE...], files of PKCS#8 in DER. Without files it makes keys of its own, which nobody
 * exports before the dump: a line on standard input makes it print them as PEM. PROGRAM public FILE...: files of SubjectPublicKeyInfo.
 */
#include <openssl/bytestring.h>
#include <openssl/ec.h>
#include <openssl/ec_key.h>
#include <openssl/evp.h>
#include <openssl/nid.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include "der.h"

static EVP_PKEY *keys[16];
static int key_count;

static void add_from_file(const char *path, int is_public) {
  CBS der;
  CBS_init(&der, buffer, take(path));
  keys[key_count] = is_public ? EVP_parse_public_key(&der) : EVP_parse_private_key(&der);
  if (keys[key_count++] == NULL) fail(path);
}

static void add_generated(int type, int curve) {
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_id(type, NULL);
  if (context == NULL || !EVP_PKEY_keygen_init(context)) fail("keygen");
  if (type == EVP_PKEY_RSA && !EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2048)) fail("bits");
  if (type == EVP_PKEY_EC && !EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, curve)) fail("curve");
  if (!EVP_PKEY_keygen(context, &keys[key_count++])) fail("keygen");
  EVP_PKEY_CTX_free(context);
}

static void sign(EVP_PKEY *key) {
  unsigned char signature[1024], message[] = "message";
  size_t length = sizeof signature;
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  const EVP_MD *digest = EVP_PKEY_id(key) == EVP_PKEY_ED25519 ? NULL : EVP_sha256();
  if (!EVP_DigestSignInit(context, NULL, digest, NULL, key)) fail("sign");
  if (!EVP_DigestSign(context, signature, &length, message, sizeof message)) fail("sign");
  EVP_MD_CTX_free(context);
}

int main(int count, char **arguments) {
  for (int index = 2; index < count; index++) add_from_file(arguments[index], !strcmp(arguments[1], "public"));
  wipe();
  if (count == 2) {
    add_generated(EVP_PKEY_RSA, 0);
    add_generated(EVP_PKEY_EC, NID_X9_62_prime256v1);
    add_generated(EVP_PKEY_EC, NID_secp384r1);
    add_generated(EVP_PKEY_EC, NID_secp521r1);
    add_generated(EVP_PKEY_ED25519, 0);
    add_generated(EVP_PKEY_X25519, 0);
  }
  for (int index = 0; index < key_count && !strcmp(arguments[1], "sign"); index++)
    if (EVP_PKEY_id(keys[index]) != EVP_PKEY_X25519) sign(keys[index]);
  wait_for_line();
  for (int index = 0; index < key_count; index++)
    if (!PEM_write_PKCS8PrivateKey(stdout, keys[index], NULL, NULL, 0, NULL, NULL)) fail("export");
  return 0;
}
