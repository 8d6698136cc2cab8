/*
 * Holds key blobs on its heap, imports each, and writes a minidump of itself with all of its memory.
 * Usage: DUMP KIND=FILE..., where KIND is a blob type of bcrypt.h or `CAPI`.
 */
#include <windows.h>
#include <bcrypt.h>
#include <dbghelp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wincrypt.h>

static void check(int good, const char *what) {
  if (good) return;
  fprintf(stderr, "failed: %s, error %lu\n", what, GetLastError());
  exit(1);
}

static void import_cng(const char *kind, BYTE *blob, DWORD bytes) {
  BCRYPT_ALG_HANDLE algorithm;
  BCRYPT_KEY_HANDLE key;
  wchar_t type[64];
  mbstowcs(type, kind, 64);
  int rsa = strncmp(kind, "RSA", 3) == 0;
  check(!BCryptOpenAlgorithmProvider(&algorithm, rsa ? L"RSA" : L"ECDSA_P256", NULL, 0), "algorithm");
  check(!BCryptImportKeyPair(algorithm, NULL, type, &key, blob, bytes, 0), kind);
}

static void import_capi(BYTE *blob, DWORD bytes) {
  HCRYPTPROV provider;
  HCRYPTKEY key;
  check(CryptAcquireContextA(&provider, NULL, NULL, PROV_RSA_AES, CRYPT_VERIFYCONTEXT), "provider");
  check(CryptImportKey(provider, blob, bytes, 0, CRYPT_EXPORTABLE, &key), "CAPI");
}

int main(int count, char **arguments) {
  for (int index = 2; index < count; index++) {
    char *equals = strchr(arguments[index], '=');
    HANDLE file = CreateFileA(equals + 1, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    check(file != INVALID_HANDLE_VALUE, arguments[index]);
    DWORD bytes = GetFileSize(file, NULL), got = 0;
    BYTE *blob = HeapAlloc(GetProcessHeap(), 0, bytes);
    check(ReadFile(file, blob, bytes, &got, NULL) && got == bytes, "read");
    CloseHandle(file);
    *equals = 0;
    if (strcmp(arguments[index], "CAPI")) import_cng(arguments[index], blob, bytes);
    else import_capi(blob, bytes);
  }
  HANDLE dump = CreateFileA(arguments[1], GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
  check(dump != INVALID_HANDLE_VALUE, "dump");
  check(MiniDumpWriteDump(GetCurrentProcess(), GetCurrentProcessId(), dump, MiniDumpWithFullMemory, NULL, NULL, NULL), "MiniDumpWriteDump");
  CloseHandle(dump);
  puts("dumped");
  return 0;
}
