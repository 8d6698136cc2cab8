import { createECDH, createHash, createPrivateKey } from 'node:crypto';
import { base58Check } from '../builders/base58.ts';
import { bech32 } from '../builders/bech32.ts';
import { factsOf, freshKey, jwkOf, scalarOf, type TestKey, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const RIPPLE = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';
const BITCOIN = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const part = (name: 'd' | 'x', key: TestKey) => Buffer.from(jwkOf(key.privateKey)![name]!, 'base64url');
const seedOf = (key = testKey('Ed25519')) => part('d', key);
const halfOf = (key = testKey('Ed25519')) => part('x', key);
const scalar = (name: string) => scalarOf(testKey(name).privateKey);
const withHead = (head: string, ...rest: Uint8Array[]) => Buffer.concat([Buffer.from(head, 'hex'), ...rest]);
const inRipple = (payload: Buffer) =>
  [...base58Check(payload)].map((digit) => RIPPLE.charAt(BITCOIN.indexOf(digit))).join('');

/** Of BIP-32 for Ed25519: the digest of the seed as RFC 8032 clamps it, so that the public half is that of the seed. */
function expanded(key = testKey('Ed25519')): Buffer {
  const digest = createHash('sha512').update(seedOf(key)).digest();
  digest[0]! &= 0xf8;
  digest[31] = (digest[31]! & 0x3f) | 0x40;
  return digest;
}

/** What follows from the 16 bytes of a seed of the XRP Ledger. */
function ofRipple(entropy: Buffer): TestKey {
  const d = createHash('sha512').update(entropy).digest().subarray(0, 32);
  const jwk = { kty: 'OKP', crv: 'Ed25519', d: d.toString('base64url'), x: Buffer.alloc(32, 1).toString('base64url') };
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  return { name: 'XRP', privateKey, facts: factsOf(privateKey), secrets: [entropy, d] };
}

const envelope = (type: string, cbor: string) => [
  `{"type":"${type}","description":"","cborHex":"${cbor.slice(0, 4)}`,
  cbor.slice(4),
];

export function samples(): readonly Sample[] {
  const [ed, k1, r1] = ['Ed25519', 'secp256k1', 'P-256'].map(testKey) as [TestKey, TestKey, TestKey];
  const entropy = createHash('md5').update('entropy').update(seedOf()).digest();
  const scalarKey = { ...ed, secrets: [expanded().subarray(0, 32), expanded().subarray(32)] };
  const kes = Buffer.concat(
    Array.from({ length: 19 }, (_, at) => createHash('sha256').update(seedOf()).update(`${at}`).digest()),
  );
  const [sui, tezos, xrpl, cardano, aptos] = ['sui', 'tezos', 'xrpl', 'cardano', 'aptos'].map((form) => ({ form }));
  const high = { confidence: 'high' } as const;
  const cli = (type: string, cbor: string) => {
    const [before, text] = envelope(type, cbor);
    return { before: before!, text: text!, after: '"}', facts: cardano! };
  };
  return [
    inText({ variant: 'Sui', text: bech32('suiprivkey', withHead('00', seedOf())), key: ed, facts: sui! }),
    inText({ variant: 'Sui, secp256k1', text: bech32('suiprivkey', withHead('01', scalar('secp256k1'))), key: k1 }),
    inText({ variant: 'Sui, P-256', text: bech32('suiprivkey', withHead('02', scalar('P-256'))), key: r1 }),
    inText({ variant: 'IOTA', text: bech32('iotaprivkey', withHead('00', seedOf())), key: ed }),
    inText({ variant: 'Nostr', text: bech32('nsec', scalar('secp256k1')), key: k1, facts: { form: 'nostr' } }),
    inText({ variant: 'Aptos', text: `ed25519-priv-0x${seedOf().toString('hex')}`, key: ed, facts: aptos!, ...high }),
    inText({
      variant: 'Aptos, secp256k1',
      text: `secp256k1-priv-0x${scalar('secp256k1').toString('hex')}`,
      key: k1,
      ...high,
    }),
    inText({ variant: 'Tezos, seed', text: base58Check(withHead('0d0f3a07', seedOf())), key: ed, facts: tezos! }),
    inText({ variant: 'Tezos, both halves', text: base58Check(withHead('2bf64e07', seedOf(), halfOf())), key: ed }),
    inText({ variant: 'Tezos, secp256k1', text: base58Check(withHead('11a2e0c9', scalar('secp256k1'))), key: k1 }),
    inText({ variant: 'Tezos, P-256', text: base58Check(withHead('1051eebd', scalar('P-256'))), key: r1 }),
    inText({
      ...{ variant: 'XRP Ledger', before: '{"seed": "', text: inRipple(withHead('21', entropy)), after: '"}' },
      ...{ secrets: [entropy], facts: { ...xrpl!, kind: 'seed', bits: 128 } },
    }),
    inText({
      variant: 'XRP Ledger, Ed25519',
      text: inRipple(withHead('01e14b', entropy)),
      key: ofRipple(entropy),
      facts: xrpl!,
    }),
    inText({
      variant: 'Cardano',
      key: ed,
      ...high,
      ...cli('PaymentSigningKeyShelley_ed25519', `5820${seedOf().toString('hex')}`),
    }),
    inText({
      ...{ variant: 'Cardano, extended', key: scalarKey },
      ...cli(
        'StakeExtendedSigningKeyShelley_ed25519_bip32',
        withHead('5880', expanded(), halfOf(), entropy, entropy).toString('hex'),
      ),
    }),
    inText({
      variant: 'Cardano, VRF',
      key: ed,
      ...cli('VrfSigningKey_PraosVRF', withHead('5840', seedOf(), halfOf()).toString('hex')),
    }),
    inText({
      ...{ variant: 'Cardano, KES', secrets: [kes], ...high },
      ...{
        before: '{"type":"KesSigningKey_ed25519_kes_2^6","description":"","cborHex":"590260',
        text: kes.toString('hex'),
      },
      ...{ after: '"}', facts: { kind: 'kes' } },
    }),
    inText({ variant: 'Cardano, Bech32', text: bech32('addr_sk', seedOf()), key: ed, facts: cardano! }),
    inText({
      ...{
        variant: 'Cardano, Bech32, extended',
        text: bech32('root_xsk', Buffer.concat([expanded(), entropy, entropy])),
      },
      ...{ key: scalarKey },
    }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const swap = (text: string) => text.slice(0, -1) + (text.endsWith('q') ? 'p' : 'q');
  const seed = seedOf().toString('hex');
  const ecdh = createECDH('secp256k1');
  const made = {
    'Sui with a wrong checksum': swap(bech32('suiprivkey', withHead('00', seedOf()))),
    'Sui, a curve that is none': bech32('suiprivkey', withHead('05', seedOf())),
    'a public key of Nostr': bech32('npub', Buffer.from(ecdh.generateKeys('hex', 'compressed').slice(2), 'hex')),
    'Nostr, zeros': bech32('nsec', Buffer.alloc(32)),
    'Tezos with a wrong checksum': swap(base58Check(withHead('0d0f3a07', seedOf()))),
    'Tezos, two halves of two keys': base58Check(withHead('2bf64e07', seedOf(), halfOf(freshKey('Ed25519')))),
    'a public key of Tezos': base58Check(withHead('0d0f25d9', halfOf())),
    'an account of the XRP Ledger': `seed: ${inRipple(withHead('00', Buffer.from(seed.slice(0, 40), 'hex')))}`,
    'a word behind a name': '"secret": "someThingThatStandsForIt12345"',
    'Aptos, zeros': `ed25519-priv-0x${'0'.repeat(64)}`,
    'Aptos, a digit less': `ed25519-priv-0x${seed.slice(1)}`,
    'a public key of Cardano': `{"type":"PaymentVerificationKeyShelley_ed25519","cborHex":"5820${seed}"}`,
    'a public key of Cardano beside what says that there is a secret one': `{"skey":{"type":"PaymentSigningKeyShelley_ed25519"},"vkey":{"type":"PaymentVerificationKeyShelley_ed25519","cborHex":"5820${seed}"},"next":{"type":"StakeSigningKeyShelley_ed25519"}}`,
    'Cardano, another length': `{"type":"PaymentSigningKeyShelley_ed25519","cborHex":"5820${seed}00"}`,
    // The first half could be a scalar, which the file has no place for.
    'Cardano, VRF, two halves of two keys': `{"type":"VrfSigningKey_PraosVRF","cborHex":"5840${withHead('', expanded().subarray(0, 32), halfOf()).toString('hex')}"}`,
    'anchors in a row': 'edsk'.repeat(3000),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text) }));
}
