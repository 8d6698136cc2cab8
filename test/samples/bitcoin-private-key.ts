import { base58Check } from '../builders/base58.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { scalarOf, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const scalar = () => scalarOf(testKey('secp256k1').privateKey);

function extended(version: string, marker = 0, depth = 3): string {
  const rest = Buffer.concat([Buffer.of(depth), seededRandom(8).bytes(40)]); // and parent, child, chain code
  return base58Check(Buffer.concat([Buffer.from(version, 'hex'), rest, Buffer.of(marker), scalar()]));
}
const wif = (version: number, ...tail: number[]) =>
  base58Check(Buffer.concat([Buffer.of(version), scalar(), Buffer.from(tail)]));

export function samples(): readonly Sample[] {
  const key = testKey('secp256k1');
  return [
    inText({ variant: 'xprv', text: extended('0488ade4'), key, facts: { form: 'bip32' } }),
    inText({ variant: 'tprv', text: extended('04358394'), key }),
    inText({ variant: 'zprv', text: extended('04b2430c'), key }),
    inText({ variant: 'Vprv', text: extended('02575048'), key }),
    inText({ variant: 'uprv, deep', text: extended('044a4e28', 0, 5), key }),
    inText({ variant: 'xprv, as deep as can be', text: extended('0488ade4', 0, 255), key }),
    inText({ variant: 'WIF, compressed', before: 'wif: ', text: wif(0x80, 1), key, facts: { form: 'wif' } }),
    inText({ variant: 'WIF', before: 'importprivkey ', text: wif(0x80), key }),
    inText({ variant: 'WIF, private key', before: 'privateKey: "', text: wif(0x80, 1), after: '"', key }),
    inText({ variant: 'WIF, two words', before: 'Private key: ', text: wif(0x80), key }),
    inText({ variant: 'WIF of Litecoin', before: 'LTC_PRIVATE_KEY=', text: wif(0xb0, 1), key }),
    inText({ variant: 'WIF of Dogecoin', before: 'wif: ', text: wif(0x9e, 1), key }),
    inText({ variant: 'WIF of Dash', before: 'wif: ', text: wif(0xcc), key }),
    inText({ variant: 'WIF of the test network', before: '"WIF": "', text: wif(0xef, 1), after: '"', key }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const good = extended('0488ade4');
  const compressed = wif(0x80, 1);
  const made = {
    'a wrong checksum': good.slice(0, -1) + (good.endsWith('2') ? '3' : '2'),
    'a public key': extended('0488b21e', 2),
    'WIF with a wrong checksum': `wif: ${compressed.slice(0, -1)}${compressed.endsWith('2') ? '3' : '2'}`,
    'WIF of no such coin': `privateKey: ${wif(0x81, 1)}`,
    'a word alone': 'wifi password: Kitchen',
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
