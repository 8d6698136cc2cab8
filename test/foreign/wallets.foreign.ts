/**
 * Keys of wallets and of peers, made by the libraries that their worlds use (ethers, @scure/bip32 and bip39, wif, Solana's
 * web3.js, NATS's nkeys, Stellar's base, libp2p's crypto, Wharf for Antelope), found with the public half that those libraries print. Needs npm.
 */
import type { JsonWebKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { antelopeKey } from '../../src/detect/text/keys/antelope-key.ts';
import { bip39Phrase } from '../../src/detect/text/keys/bip39-phrase.ts';
import { bitcoinKey } from '../../src/detect/text/keys/bitcoin-key.ts';
import { ethereumKey } from '../../src/detect/text/keys/ethereum-key.ts';
import { libp2pPrivateKey } from '../../src/detect/text/keys/libp2p-private-key.ts';
import { nkeySeed } from '../../src/detect/text/keys/nkey-seed.ts';
import { solanaKey } from '../../src/detect/text/keys/solana-key.ts';
import { spkiSha256OfBytes, spkiSha256OfJwk, spkiSha256OfPoint, workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { install, script } = workshop();
install(
  ...['ethers@6.17.0', '@scure/bip32@2.4.0', '@scure/bip39@2.4.0', 'wif@5.0.0', '@solana/web3.js@1.98.4'],
  ...['@nats-io/nkeys@2.0.3', '@stellar/stellar-base@15.0.0', '@libp2p/crypto@5.1.23', '@wharfkit/antelope@1.2.0'],
);
const hex = (text: string) => Buffer.from(text, 'hex');

describe('ethers', () => {
  const made = script<{ key: string; address: string; publicKey: string; keystores: string[] }>(`
    import { Wallet, encryptKeystoreJson } from 'ethers';
    const { privateKey, address, signingKey } = Wallet.createRandom();
    const keystores = [await encryptKeystoreJson({ privateKey, address }, 'open sesame', { scrypt: { N: 1024 } })];
    console.log(JSON.stringify({ key: privateKey, address, publicKey: signingKey.publicKey.slice(2), keystores }));`);
  const spkiSha256 = spkiSha256OfPoint('secp256k1', hex(made.publicKey));

  test('a private key beside its address', () => {
    const text = `PRIVATE_KEY=${made.key}\nADDRESS=${made.address}\n`;
    const address = made.address.toLowerCase();
    expect(inspectAll(ethereumKey, Buffer.from(text))).toMatchObject([
      { confidence: 'proven', facts: { address, spkiSha256 } },
    ]);
  });

  test('a keystore of version 3', () => {
    expect(inspectAll(ethereumKey, Buffer.from(made.keystores[0]!))).toMatchObject([
      { severity: 'low', facts: { encrypted: true } },
    ]);
  });
});

describe('@scure/bip32', () => {
  const versions = {
    ...{ xprv: [0x0488b21e, 0x0488ade4], tprv: [0x043587cf, 0x04358394], yprv: [0x049d7cb2, 0x049d7878] },
    ...{ zprv: [0x04b24746, 0x04b2430c], uprv: [0x044a5262, 0x044a4e28], vprv: [0x045f1cf6, 0x045f18bc] },
    ...{ Yprv: [0x0295b43f, 0x0295b005], Zprv: [0x02aa7ed3, 0x02aa7a99] },
    ...{ Uprv: [0x024289ef, 0x024285b5], Vprv: [0x02575483, 0x02575048] },
  };
  const made = script<{ text: string; point: string; depth: number; path: string }[]>(`
    import { randomBytes } from 'node:crypto';
    import { HDKey } from '@scure/bip32';
    import { secp256k1 } from '@noble/curves/secp256k1.js';
    const made = [];
    for (const [publicVersion, privateVersion] of ${JSON.stringify(Object.values(versions))}) {
      const master = HDKey.fromMasterSeed(randomBytes(32), { public: publicVersion, private: privateVersion });
      for (const path of ['m', "m/0'", "m/44'/0'/0'/1/7"]) {
        const { privateExtendedKey: text, publicKey, depth } = master.derive(path);
        const point = secp256k1.Point.fromBytes(publicKey).toHex(false);
        made.push({ text, point, depth, path });
      }
    }
    console.log(JSON.stringify(made));`);

  test.each(made.map((each) => [each.text.slice(0, 4), each.path, each] as const))(
    '%s at %s',
    (prefix, _, { text, point, depth }) => {
      expect(Object.keys(versions)).toContain(prefix);
      expect(inspectAll(bitcoinKey, Buffer.from(`wallet: "${text}"`))).toMatchObject([
        {
          confidence: 'proven',
          facts: { depth, form: 'bip32', spkiSha256: spkiSha256OfPoint('secp256k1', hex(point)) },
        },
      ]);
    },
  );
});

describe('wif', () => {
  const made = script<{ text: string; point: string }[]>(`
    import { createECDH } from 'node:crypto';
    import * as wif from 'wif';
    console.log(JSON.stringify([[0x80, true], [0x80, false], [0xef, true], [0xef, false]].map(([version, compressed]) => {
      const ecdh = createECDH('secp256k1');
      const point = ecdh.generateKeys('hex');
      const privateKey = Uint8Array.from(Buffer.from(ecdh.getPrivateKey('hex').padStart(64, '0'), 'hex'));
      return { text: wif.encode({ version, privateKey, compressed }), point };
    })));`);

  test.each(made.map((each) => [each.text.charAt(0), each] as const))('a key that begins with %s', (_, each) => {
    const spkiSha256 = spkiSha256OfPoint('secp256k1', hex(each.point));
    expect(inspectAll(bitcoinKey, Buffer.from(`WIF=${each.text}\n`))).toMatchObject([
      { confidence: 'proven', facts: { form: 'wif', spkiSha256 } },
    ]);
  });
});

describe('@scure/bip39', () => {
  const made = script<string[]>(`
    import { generateMnemonic } from '@scure/bip39';
    import { wordlist } from '@scure/bip39/wordlists/english.js';
    console.log(JSON.stringify([128, 160, 192, 224, 256].map((bits) => generateMnemonic(wordlist, bits))));`);

  test.each(made.map((phrase) => [phrase.split(' ').length, phrase] as const))('%i words', (words, phrase) => {
    const text = Buffer.from(`MNEMONIC="${phrase}"\n`);
    const expected = { confidence: words >= 18 ? 'high' : 'medium', length: phrase.length, facts: { words } };
    expect(inspectAll(bip39Phrase, text)).toMatchObject([expected]);
  });
});

test('Keypair of Solana', () => {
  const made = script<{ secret: string; publicKey: number[] }>(`
    import web3 from '@solana/web3.js';
    const { secretKey, publicKey } = web3.Keypair.generate();
    console.log(JSON.stringify({ secret: JSON.stringify([...secretKey]), publicKey: [...publicKey.toBytes()] }));`);
  const spkiSha256 = spkiSha256OfBytes('Ed25519', Uint8Array.from(made.publicKey));
  expect(inspectAll(solanaKey, Buffer.from(made.secret))).toMatchObject([
    { confidence: 'proven', offset: 0, length: made.secret.length, facts: { spkiSha256 } },
  ]);
});

describe('nkeys of NATS', () => {
  const made = script<{ role: string; seed: string; publicKey: string }[]>(`
    import * as nkeys from '@nats-io/nkeys';
    console.log(JSON.stringify(['Account', 'Cluster', 'Curve', 'Operator', 'Server', 'User'].map((role) => {
      const pair = nkeys['create' + role]();
      const publicKey = pair.getPublicKey();
      const seed = new TextDecoder().decode(pair.getSeed());
      return { role: role.toLowerCase(), seed, publicKey };
    })));`);

  test.each(made.map((each) => [each.role, each] as const))('%s', (role, { seed, publicKey }) => {
    // A public key is its role, 32 bytes and a CRC in base32.
    const bytes = base32(publicKey).subarray(1, 33);
    const spkiSha256 = spkiSha256OfBytes(role === 'curve' ? 'X25519' : 'Ed25519', bytes);
    expect(inspectAll(nkeySeed, Buffer.from(`${seed}\n`))).toMatchObject([
      { confidence: 'proven', length: seed.length, facts: { role, spkiSha256 } },
    ]);
    expect(inspectAll(nkeySeed, Buffer.from(`${publicKey}\n`))).toEqual([]);
  });
});

test('Keypair of Stellar', () => {
  const made = script<{ secret: string; publicKey: string }>(`
    import stellar from '@stellar/stellar-base';
    const pair = stellar.Keypair.random();
    console.log(JSON.stringify({ secret: pair.secret(), publicKey: pair.rawPublicKey().toString('hex') }));`);
  const spkiSha256 = spkiSha256OfBytes('Ed25519', hex(made.publicKey));
  expect(inspectAll(nkeySeed, Buffer.from(`STELLAR_SECRET=${made.secret}\n`))).toMatchObject([
    { confidence: 'proven', facts: { form: 'stellar', spkiSha256 } },
  ]);
});

describe('libp2p', () => {
  const made = script<{ type: string; base64: string; jwk?: JsonWebKey; raw: string }[]>(`
    import { generateKeyPair, privateKeyToProtobuf } from '@libp2p/crypto/keys';
    const made = [];
    const types = [['Ed25519'], ['RSA', 2048], ['RSA', 4096], ['ECDSA', 'P-256'], ['ECDSA', 'P-384'], ['ECDSA', 'P-521']];
    for (const [type, ...size] of types) {
      const key = await generateKeyPair(type, ...size);
      const base64 = Buffer.from(privateKeyToProtobuf(key)).toString('base64');
      const { jwk, raw } = key.publicKey;
      made.push({ type: [type, ...size].join(' '), base64, jwk, raw: Buffer.from(raw).toString('hex') });
    }
    console.log(JSON.stringify(made));`);

  test.each(made.map((each) => [each.type, each] as const))('%s, as IPFS keeps it', (type, { base64, jwk, raw }) => {
    const spkiSha256 = type === 'Ed25519' ? spkiSha256OfBytes('Ed25519', hex(raw)) : spkiSha256OfJwk(jwk!);
    const text = Buffer.from(JSON.stringify({ Identity: { PeerID: '12D3', PrivKey: base64 } }));
    expect(inspectAll(libp2pPrivateKey, text)).toMatchObject([
      { confidence: 'proven', length: base64.length, facts: { spkiSha256 } },
    ]);
  });
});

/** RFC 4648, section 6. */
function base32(text: string): Buffer {
  const bits = [...text].map((digit) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(digit).toString(2).padStart(5, '0'));
  const octets = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(octets.map((octet) => Number.parseInt(octet, 2)));
}

describe('Wharf', () => {
  const made = script<{ text: string; point: string }[]>(`
    import antelope from '@wharfkit/antelope';
    import { secp256k1 } from '@noble/curves/secp256k1.js';
    import { p256 } from '@noble/curves/nist.js';
    const made = [];
    for (const [type, curve] of [['K1', secp256k1], ['R1', p256]]) {
      const key = antelope.PrivateKey.generate(type);
      const point = curve.Point.fromBytes(key.toPublic().data.array).toHex(false);
      made.push({ text: key.toString(), point });
    }
    console.log(JSON.stringify(made));`);

  test.each((['secp256k1', 'P-256'] as const).map((curve, index) => [curve, made[index]!] as const))(
    '%s',
    (curve, { text, point }) => {
      const spkiSha256 = spkiSha256OfPoint(curve, hex(point));
      expect(inspectAll(antelopeKey, Buffer.from(`key: ${text}\n`))).toMatchObject([
        { offset: 5, length: text.length, confidence: 'proven', facts: { spkiSha256 } },
      ]);
    },
  );
});
