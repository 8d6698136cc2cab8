/**
 * Recovery phrases of wallets (BIP-39): 12, 15, 18, 21 or 24 words of the English list after a word that says what they are. The
 * last bits are a checksum: 4 of them with 12 words, 8 with 24. So a phrase is a finding with high confidence from 18 words on (6
 * bits), with medium below. The standard's vectors, and phrases of development networks, are refused.
 */
import { createHash } from 'node:crypto';
import { sha256Hex, tokenFingerprint } from '../../fingerprint.ts';
import { BIP39_WORDS } from './bip39-words.ts';
import { keyTextDetector } from './key-text.ts';
import { PUBLISHED_PHRASES } from './published-phrases.ts';

const NUMBERS: ReadonlyMap<string, number> = new Map(BIP39_WORDS.map((word, index) => [word, index]));
const COUNTS = [24, 21, 18, 15, 12];
/** From the anchor to the first word. */
const LEAD = /^(?:mnemonic|seed|recovery|secret|backup)[A-Za-z_ -]{0,24}["']?(?:[\s:=>[("'`-]|is\b){1,16}/i;
const WORD = /([a-z]{3,8})(?:["'`]?[\s,]{1,4}["'`]?)?/y;

export const bip39Phrase = keyTextDetector({
  id: 'bip39-recovery-phrase',
  form: { specification: 'BIP 39', proof: 'checksum of the words' },
  title: 'Recovery phrase of a wallet (BIP-39)',
  severity: 'critical',
  confidence: 'high',
  advice: 'Move what the wallet holds to a wallet with a new phrase. Whoever could read this artifact can take it.',
  anchors: [
    'any:mnemonic',
    'any:seed phrase',
    'any:seed_phrase',
    'any:seedphrase',
    'any:recovery phrase',
    'any:secret phrase',
  ],
  maxMatchBytes: 512,
  read(text, at) {
    const lead = LEAD.exec(text.slice(at, at + 80));
    if (lead === null) return undefined;
    // The lead may include words of the phrase, which begins where the punctuation ends.
    const start = at + lead[0].length;
    const { words, ends } = wordsFrom(text, start);
    for (const count of COUNTS) {
      if (words.length < count) continue;
      const chosen = words.slice(0, count);
      if (new Set(chosen).size < count / 2 || !checksumHolds(chosen)) continue;
      if (PUBLISHED_PHRASES.has(sha256Hex(chosen.join(' ')))) return undefined;
      const length = ends[count - 1]! - start;
      return {
        ...{ offset: start, length, fingerprint: tokenFingerprint(chosen.join(' ')), preview: 'recovery phrase…' },
        confidence: count >= 18 ? 'high' : 'medium',
        facts: { form: 'bip39', words: count, checksum: 'valid' },
      };
    }
    return undefined;
  },
});

function wordsFrom(text: string, start: number): { words: string[]; ends: number[] } {
  const words: string[] = [];
  const ends: number[] = [];
  WORD.lastIndex = start;
  for (let found = WORD.exec(text); found !== null && words.length < 24; found = WORD.exec(text)) {
    const word = found[1]!;
    if (!NUMBERS.has(word)) break;
    words.push(word);
    ends.push(found.index + word.length);
  }
  return { words, ends };
}

/** 11 bits per word; one in 33 bits is part of the checksum, which is the beginning of the SHA-256 of the rest. */
function checksumHolds(words: readonly string[]): boolean {
  const bits = words.map((word) => NUMBERS.get(word)!.toString(2).padStart(11, '0')).join('');
  const checksumBits = words.length / 3;
  const entropy = bits.slice(0, -checksumBits).match(/.{8}/g) ?? [];
  const digest = createHash('sha256')
    .update(Uint8Array.from(entropy, (byte) => Number.parseInt(byte, 2)))
    .digest();
  return digest[0]!.toString(2).padStart(8, '0').startsWith(bits.slice(-checksumBits));
}
