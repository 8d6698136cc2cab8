/**
 * Settings that are only named a key, or a personal access token: `ACME_KEY=…`, `"acme_pat": "…"`. Many keys are no secrets (of a
 * cache, a row, a site, a public one), so only values that a machine drew count, and they are low.
 */
import { namingOf } from '../assignment.ts';
import { drawnPassword } from '../password.ts';
import { isPublished } from '../published.ts';
import { HEX } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { isGuessable, isIssued } from '../value-kind.ts';
import { drawnValueFollows } from './setting-glance.ts';
import { MAX_NAME_BYTES, NAMES_SECRET, namesSecret } from './setting-name.ts';
import { isBareName, isProgramText } from './setting-text.ts';
import { readSetting } from './setting-value.ts';

const MIN_VALUE_BYTES = 20;
/** Reported by `text/providers/azure-devops.ts`, which is a fallback like this rule. */
const OF_AZURE = /AZDO|JQQJ/;
/** The part of the name before its last word, after an escaped line end or tab. */
const HEAD = new RegExp(String.raw`(?:\\[nrt])?([A-Za-z0-9_.-]{0,${MAX_NAME_BYTES}})$`);

export const genericKeyRules: readonly Rule[] = [
  {
    id: 'generic-key',
    title: 'Key in a setting',
    provider: 'Setting',
    isFallback: true,
    severity: 'medium',
    confidence: 'low',
    advice:
      'If it opens something, revoke it where it was issued, and let the program read the new one from a secret store.',
    anchors: ['=', ':', '"', "'", ' =', ' :'].flatMap((behind) =>
      ['_key', '_pat'].map((word) => ({ text: word + behind, ignoreCase: true }) as const),
    ),
    glance: drawnValueFollows,
    pattern: /_(?:key|pat)/i,
    maxMatchBytes: 4,
    contextBytes: 400,
    edges: {},
    judgesPlaceholders: true,
    check: assess,
    examples: (random) => {
      const secret = drawnPassword(random);
      const hex = random.text(40, HEX);
      return [
        { text: `ACME_KEY=${secret}\n`, secret },
        { text: `export ACME_ROOT_KEY="${secret}"\n`, secret },
        { text: `{"ACME_KEY": "${secret}"}`, secret },
        { text: `ACME_PAT=${secret}\n`, secret },
        { text: `acme_key: "${secret}"`, secret },
        { text: `ACME_KEY=${hex}\n`, secret: hex },
      ].map((example) => ({ ...example, hidden: [] }));
    },
    lookAlikes: (random) => [
      `CACHE_KEY=${drawnPassword(random)}\n`,
      `"PRIMARY_KEY": "${drawnPassword(random)}"`,
      `sort_key = "${drawnPassword(random)}"`,
      `row.cache_key = "${drawnPassword(random)}"`,
      `PUBLIC_KEY=${drawnPassword(random)}\n`,
      `STRIPE_PUBLISHABLE_KEY=${drawnPassword(random)}\n`,
      '"spdx_license_key": "LZMA-SDK-9.11-to-9.20",',
      '"license_key": "ms-dxsdk-d3dx-9.29.952.3",',
      'ACME_KEY=acme-key-of-the-production-server-1\n',
      `"encrypted_key": "${drawnPassword(random)}${drawnPassword(random)}"`,
      ...['302a300506032b6570032100', '30820122300d06092a864886f70d01010105000382010f00'].flatMap((head) => {
        const key = Buffer.from(head + random.text(64, HEX), 'hex');
        return [
          `exports.ROOT_KEY = '${key.toString('hex')}' +`,
          `ROOT_KEY=${key.toString('base64')}
`,
        ];
      }),
      `CLUSTER_KEY = "${Buffer.from(`\0\0\0\x07ssh-rsa${random.text(40, HEX)}`).toString('base64')}"`,
      `self.websocket_key = "${Buffer.from(random.bytes(16)).toString('base64')}"`,
      `some_key = 'MD5-s389--${random.text(32, HEX)}'`,
      'SORT_KEY = "created_at_2024_descending"',
      "const LOOKUP_KEY = '(?:[@$]{0,2})[_a-zA-Z0-9-]*';",
      `ACME_KEY=\${VAULT_ACME_KEY_1234567890}\n`,
    ],
  },
];

/** A key in a JWE (RFC 7516, section 7.2.1) or of an envelope: only who has another key can read it. */
const ENCRYPTED = /(?:encrypted|wrapped)_?key$/i;

/**
 * Whether it is a public key in hex or base64, or its beginning. A SubjectPublicKeyInfo (RFC 5280, section 4.1) is a SEQUENCE of up
 * to 64 KiB that begins with the SEQUENCE of an AlgorithmIdentifier, where a private key has a version; a key of SSH (RFC 4253,
 * section 6.6) begins with the length of its type.
 */
function isPublicKey(value: string): boolean {
  const beginning = Buffer.from(value.slice(0, 16), /^[0-9a-f]+$/i.test(value) ? 'hex' : 'base64');
  return /^(?:\x30(?:[\0-\x7f]|\x81.|\x82..)\x30[\0-\x7f]\x06|\0\0\0.(?:ssh-|ecdsa-|sk-))/s.test(
    beginning.toString('latin1'),
  );
}

/** Sec-WebSocket-Key (RFC 6455, section 4.1): drawn for one connection, and sent in the clear. */
const NONCE = /websocket_key$/i;
/** The name of a file's content in git-annex: `MD5-s389--e9f6…`. */
const ANNEXED = /^[A-Z0-9_]{2,12}(?:-[smSC][0-9]{1,16}){1,4}--/;

/** With a word in it, in lists of licenses as ScanCode has them: `ms-jdbc-driver-40-sql-server`, `LZMA-SDK-9.11-to-9.20`. */
const NAMED_LICENSE = /^(?:[\w.]+-)+?[A-Z]?[a-z]{2,}(?:-[\w.]+)*$|^[a-z]{2,}-/;

function assess({ window, start, end }: Candidate): Assessment | undefined {
  const head = HEAD.exec(window.slice(Math.max(0, start - MAX_NAME_BYTES - 2), start))![1]!;
  const name = `${head}${window.slice(start, end)}`;
  const setting = readSetting(window, end);
  if (head === '' || setting === undefined || NAMES_SECRET.test(name) || !namesSecret(name)) return undefined;
  if (namingOf('', name, '') !== 'named' || isProgramText(setting, window)) return undefined;
  const { value, form, start: from } = setting;
  if (value.length < MIN_VALUE_BYTES || !isIssued(value) || isPublished(value) || OF_AZURE.test(value))
    return undefined;
  if ((form !== 'bare' && form !== 'quoted') || isBareName(setting)) return undefined;
  if (ENCRYPTED.test(name) || NONCE.test(name) || ANNEXED.test(value) || isPublicKey(value)) return undefined;
  if (/licen[cs]e_key$/i.test(name) && NAMED_LICENSE.test(value)) return undefined;
  const place = { start: from, end: from + value.length };
  return { guessable: isGuessable(value), place, facts: { name } };
}
