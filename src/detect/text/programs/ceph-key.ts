/**
 * Keys of Ceph (cephx) in keyrings, manifests of Rook and mount options: base64 of a type, a creation time, a length and the
 * bytes, all little-endian (Ceph, src/auth/Crypto.cc, `CryptoKey::encode`). Nothing else begins this way and has a time in it.
 */
import type { RandomText } from '../random-text.ts';
import { type Candidate, inAnyCase, type Rule } from '../rule.ts';

/*   0  2  type: 1 AES-128, 2 AES-256 (Ceph 20)   2  4  seconds   6  4  nanoseconds   10  2  bytes of the key   12  …  key   */
const HEAD_BYTES = 12;
const KEY_BYTES: Readonly<Record<number, number>> = { 1: 16, 2: 32 };
/** Cephx came with Ceph 0.10, of 2009. */
const FIRST_SECONDS = Date.UTC(2009, 0) / 1000;
const SECOND_NANOSECONDS = 1e9;

/** The name of a key ends this way: so does `userKey: ` of Rook. */
const SIGNS = ['key = ', 'key=', 'key: ', 'key: "', "key: '", 'key":"', 'key": "', 'secret=', 'secret '];

export const cephKeyRules: readonly Rule[] = [
  {
    id: 'ceph-key',
    title: 'Key of a Ceph client or daemon',
    provider: 'Ceph',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Make a new key for the entity (`ceph auth rotate`, or `ceph auth del` and `get-or-create`) and mount again with it. The key of client.admin opens all of the cluster.',
    anchors: inAnyCase(...SIGNS.flatMap((sign) => ['AQ', 'Ag'].map((type) => (sign + type).toLowerCase()))),
    pattern: /[\w"': =]{4,12}?(?<secret>AQ[A-D][A-Za-z0-9+/]{35}==|Ag[A-D][A-Za-z0-9+/]{56}=)(?=[\s"',\\\x00<]|$)/i,
    maxMatchBytes: 80,
    edges: {},
    check: isOfCeph,
    examples: (random) =>
      ([1, 2] as const).flatMap((type) => {
        const secret = cephKey(type, random);
        return [
          `[client.admin]\n\tkey = ${secret}\n\tcaps mon = "allow *"\n`,
          `[{"entity":"client.app","key":"${secret}","caps":{}}]`,
          `10.0.0.1:6789:/ /mnt ceph name=app,secret=${secret},noatime 0 2\n`,
          `stringData:\n  userID: app\n  userKey: ${secret}\n`,
          `{"userID":"app","userKey":"${secret}"}`,
        ].map((text) => ({ text, secret, hidden: [secret] }));
      }),
    lookAlikes: (random) => [
      'key = AQ==\n',
      `key = AQAA${Buffer.from(random.bytes(27)).toString('base64').slice(0, 34)}==\n`,
      `key = ${Buffer.concat([Buffer.from([1, 0]), random.bytes(9), Buffer.from([9]), random.bytes(16)]).toString('base64')}\n`,
    ],
  },
];

function isOfCeph({ secret }: Candidate): object | undefined {
  const bytes = Buffer.from(secret, 'base64');
  const length = KEY_BYTES[bytes.readUInt16LE(0)];
  if (length === undefined || bytes.length !== HEAD_BYTES + length || bytes.readUInt16LE(10) !== length)
    return undefined;
  return bytes.readUInt32LE(2) >= FIRST_SECONDS && bytes.readUInt32LE(6) < SECOND_NANOSECONDS ? {} : undefined;
}

function cephKey(type: 1 | 2, random: RandomText): string {
  const length = KEY_BYTES[type]!;
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt16LE(type, 0);
  head.writeUInt32LE(FIRST_SECONDS + random.bytes(3).reduce((all, byte) => all * 256 + byte, 0), 2);
  head.writeUInt32LE(
    random.bytes(3).reduce((all, byte) => all * 256 + byte, 0),
    6,
  );
  head.writeUInt16LE(length, 10);
  return Buffer.concat([head, random.bytes(length)]).toString('base64');
}
