/* Private keys out of files of DER, for programs that shall keep nothing but numbers: the buffer is wiped. */
#ifndef DER_H
#define DER_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline void fail(const char *what) {
  fprintf(stderr, "failed: %s\n", what);
  exit(1);
}

static unsigned char buffer[8192];

static inline int take(const char *path) {
  int file = open(path, O_RDONLY);
  int got = file < 0 ? -1 : (int)read(file, buffer, sizeof buffer);
  if (got <= 0) fail(path);
  close(file);
  return got;
}

static inline void wipe(void) {
  explicit_bzero(buffer, sizeof buffer);
}

/* Until the dump is made. */
static inline void wait_for_line(void) {
  puts("up");
  fflush(stdout);
  getchar();
}

static inline void stay(void) {
  puts("up");
  fflush(stdout);
  for (;;) pause();
}

#endif
