/**
 * Keys of OpenPGP that GnuPG does not make: version 6 of RFC 9580 and its own algorithms, by sq and by openpgp.js, found
 * with the fingerprints that those print. Needs Debian's sq; and npm.
 */
import { describe, expect, test } from 'vitest';
import { openpgpPrivateKey } from '../../src/detect/binary/openpgp-private-key.ts';
import { openpgpPrivateKeyArmour } from '../../src/detect/text/keys/openpgp-private-key-armour.ts';
import { workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { folder, install, run, script, file } = workshop();

describe.each([
  ['rfc4880', 'cv25519'],
  ['rfc4880', 'rsa2k'],
  ['rfc9580', 'cv25519'],
  ['rfc9580', 'rsa3k'],
])('sq, profile %s with %s', (profile, suite) => {
  const name = `${profile}-${suite}`;
  const sq = (...args: string[]) => run('sq', ['--home', folder, ...args]);
  sq(
    ...['key', 'generate', '--own-key', '--name', 'Build', '--profile', profile, '--cipher-suite', suite],
    ...['--without-password', '--output', `${name}.key`, '--rev-cert', `${name}.rev`],
  );
  const fingerprints = [
    ...sq('inspect', `${name}.key`)
      .toString()
      .matchAll(/(?:Fingerprint|Subkey): ([0-9A-F]{40,64})/g),
  ].map(([, hex]) => hex!);

  test('in armour and without', () => {
    expect(new Set(fingerprints).size).toBeGreaterThan(2);
    expect(inspectAll(openpgpPrivateKeyArmour, file(`${name}.key`))).toMatchObject([
      { confidence: 'proven', facts: { openpgpFingerprint: fingerprints[0] } },
    ]);
    const packets = sq('packet', 'dearmor', `${name}.key`);
    const found = inspectAll(openpgpPrivateKey, packets).map(({ facts }) => facts.openpgpFingerprint);
    expect(found.sort()).toEqual([...new Set(fingerprints)].sort());
  });
});

describe('openpgp.js', () => {
  install('openpgp@6.3.2', 'eckey-utils@0.7.14');
  const made = script<{ name: string; base64: string; armoured: string; fingerprints: string[] }[]>(`
    import * as openpgp from 'openpgp';
    const made = [];
    const curves = ['p256', 'p384', 'p521', 'secp256k1', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1', 'ed25519Legacy'];
    const kinds = [
      ...curves.map((curve) => ({ type: 'ecc', curve })),
      { type: 'rsa', rsaBits: 2048 },
      { type: 'curve25519' },
      { type: 'curve448' },
      { type: 'curve25519', config: { v6Keys: true } },
      { type: 'curve448', config: { v6Keys: true } },
      { type: 'rsa', rsaBits: 3072, config: { v6Keys: true } },
      { type: 'curve25519', config: { v6Keys: true, aeadProtect: true }, passphrase: 'open sesame' },
      { type: 'curve25519', passphrase: 'open sesame' },
    ];
    for (const { config, ...options } of kinds) {
      const userIDs = [{ name: 'Build', email: 'build@example.org' }];
      const rejectCurves = new Set();
      const { privateKey } = await openpgp.generateKey({ userIDs, format: 'object', config: { rejectCurves, ...config }, ...options });
      made.push({
        name: JSON.stringify({ ...options, ...config }),
        base64: Buffer.from(privateKey.write()).toString('base64'),
        armoured: privateKey.armor(),
        fingerprints: privateKey.getKeys().map((key) => key.getFingerprint().toUpperCase()),
      });
    }
    console.log(JSON.stringify(made));`);

  test.each(made)('$name', ({ name, base64, armoured, fingerprints }) => {
    const expected = name.includes('passphrase') ? { severity: 'low' } : { confidence: 'proven' };
    const found = inspectAll(openpgpPrivateKey, Buffer.from(base64, 'base64'));
    // Nothing in a protected packet of version 4 with the algorithms of RFC 9580 is rare enough for an anchor.
    const known = name.includes('passphrase') && !name.includes('v6Keys') ? [] : fingerprints;
    expect(found.map(({ facts }) => facts.openpgpFingerprint).sort()).toEqual(known.sort());
    expect(found).toMatchObject(known.map(() => expected));
    expect(inspectAll(openpgpPrivateKeyArmour, Buffer.from(armoured))).toMatchObject([expected]);
  });
});
