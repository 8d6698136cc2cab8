/* Keys of ML-KEM that libcrypto makes. A line on standard input makes it print them as PKCS#8 in PEM. */
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>

int main(void) {
  const char *names[] = {"ML-KEM-512", "ML-KEM-768", "ML-KEM-1024"};
  EVP_PKEY *keys[3];
  for (int index = 0; index < 3; index++) keys[index] = EVP_PKEY_Q_keygen(NULL, NULL, names[index]);
  puts("up");
  fflush(stdout);
  getchar();
  for (int index = 0; index < 3; index++) PEM_write_PrivateKey(stdout, keys[index], NULL, NULL, 0, NULL, NULL);
}
