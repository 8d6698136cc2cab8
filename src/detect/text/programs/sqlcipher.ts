/** Keys of a database encrypted with SQLCipher: `PRAGMA key = '…'`, of a passphrase or of 32 bytes with or without a salt. */
import { assessPassword, drawnPassword, isWordAlone } from '../password.ts';
import { isPublished } from '../published.ts';
import { HEX } from '../random-text.ts';
import { inAnyCase, type Rule } from '../rule.ts';

export const sqlcipherRules: readonly Rule[] = [
  {
    id: 'sqlcipher-key',
    title: 'Key of a database encrypted with SQLCipher',
    provider: 'SQLCipher',
    severity: 'high',
    confidence: 'medium',
    advice: 'Give the database another key (`PRAGMA rekey`), drawn on the device and kept in its key store.',
    anchors: inAnyCase('pragma key', 'pragma rekey', 'pragma hexkey', 'pragma hexrekey'),
    pattern:
      /pragma (?:hex)?(?:re)?key\s{0,4}=\s{0,4}\\?(?:"x'(?<raw>[0-9a-f]{64}(?:[0-9a-f]{32})?)'|["'](?<secret>[^"'\\\s\x00]{3,128})\\?["'])/i,
    maxMatchBytes: 160,
    edges: {},
    judgesPlaceholders: true,
    check({ start, window, end, groups }) {
      const key = groups.raw ?? groups.secret!;
      const at = start + window.slice(start, end).lastIndexOf(key);
      const place = { start: at, end: at + key.length };
      // A word is that of a manual, or of a test.
      if (isWordAlone(key) || isPublished(key.toUpperCase())) return undefined;
      const assessment = assessPassword(key, { of: 'SQLCipher', drawn: 'medium', chosen: 'low' });
      return assessment && { ...assessment, place, identity: key };
    },
    examples: (random) => {
      const [secret, raw] = [drawnPassword(random), random.text(64, HEX)];
      return [
        { text: `PRAGMA key = '${secret}';`, secret },
        { text: `db.execute("PRAGMA key='${secret}'")`, secret },
        { text: `pragma hexkey = '${raw}';`, secret: raw },
        { text: `sqlcipher a.db "PRAGMA key = \\"x'${raw}'\\";"`, secret: raw },
      ].map((one) => ({ ...one, hidden: [one.secret] }));
    },
    lookAlikes: () => [
      "PRAGMA key = '$key'",
      "PRAGMA key = '%s'",
      "PRAGMA key = 'passphrase';",
      'PRAGMA key = ?',
      `PRAGMA key = "x'${'0'.repeat(64)}'";`,
    ],
  },
];
