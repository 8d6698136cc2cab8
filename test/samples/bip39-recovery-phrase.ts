import { createHash } from 'node:crypto';
import { BIP39_WORDS } from '../../src/detect/text/keys/bip39-words.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

/** BIP-39, "Generating the mnemonic". */
function phrase(words: number, seed: number): string {
  const entropy = Buffer.from(seededRandom(seed).bytes((words * 4) / 3));
  const binary = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const digest = createHash('sha256').update(entropy).digest();
  const bits = binary(entropy) + binary(digest).slice(0, words / 3);
  return (bits.match(/.{11}/g) ?? []).map((eleven) => BIP39_WORDS[Number.parseInt(eleven, 2)]!).join(' ');
}

export function samples(): readonly Sample[] {
  const at = (words: number, variant: string, before: string, after = '\n'): Sample => {
    // Seeds whose words are none of those that a report uses in its own sentences.
    const text = phrase(words, words + 40);
    const confidence = words >= 18 ? 'high' : 'medium';
    return inText({ variant, before, text, after, secrets: [Buffer.from(text)], confidence, facts: { words } });
  };
  return [
    at(12, '12 words', 'MNEMONIC="', '"\n'),
    at(15, '15 words', 'mnemonic: '),
    at(18, '18 words', 'seed phrase: '),
    at(21, '21 words', '{"mnemonic": "', '"}'),
    at(24, '24 words', 'Recovery phrase: '),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const good = phrase(24, 30).split(' ');
  const swapped = [good[1]!, good[0]!, ...good.slice(2)].join(' ');
  const made = {
    'a wrong checksum': `mnemonic: ${swapped}`,
    'one word over and over': `mnemonic: ${'abandon '.repeat(11)}about`,
    'a vector of BIP-39': 'mnemonic: legal winner thank year wave sausage worth useful legal winner thank yellow',
    'the phrase of Truffle Develop':
      'const mnemonic = "candy maple cake sugar pudding cream honey rich smooth crumble sweet treat"',
    'other words': 'mnemonic: the quick brown fox jumps over the lazy dog and then it goes home again to sleep',
    'eleven words': `mnemonic: ${good.slice(0, 11).join(' ')}`,
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
