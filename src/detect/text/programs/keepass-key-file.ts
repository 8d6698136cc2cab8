/**
 * Key files of KeePass (KeePassLib/Keys/KcpKeyFile.cs) and KeePassXC, which with or without a password open a database:
 *   version 2   `<Data Hash="…">`, 32 bytes in hex with white space, and the first four bytes of their SHA-256
 *   version 1   32 bytes in base64
 */
import { createHash } from 'node:crypto';
import type { Rule } from '../rule.ts';
import { assessKeyBytes } from './symmetric-key.ts';

const KEY_BYTES = 32;
/** The first four bytes of SHA-256. */
const hashOf = (key: Uint8Array) => createHash('sha256').update(key).digest('hex').slice(0, 8);
const frame = (version: string, data: string) =>
  String.raw`<Meta>\s{0,20}<Version>${version}</Version>\s{0,20}</Meta>\s{0,20}<Key>\s{0,20}<Data${data}`;

export const keepassKeyFileRules: readonly Rule[] = [
  {
    id: 'keepass-key-file',
    title: 'Key file of a KeePass database',
    provider: 'KeePass',
    severity: 'high',
    confidence: 'high',
    advice:
      'Give every database that it opens another key file, and replace what is in them if no password protects them besides.',
    anchors: ['<KeyFile>'],
    pattern: new RegExp(
      [
        String.raw`<KeyFile>\s{0,20}(?:`,
        frame(
          String.raw`2\.\d{1,2}`,
          String.raw` Hash="(?<hash>[0-9A-Fa-f]{8})">\s{0,20}(?<hex>[0-9A-Fa-f][0-9A-Fa-f\s]{62,200})`,
        ),
        '|',
        frame(String.raw`1\.\d{1,2}`, String.raw`>\s{0,20}(?<base64>[A-Za-z0-9+/]{43}=)\s{0,20}`),
        ')</Data>',
      ].join(''),
    ),
    maxMatchBytes: 600,
    edges: {},
    // Rows of digits are no placeholder.
    judgesPlaceholders: true,
    check: ({ groups: { hash, hex, base64 }, window, start }) => {
      const written = (hex ?? base64!).trimEnd();
      const key = Buffer.from(written.replace(/\s+/g, ''), hex === undefined ? 'base64' : 'hex');
      if (key.length !== KEY_BYTES || (hash !== undefined && hash.toLowerCase() !== hashOf(key))) return undefined;
      const found = assessKeyBytes(key);
      const at = window.indexOf(written, start);
      const place = { start: at, end: at + written.length };
      return found && { ...found, place, checksum: hash === undefined ? 'none' : 'valid' };
    },
    examples: (random) => {
      const key = Buffer.from(random.bytes(32));
      const hash = hashOf(key).toUpperCase();
      const words = key.toString('hex').toUpperCase().match(/.{8}/g)!;
      const rows = `${words.slice(0, 4).join(' ')}\r\n\t\t\t${words.slice(4).join(' ')}`;
      const base64 = key.toString('base64');
      const facts = { kind: 'symmetric', bits: 256 };
      return [
        {
          ...{ text: keyFile('2.0', `<Data Hash="${hash}">\r\n\t\t\t${rows}\r\n\t\t</Data>`), secret: rows },
          ...{ hidden: words, facts: { ...facts, checksum: 'valid' } },
        },
        { text: keyFile('1.00', `<Data>${base64}</Data>`), secret: base64, hidden: [base64], facts },
      ];
    },
    lookAlikes: (random) => [
      keyFile('2.0', `<Data Hash="00000000">${random.text(64, '0123456789ABCDEF')}</Data>`),
      keyFile('1.00', `<Data>${'A'.repeat(43)}=</Data>`),
      keyFile('1.00', '<Data>the key goes here</Data>'),
    ],
  },
];

function keyFile(version: string, data: string): string {
  return `<KeyFile>\r\n\t<Meta>\r\n\t\t<Version>${version}</Version>\r\n\t</Meta>\r\n\t<Key>\r\n\t\t${data}\r\n\t</Key>\r\n</KeyFile>\r\n`;
}
