/*
 * Usage of the AES programs: PROGRAM FILE WORD:BYTES... The file has the keys one after the other, as many bytes each as the
 * words say. A key is read into a buffer on the stack that is wiped behind the cipher's set-up, so that the cipher's own memory
 * is all that is left.
 */
#ifndef KEYS_H
#define KEYS_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Sets up one cipher and uses it. It keeps its memory. `bits` counts all of the key, both halves of an XTS key too. */
static void use(const char *word, const unsigned char *key, int bits);

static void fail(const char *what) {
  fprintf(stderr, "failed: %s\n", what);
  exit(1);
}

int main(int count, char **arguments) {
  int file = open(arguments[1], O_RDONLY);
  if (file < 0) fail(arguments[1]);
  for (int index = 2; index < count; index++) {
    unsigned char key[64];
    char *colon = strchr(arguments[index], ':');
    int bytes = atoi(colon + 1);
    if (read(file, key, bytes) != bytes) fail("read");
    *colon = 0;
    use(arguments[index], key, bytes * 8);
    *colon = ':';
    explicit_bzero(key, sizeof key);
  }
  close(file);
  puts("up");
  fflush(stdout);
  for (;;) pause();
}

#endif
