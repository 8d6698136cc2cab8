/** The master key of a restic repository, as `restic cat masterkey` prints it (restic's design document, "Keys, Encryption and MAC"). */
import type { RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { assessKeyBytes } from './symmetric-key.ts';

const BLANKS = String.raw`(?:\s|\\n){0,16}`;
const member = (name: string, value: string) => String.raw`\\?"${name}\\?"\s{0,4}:\s{0,4}\\?"${value}`;
const HALF_OF_MAC = String.raw`[A-Za-z0-9+/]{22}==\\?"`;
const MAC_ENDS = `${member('r', HALF_OF_MAC)}${BLANKS}\\},${BLANKS}`;

/** The end of the authentication half: `encrypt` after it is not a gossip key. */
export const RESTIC_MAC = new RegExp(`${MAC_ENDS}$`);

export const resticRules: readonly Rule[] = [
  {
    id: 'restic-master-key',
    title: 'Master key of a restic repository',
    provider: 'restic',
    severity: 'critical',
    confidence: 'high',
    advice:
      'It decrypts all backups of the repository, whatever its passwords are, and cannot be changed: copy what is to stay into a new repository with `restic copy`, and delete the old one.',
    anchors: ['"encrypt":', '"encrypt" :', '\\"encrypt\\"'],
    pattern: new RegExp(
      String.raw`"mac\\?"\s{0,4}:\s{0,4}\{${BLANKS}${member('k', HALF_OF_MAC)},${BLANKS}${MAC_ENDS}${member('encrypt', '(?<secret>[A-Za-z0-9+/]{43}=)')}`,
    ),
    bytesBefore: 250,
    maxMatchBytes: 320,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret }) => assessKeyBytes(Buffer.from(secret, 'base64')),
    examples: (random) =>
      [2, 0].map((indent) => {
        const key = keyOf(random);
        return {
          text: JSON.stringify(key, null, indent),
          secret: key.encrypt,
          hidden: [key.encrypt],
          facts: { bits: 256 },
        };
      }),
    lookAlikes: (random) => {
      const { mac, encrypt } = keyOf(random);
      return [
        JSON.stringify({ mac: { k: mac.k }, encrypt }),
        JSON.stringify({ mac, encrypt: Buffer.alloc(32).toString('base64') }),
        JSON.stringify({ mac, encrypt: 'a password' }),
      ];
    },
  },
];

function keyOf(random: RandomText): { mac: { k: string; r: string }; encrypt: string } {
  const [k, r, encrypt] = [16, 16, 32].map((bytes) => Buffer.from(random.bytes(bytes)).toString('base64'));
  return { mac: { k: k!, r: r! }, encrypt: encrypt! };
}
