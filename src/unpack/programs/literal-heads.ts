/** How the bytes begin that are worth reading in a string literal: a key, or a packed file or document. */
import { type Magic, magic } from '../container/magic.ts';

/** High bytes of the length of an RSA key or a key store. */
const DER_LENGTHS = '02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11 12'.split(' ');
export const LITERAL_HEADS: readonly Magic[] = [
  ...DER_LENGTHS.map((length) => `30 82 ${length}`),
  // Shorter keys of EC, and Ed25519 and Ed448
  ...['30 81', '30 77 02 01', '30 2e 02 01', '30 47 02 01'],
  // JKS, JCEKS
  ...['fe ed fe ed 00', 'ce ce ce ce 00'],
  // gzip, zip, xz, Zstandard, 7z
  ...['1f 8b 08', '50 4b 03 04', 'fd 37 7a 58 5a 00', '28 b5 2f fd', '37 7a bc af 27 1c'],
  // %PDF-, compound files, SQLite
  ...['25 50 44 46 2d', 'd0 cf 11 e0 a1 b1 1a e1', '53 51 4c 69 74 65 20 66'],
].map(magic);
