/**
 * `{AES}` and `{AES256}` of WebLogic's config.xml and boot.properties: AES-CBC with a key in SerializedSystemIni.dat of the same
 * domain, which is encrypted with a constant of the program. Together with that file, the password is readable.
 */
import { BASE64 } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const applicationServerPasswordRules: readonly Rule[] = [
  {
    id: 'weblogic-encrypted-password',
    title: 'Password of WebLogic, encrypted with the key of its domain',
    provider: 'WebLogic',
    severity: 'medium',
    confidence: 'high',
    advice:
      'Change the password where SerializedSystemIni.dat of the domain may have gone the same way: it opens every one of them.',
    anchors: ['{AES}', '{AES256}'],
    // An IV of 16 bytes, and blocks of 16.
    pattern: /\{AES(?:256)?\}(?<secret>(?<body>[A-Za-z0-9+/]{42,600})(?:\\?=|%3D){0,2})/,
    maxMatchBytes: 640,
    edges: { after: /[A-Za-z0-9+/=]/ },
    minBitsPerCharacter: 3.5,
    check: ({ body }) => (isOfBlocks(body.length) ? {} : undefined),
    examples: (random) =>
      [32, 48].flatMap((bytes) => {
        const secret = Buffer.from(random.bytes(bytes)).toString('base64');
        return ['AES', 'AES256'].map((name) => ({
          ...{ text: `<password-encrypted>{${name}}${secret}</password-encrypted>`, secret },
          hidden: [secret.replace(/=+$/, '')],
        }));
      }),
    lookAlikes: (random) => [
      '{AES}',
      `{AES}${random.text(30, BASE64)}`,
      `{AES}${Buffer.from(random.bytes(33)).toString('base64')}`,
    ],
  },
];

/** Whether base64 of that many digits is a multiple of 16 bytes. */
function isOfBlocks(digits: number): boolean {
  return digits % 4 !== 1 && Math.floor((digits * 3) / 4) % 16 === 0;
}
