/* Keys that GnuTLS makes: PROGRAM. A line on standard input makes it print them as PKCS#8 in PEM. */
#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include "der.h"

static const struct {
  gnutls_pk_algorithm_t algorithm;
  unsigned bits;
} KINDS[] = {
    {GNUTLS_PK_RSA, 2048},
    {GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1)},
    {GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP384R1)},
    {GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP521R1)},
    {GNUTLS_PK_EDDSA_ED25519, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_ED25519)},
    {GNUTLS_PK_ECDH_X25519, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_X25519)},
};
#define COUNT (sizeof KINDS / sizeof *KINDS)

int main(void) {
  gnutls_x509_privkey_t keys[COUNT];
  for (size_t index = 0; index < COUNT; index++) {
    gnutls_x509_privkey_init(&keys[index]);
    if (gnutls_x509_privkey_generate(keys[index], KINDS[index].algorithm, KINDS[index].bits, 0)) fail("generate");
  }
  wait_for_line();
  for (size_t index = 0; index < COUNT; index++) {
    gnutls_datum_t pem;
    if (gnutls_x509_privkey_export2_pkcs8(keys[index], GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &pem)) fail("export");
    fwrite(pem.data, 1, pem.size, stdout);
  }
  return 0;
}
