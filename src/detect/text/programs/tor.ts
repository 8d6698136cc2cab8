/**
 * Keys that allow a Tor client to use an onion service (`ClientOnionAuthDir`, *.auth_private): the address, then
 * `descriptor:x25519:` and the private key in base32. Without the address it is the public half, which the service has.
 */
import { fiveBitGroups } from '../../proof/five-bit-groups.ts';
import { onionAddress } from '../../proof/onion-address.ts';
import { BASE32 } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const ADDRESS_LETTERS = 56;

export const torRules: readonly Rule[] = [
  {
    id: 'tor-client-key',
    title: 'Key of a client for an onion service of Tor',
    provider: 'Tor',
    severity: 'high',
    confidence: 'high',
    advice:
      'Make another pair for this client, and take the public half of this one out of authorized_clients of the service.',
    anchors: [':descriptor:x25519:'],
    bytesBefore: ADDRESS_LETTERS,
    pattern: /(?<address>[a-z2-7]{55}d):descriptor:x25519:(?<secret>[A-Z2-7]{52})/,
    maxMatchBytes: 140,
    edges: { before: /[A-Za-z0-9]/, after: /[A-Za-z0-9]/ },
    minBitsPerCharacter: 3,
    check: ({ groups }) => (isOnionAddress(groups.address!) ? {} : undefined),
    examples: (random) => {
      const secret = random.text(52, BASE32);
      return [
        {
          text: `${onionAddress(random.bytes(32)).replace('.onion', '')}:descriptor:x25519:${secret}\n`,
          secret,
          hidden: [secret],
        },
      ];
    },
    lookAlikes: (random) => [
      `descriptor:x25519:${random.text(52, BASE32)}`,
      `${random.text(55, BASE32.toLowerCase())}d:descriptor:x25519:${random.text(52, BASE32)}`,
    ],
  },
];

function isOnionAddress(text: string): boolean {
  const digits = [...text.toUpperCase()].map((letter) => BASE32.indexOf(letter));
  return onionAddress(fiveBitGroups(digits).bytes.subarray(0, 32)) === `${text}.onion`;
}
