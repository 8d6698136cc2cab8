/*
 * AES over 32-bit words whose value is the big-endian reading of the key's bytes, as rijndael-alg-fst and its many children
 * keep them: on this machine every word of the schedule stands with its bytes swapped. FIPS 197, sections 5.2 and 5.3.5.
 */
#include <stdint.h>
#include "keys.h"

static uint8_t sbox[256];

static uint8_t times(uint8_t a, uint8_t b) {
  uint8_t product = 0;
  for (; b; b >>= 1, a = (uint8_t)(a << 1) ^ (a & 0x80 ? 0x1b : 0)) if (b & 1) product ^= a;
  return product;
}

static void make_sbox(void) {
  for (int value = 0; value < 256; value++) {
    uint8_t inverse = 0;
    for (int candidate = 1; candidate < 256; candidate++) if (times(value, candidate) == 1) inverse = candidate;
    uint8_t turned = inverse;
    for (int by = 1; by < 5; by++) turned ^= (uint8_t)(inverse << by | inverse >> (8 - by));
    sbox[value] = turned ^ 0x63;
  }
}

static uint32_t substitute(uint32_t word) {
  return (uint32_t)sbox[word >> 24] << 24 | sbox[word >> 16 & 255] << 16 | sbox[word >> 8 & 255] << 8 | sbox[word & 255];
}

static uint32_t unmix(uint32_t word) {
  uint8_t in[4] = {word >> 24, word >> 16, word >> 8, word};
  uint32_t out = 0;
  for (int at = 0; at < 4; at++) {
    out = out << 8 | (times(in[at], 14) ^ times(in[(at + 1) & 3], 11) ^ times(in[(at + 2) & 3], 13) ^ times(in[(at + 3) & 3], 9));
  }
  return out;
}

static void use(const char *word, const unsigned char *key, int bits) {
  int words = bits / 32, rounds = words + 6;
  /* As rijndaelKeySetupEnc and rijndaelKeySetupDec fill it: the caller's array, and how many rounds. */
  struct { uint32_t rk[60]; int rounds; } *schedule = calloc(1, sizeof *schedule);
  uint32_t *rk = schedule->rk, constant = 1;
  schedule->rounds = rounds;
  if (!sbox[0]) make_sbox();
  for (int at = 0; at < words; at++) {
    rk[at] = (uint32_t)key[4 * at] << 24 | key[4 * at + 1] << 16 | key[4 * at + 2] << 8 | key[4 * at + 3];
  }
  for (int at = words; at < 4 * (rounds + 1); at++) {
    uint32_t last = rk[at - 1];
    if (at % words == 0) {
      last = substitute(last << 8 | last >> 24) ^ constant << 24;
      constant = times(constant, 2);
    } else if (words > 6 && at % words == 4) last = substitute(last);
    rk[at] = rk[at - words] ^ last;
  }
  if (strcmp(word, "decrypt")) return;
  for (int i = 0, j = 4 * rounds; i < j; i += 4, j -= 4) {
    for (int at = 0; at < 4; at++) {
      uint32_t kept = rk[i + at];
      rk[i + at] = rk[j + at];
      rk[j + at] = kept;
    }
  }
  for (int at = 4; at < 4 * rounds; at++) rk[at] = unmix(rk[at]);
}
