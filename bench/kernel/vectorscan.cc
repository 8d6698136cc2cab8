// Speed of libvectorscan on the same literals and the same bytes as the kernel bench: block mode, one call a MiB, no
// start of match (as scanners use it), one thread. Prints one line of JSON: hits of one pass, and seconds: the sum over
// all MiB of the fastest of `rounds` calls, which is robust to neighbours on the machine.
//
//   vectorscan LITERALS DATA ROUNDS
//   LITERALS: one a line, `i` (either case) or `c` (exact), a space, the bytes in hex
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>
#include <hs/hs.h>

static int count(unsigned, unsigned long long, unsigned long long, unsigned, void *context) {
  ++*static_cast<unsigned long long *>(context);
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  std::vector<std::string> literals;
  std::vector<unsigned> flags;
  std::ifstream list(argv[1]);
  for (std::string kind, hex; list >> kind >> hex;) {
    std::string bytes;
    for (size_t at = 0; at + 1 < hex.size(); at += 2) bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
    literals.push_back(bytes);
    flags.push_back(kind == "i" ? HS_FLAG_CASELESS : 0);
  }
  std::vector<const char *> expressions;
  std::vector<size_t> lengths;
  std::vector<unsigned> ids;
  for (const auto &bytes : literals) {
    expressions.push_back(bytes.data());
    lengths.push_back(bytes.size());
    ids.push_back(ids.size());
  }
  hs_database_t *database = nullptr;
  hs_compile_error_t *error = nullptr;
  if (hs_compile_lit_multi(expressions.data(), flags.data(), ids.data(), lengths.data(), expressions.size(), HS_MODE_BLOCK,
                           nullptr, &database, &error) != HS_SUCCESS) {
    std::fprintf(stderr, "%s\n", error->message);
    return 1;
  }
  hs_scratch_t *scratch = nullptr;
  if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return 1;

  std::ifstream file(argv[2], std::ios::binary);
  const std::vector<char> data((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const size_t chunk = 1 << 20;
  std::vector<double> fastest((data.size() + chunk - 1) / chunk, 1e9);
  unsigned long long hits = 0;
  for (int round = 0; round < std::atoi(argv[3]); round++) {
    hits = 0;
    for (size_t at = 0; at < data.size(); at += chunk) {
      const auto begin = std::chrono::steady_clock::now();
      hs_scan(database, data.data() + at, std::min(chunk, data.size() - at), 0, scratch, count, &hits);
      const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
      fastest[at / chunk] = std::min(fastest[at / chunk], seconds.count());
    }
  }
  double total = 0;
  for (const double seconds : fastest) total += seconds;
  std::printf("{\"hits\":%llu,\"seconds\":%.6f}\n", hits, total);
}
