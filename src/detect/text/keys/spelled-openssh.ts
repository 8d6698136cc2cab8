import type { Match } from '../../../model/match.ts';
import { type KeyPlace, keyMatch } from '../../proof/key-match.ts';
import { cutKeyMatch } from '../../structures/cut-key-match.ts';
import { readCutOpensshKey } from '../../structures/cut-openssh.ts';
import { MAX_DER_KEY_BYTES } from '../../structures/find-key.ts';
import { opensshBytes, readOpensshKey } from '../../structures/openssh-key.ts';
import type { ReadSpelled, SpelledBytes } from './spelled-bytes.ts';

/** What shows the cipher, and with that how far to read. */
const FIRST_BYTES = 64;
/** Each round shows one more length: those of the cipher, the derivation, its options, the public keys, the private part. */
const MAX_ROUNDS = 8;

/** An OpenSSH key that begins at the anchor. Read only as far as its own lengths say, since digits are dear to read. */
export function spelledOpensshKey(
  read: ReadSpelled,
  placeOf: (spelled: SpelledBytes, start: number, end: number) => KeyPlace,
): Match | undefined {
  let spelled = read(0, FIRST_BYTES);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const wanted = opensshBytes(spelled.bytes, spelled.at);
    if (wanted === undefined || wanted > MAX_DER_KEY_BYTES) return undefined;
    if (spelled.at + wanted <= spelled.bytes.length) break;
    const { length } = spelled.bytes;
    spelled = read(0, wanted);
    if (spelled.bytes.length === length) break;
  }
  const { bytes, at } = spelled;
  const key = readOpensshKey(bytes, at);
  if (key !== undefined) return keyMatch(key, placeOf(spelled, at, at + key.length));
  const cut = readCutOpensshKey(bytes, at);
  return cut && cutKeyMatch(cut, placeOf(spelled, cut.start, cut.end), 'cut');
}
