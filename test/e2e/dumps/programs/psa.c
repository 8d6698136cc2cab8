// Keys in slots of the PSA Cryptography API that have signed: BITS FILE …, files of d as bytes; negative bits mean secp256k1.
#include <psa/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (psa_crypto_init() != PSA_SUCCESS) return 1;
  for (int i = 1; i + 1 < argc; i += 2) {
    unsigned char d[66], hash[32] = {7}, signature[160];
    size_t length;
    FILE *file = fopen(argv[i + 1], "rb");
    if (file == NULL) return 1;
    setvbuf(file, NULL, _IONBF, 0);
    size_t bytes = fread(d, 1, sizeof d, file);
    fclose(file);
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_ecc_family_t family = atoi(argv[i]) < 0 ? PSA_ECC_FAMILY_SECP_K1 : PSA_ECC_FAMILY_SECP_R1;
    psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_KEY_PAIR(family));
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_SIGN_HASH);
    psa_set_key_algorithm(&attributes, PSA_ALG_ECDSA(PSA_ALG_SHA_256));
    psa_key_id_t id;
    if (psa_import_key(&attributes, d, bytes, &id) != PSA_SUCCESS) return 1;
    memset(d, 0, sizeof d);
    if (psa_sign_hash(id, PSA_ALG_ECDSA(PSA_ALG_SHA_256), hash, sizeof hash, signature, sizeof signature, &length)) return 1;
  }
  puts("up");
  fflush(stdout);
  pause();
}
