/**
 * The first bytes of keys and packed files that a program mistook for text of one byte a character (ISO 8859-1, Windows-1252) and
 * rewrote as UTF-8 or UTF-16.
 */
import { magic } from './magic.ts';

export const LATIN1_HEADS = [
  // DER with lengths of two bytes and of one (X.690, section 8.1.3)
  ...['30 c2 82', '30 e2 80 9a', '30 c2 81 c2', '30 c2 81 e2 80'],
  // JKS, JCEKS
  ...['c3 be c3 ad c3 be c3 ad', 'c3 8e c3 8e c3 8e c3 8e'],
  // gzip, xz, Zstandard, 7z, class files
  ...[
    '1f c2 8b 08',
    '1f e2 80 b9 08',
    'c3 bd 37 7a 58 5a',
    '28 c2 b5 2f c3 bd',
    '37 7a c2 bc c2 af',
    'c3 8a c3 be c2 ba c2 be',
  ],
].map((text) => magic(text));

/** The same characters in UTF-16. */
export const WIDE_LATIN1_HEADS = [
  ...['0030 0082', '0030 201a', '0030 0081'],
  ...['00fe 00ed 00fe 00ed', '00ce 00ce 00ce 00ce'],
  ...['001f 008b 0008', '001f 2039 0008', '00fd 0037 007a', '0028 00b5 002f 00fd', '0037 007a 00bc 00af'],
  '00ca 00fe 00ba 00be',
].flatMap((text) => {
  const units = text.split(' ').map((unit) => [unit.slice(0, 2), unit.slice(2)] as const);
  return [units.map(([high, low]) => `${low} ${high}`), units.map(([high, low]) => `${high} ${low}`)].map((bytes) =>
    magic(bytes.join(' ')),
  );
});
