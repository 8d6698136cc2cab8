/*
 * Keys in the software token of NSS: PROGRAM idle|sign [FILE...], files of PKCS#8 in DER. Without files it makes keys of its own, which nobody
 * exports before the dump: a line on standard input makes it print them as PEM.
 */
#include <nss.h>
#include <pk11pub.h>
#include <cryptohi.h>
#include <keyhi.h>
#include <secoid.h>
#include <base64.h>
#include <stdio.h>
#include "der.h"

static SECKEYPrivateKey *keys[8];
static int key_count;

static void generate(CK_MECHANISM_TYPE mechanism, void *parameters) {
  SECKEYPublicKey *public_half;
  PK11SlotInfo *slot = PK11_GetInternalSlot();
  PK11AttrFlags flags = PK11_ATTR_SESSION | PK11_ATTR_INSENSITIVE | PK11_ATTR_PUBLIC | PK11_ATTR_EXTRACTABLE;
  keys[key_count] = PK11_GenerateKeyPairWithOpFlags(slot, mechanism, parameters, &public_half, flags, 0, 0, NULL);
  if (keys[key_count++] == NULL) fail("generate");
  SECKEY_DestroyPublicKey(public_half);
  PK11_FreeSlot(slot);
}

static void generate_on(CK_MECHANISM_TYPE mechanism, SECOidTag curve) {
  SECOidData *oid = SECOID_FindOIDByTag(curve);
  unsigned char parameters[32] = {SEC_ASN1_OBJECT_ID, (unsigned char)oid->oid.len};
  memcpy(parameters + 2, oid->oid.data, oid->oid.len);
  SECItem item = {siBuffer, parameters, 2 + oid->oid.len};
  generate(mechanism, &item);
}

static void import(const char *path) {
  PK11SlotInfo *slot = PK11_GetInternalSlot();
  SECItem der = {siBuffer, buffer, take(path)};
  if (PK11_ImportDERPrivateKeyInfoAndReturnKey(slot, &der, NULL, NULL, PR_FALSE, PR_FALSE, KU_ALL, &keys[key_count++], NULL))
    fail(path);
  PK11_FreeSlot(slot);
}

static void sign(SECKEYPrivateKey *key) {
  static unsigned char digest[32] = {1};
  unsigned char signature[1024];
  SECItem to_sign = {siBuffer, digest, sizeof digest}, signed_item = {siBuffer, signature, sizeof signature};
  /* NSS 3.110 does not sign with Ed25519 keys that were imported. */
  if (key->keyType == edKey) return;
  if (PK11_Sign(key, &signed_item, &to_sign) != SECSuccess) fail("sign");
}

static void export_key(SECKEYPrivateKey *key) {
  SECItem *der = PK11_ExportDERPrivateKeyInfo(key, NULL);
  if (der == NULL) fail("export");
  printf("-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n", BTOA_DataToAscii(der->data, der->len));
}

static void generate_all(void) {
  PK11RSAGenParams rsa = {2048, 65537};
  generate(CKM_RSA_PKCS_KEY_PAIR_GEN, &rsa);
  generate_on(CKM_EC_KEY_PAIR_GEN, SEC_OID_SECG_EC_SECP256R1);
  generate_on(CKM_EC_KEY_PAIR_GEN, SEC_OID_SECG_EC_SECP384R1);
  generate_on(CKM_EC_KEY_PAIR_GEN, SEC_OID_SECG_EC_SECP521R1);
  generate_on(CKM_EC_EDWARDS_KEY_PAIR_GEN, SEC_OID_ED25519_PUBLIC_KEY);
}

int main(int count, char **arguments) {
  if (NSS_NoDB_Init(NULL) != SECSuccess) fail("start");
  for (int index = 2; index < count; index++) import(arguments[index]);
  wipe();
  if (count == 2) generate_all();
  for (int index = 0; index < key_count && !strcmp(arguments[1], "sign"); index++) sign(keys[index]);
  wait_for_line();
  for (int index = 0; index < key_count; index++) export_key(keys[index]);
  return 0;
}
