// Keys of RSA that have signed, as a server of BearSSL has them: FILE …, files of PKCS#8 in DER. n is not kept.
#include <bearssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned char *copy(const unsigned char *bytes, size_t length) {
  unsigned char *own = malloc(length);
  if (own == NULL) exit(1);
  return memcpy(own, bytes, length);
}

int main(int argc, char **argv) {
  static br_skey_decoder_context decoder;
  static unsigned char der[4096], signature[512];
  const unsigned char hash[32] = {7};
  for (int i = 1; i < argc; i++) {
    FILE *file = fopen(argv[i], "rb");
    if (file == NULL) return 1;
    setvbuf(file, NULL, _IONBF, 0);
    br_skey_decoder_init(&decoder);
    br_skey_decoder_push(&decoder, der, fread(der, 1, sizeof der, file));
    fclose(file);
    const br_rsa_private_key *key = br_skey_decoder_get_rsa(&decoder);
    if (key == NULL) return 1;
    br_rsa_private_key *kept = malloc(sizeof *kept);
    if (kept == NULL) return 1;
    *kept = *key;
    kept->p = copy(key->p, key->plen);
    kept->q = copy(key->q, key->qlen);
    kept->dp = copy(key->dp, key->dplen);
    kept->dq = copy(key->dq, key->dqlen);
    kept->iq = copy(key->iq, key->iqlen);
    if (!br_rsa_pkcs1_sign_get_default()(BR_HASH_OID_SHA256, hash, sizeof hash, kept, signature)) return 1;
  }
  memset(der, 0, sizeof der);
  memset(&decoder, 0, sizeof decoder);
  puts("up");
  fflush(stdout);
  pause();
}
