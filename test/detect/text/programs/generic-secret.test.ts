import { expect, it } from 'vitest';
import { drawnPassword } from '../../../../src/detect/text/password.ts';
import { genericSecretRules } from '../../../../src/detect/text/programs/generic-secret.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { base58Check } from '../../../builders/base58.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const detectors = genericSecretRules.map(ruleDetector);

// No example of the rule: it is not there in UTF-16.
it('is found among the arguments of a process, as Linux has them (/proc/*/cmdline)', () => {
  const secret = drawnPassword(seededRandom(3));
  const text = `restic\0--password\0${secret}\0backup\0`;
  const found = detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(Buffer.from(text, 'latin1'))));
  expect(found).toMatchObject([{ offset: text.indexOf(secret), length: secret.length }]);
});

const counted = (text: string) => Buffer.concat([Buffer.of(text.length), Buffer.from(text)]);

it('is told by lengths alone where a value is drawn, and is no name that stands behind a name', () => {
  const inTable = (value: string) => Buffer.concat(['size', 'client_secret', value, 'scalar'].map(counted));
  const found = (value: string) =>
    detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(inTable(value))));
  expect(found(drawnPassword(seededRandom(3)).padEnd(20, 'x7Q'))).toHaveLength(1);
  for (const name of ['Curve_Edwards25519', 'd2i_RSAPublicKey_bio', 'GRPCConnPoolSize'])
    expect(found(name)).toEqual([]);
});

it.each([
  ['shared_secret', 'n'],
  ['pass', 'n'],
  ['pass', 'r'],
  ['pass', 't'],
  ['client_secret', 't'],
])('begins a line in a string: the name is %s, without the %s of an escape', (name, letter) => {
  const secret = drawnPassword(seededRandom(3));
  const text = `{"text": "user: joe\\${letter}${name}: ${secret}\\n"}`;
  const found = detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(Buffer.from(text, 'latin1'))));
  expect(found).toMatchObject([{ offset: text.indexOf(secret), length: secret.length, facts: { name } }]);
});

it('is no address of Bitcoin, by its checksum', () => {
  const hash = seededRandom(5).bytes(20);
  for (const version of [0, 5, 0x6f]) {
    // A byte of zero in front is a digit of its own.
    const address = `${version === 0 ? '1' : ''}${base58Check(Buffer.from([version, ...hash]))}`;
    const found = (value: string) =>
      detectors.flatMap((detector) =>
        inspectAll(detector, new Uint8Array(Buffer.from(`SIGNING_KEYS = ("${value}",)`))),
      );
    expect(found(address)).toEqual([]);
    expect(found(address.replace(address[9]!, address[9] === 'x' ? 'y' : 'x'))).toHaveLength(1);
  }
});
