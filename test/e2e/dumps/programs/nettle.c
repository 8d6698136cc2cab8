/* Keys of nettle that have signed, each a scalar and its point: PROGRAM P-256 P-384 P-521, files of the number as bytes. */
#include <nettle/ecc-curve.h>
#include <nettle/ecc.h>
#include <nettle/ecdsa.h>
#include <nettle/bignum.h>
#include "der.h"

static unsigned char digest[32] = {1};

static void from_system(void *unused, size_t length, uint8_t *bytes) {
  (void)unused;
  if (getentropy(bytes, length)) fail("random numbers");
}

static void sign(const char *path, const struct ecc_curve *curve) {
  struct ecc_scalar *scalar = malloc(sizeof *scalar);
  struct ecc_point *point = malloc(sizeof *point);
  struct dsa_signature signature;
  mpz_t number;
  int length = take(path);
  mpz_init(number);
  nettle_mpz_set_str_256_u(number, length, buffer);
  ecc_scalar_init(scalar, curve);
  ecc_point_init(point, curve);
  if (!ecc_scalar_set(scalar, number)) fail(path);
  ecc_point_mul_g(point, scalar);
  dsa_signature_init(&signature);
  ecdsa_sign(scalar, NULL, from_system, sizeof digest, digest, &signature);
}

int main(int count, char **paths) {
  if (count != 4) fail("start");
  sign(paths[1], nettle_get_secp_256r1());
  sign(paths[2], nettle_get_secp_384r1());
  sign(paths[3], nettle_get_secp_521r1());
  wipe();
  stay();
}
