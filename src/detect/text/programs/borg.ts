/** A key file of BorgBackup (its docs, "Key files"): `BORG_KEY`, the id of the repository, and the key in base64 lines, encrypted with a passphrase. */
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const borgRules: readonly Rule[] = [
  {
    id: 'borg-key',
    title: 'Key of a BorgBackup repository, encrypted with a passphrase',
    provider: 'BorgBackup',
    severity: 'low',
    confidence: 'high',
    advice:
      'Whoever guesses the passphrase reads the backups. Make a new repository if it may be weak, or was written next to the key.',
    anchors: ['BORG_KEY '],
    pattern:
      /BORG_KEY [0-9a-f]{64}(?:\r?\n|\\n)(?<secret>(?<body>[A-Za-z0-9+/]{60,76})(?:(?:\r?\n|\\n)[A-Za-z0-9+/]{1,76}={0,2}){2,16})/,
    maxMatchBytes: 1600,
    edges: { before: /[A-Za-z0-9_]/ },
    minBitsPerCharacter: 3.5,
    examples: (random) => {
      // It begins with a MessagePack dictionary: algorithm, data, hash, iterations, salt, version.
      const lines = Buffer.from(random.bytes(300))
        .toString('base64')
        .match(/.{1,70}/g)!;
      const secret = lines.join('\n');
      const text = `BORG_KEY ${random.text(64, HEX)}\n${secret}\n`;
      return [{ text, secret, hidden: [lines[0]!] }];
    },
    lookAlikes: (random) => [
      'BORG_KEY is not set',
      `BORG_KEY ${random.text(64, HEX)}\n`,
      `BORG_KEY ${random.text(60, HEX)}\n${random.text(70, HEX)}\n${random.text(70, HEX)}\n${random.text(70, HEX)}\n`,
    ],
  },
];
