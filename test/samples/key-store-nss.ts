import { NssDatabase, type NssStyle } from '../builders/nss-database.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { jwkOf, scalarOf, type TestKey, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';

const AES: NssStyle = { password: '', scheme: 'aes' };
const OLD: NssStyle = { password: '', scheme: '3des' };
/** Other rows, and the rest of a page. */
const GAP = Buffer.alloc(1500);
const NAMELESS = { facts: {}, secrets: [] };
const P256 = Buffer.from('06082a8648ce3d030107', 'hex');

export function samples(): readonly Sample[] {
  const [rsa, ec] = [testKey('rsa-1024'), testKey('P-256')];
  return [
    inKey4(rsa, 'key4, RSA', AES, (database) => database.rsaValues(jwkOf(rsa.privateKey)!)),
    inKey4(rsa, 'key4, RSA, password', { ...AES, password: 'password', iterations: 10_000 }, (database) =>
      database.rsaValues(jwkOf(rsa.privateKey)!),
    ),
    inKey4(rsa, 'key4, RSA, 3DES', OLD, (database) => database.rsaValues(jwkOf(rsa.privateKey)!)),
    inKey4(ec, 'key4, P-256', AES, (database) => database.value(scalarOf(ec.privateKey)), pointOf(ec)),
    symmetric(),
    inKey3(rsa, 'key3, RSA'),
    inKey3(ec, 'key3, P-256'),
    gateAlone('key4, keys far away', AES, signatures()),
    gateAlone('key4, 3DES, keys that cannot be read', OLD, new NssDatabase(OLD).value(seededRandom(4).bytes(24))),
    gateAlone('key4 without keys', AES, GAP),
    gateAlone('key4, encrypted', { ...AES, password: 'open sesame', iterations: 10_000 }, signatures()),
    key3Locked(),
  ];
}

function inKey4(
  key: Pick<TestKey, 'facts' | 'secrets'>,
  variant: string,
  style: NssStyle,
  make: (database: NssDatabase) => Buffer,
  after: Uint8Array = Buffer.from('a5005a', 'hex'),
): Sample {
  const database = new NssDatabase(style);
  const before = seededRandom(3).bytes(200);
  const values = make(database);
  return {
    variant,
    bytes: Buffer.concat([before, values, after, GAP, database.key4Gate(), GAP]),
    ...{
      offset: before.length,
      length: values.length,
      secrets: key.secrets,
      severity: 'critical',
      confidence: 'proven',
    },
    facts: { ...key.facts, form: 'nss-key4', password: style.password === '' ? 'empty' : 'usual' },
  };
}

/** CKA_KEY_TYPE, then CKA_EC_PARAMS and the point among other columns. */
function pointOf(key: TestKey): Buffer {
  const { x, y } = jwkOf(key.privateKey)!;
  const point = [Buffer.of(4), ...[x, y].map((text) => Buffer.from(text!, 'base64url'))];
  return Buffer.concat([Buffer.from('00000003a5005a', 'hex'), P256, ...point]);
}

/** The key that Firefox encrypts logins with. */
function symmetric(): Sample {
  const secret = Buffer.from(seededRandom(8).bytes(24));
  const facts = { kind: 'symmetric', bits: 192 };
  const after = Buffer.from('00000015', 'hex');
  const sample = inKey4(
    { facts, secrets: [secret] },
    'key4, 3DES key',
    AES,
    (database) => database.value(secret),
    after,
  );
  return { ...sample, severity: 'high', confidence: 'high' };
}

function inKey3(key: TestKey, variant: string): Sample {
  const database = new NssDatabase(OLD);
  const gate = database.key3Gate();
  const value = database.value(key.privateKey.export({ format: 'der', type: 'pkcs8' }));
  const before = Buffer.concat([GAP, Buffer.of(3, 0, 1, 0)]);
  return {
    variant,
    bytes: Buffer.concat([before, value, GAP, gate.before, gate.check, gate.after]),
    ...{
      offset: before.length,
      length: value.length,
      secrets: key.secrets,
      severity: 'critical',
      confidence: 'proven',
    },
    facts: { ...key.facts, form: 'nss-key3', password: 'empty' },
  };
}

function gateAlone(variant: string, style: NssStyle, after: Uint8Array): Sample {
  const gate = new NssDatabase(style).key4Gate();
  const isLocked = style.password !== '';
  return {
    variant,
    bytes: Buffer.concat([GAP, gate, after]),
    ...{ offset: GAP.length, length: gate.length, secrets: [], confidence: 'high' },
    severity: isLocked || after === GAP ? 'low' : 'high',
    facts: { form: 'nss-key4', ...(isLocked ? { encrypted: true } : { password: 'empty' }) },
  };
}

/** metaData of a database that holds an EC key. */
function signatures(): Buffer {
  return Buffer.concat([GAP, Buffer.from('sig_key_23ce3bd0_00000011'), seededRandom(5).bytes(130)]);
}

function key3Locked(): Sample {
  const { before, check, after } = new NssDatabase({ ...OLD, password: 'open sesame' }).key3Gate();
  return {
    variant: 'key3, encrypted',
    bytes: Buffer.concat([GAP, before, check, after]),
    ...{ offset: GAP.length + before.length, length: check.length, ...NAMELESS, severity: 'low', confidence: 'high' },
    facts: { form: 'nss-key3', encrypted: true },
  };
}

export function lookAlikes(): readonly LookAlike[] {
  const database = new NssDatabase(AES);
  const values = database.rsaValues(jwkOf(testKey('rsa-1024').privateKey)!);
  const gate = database.key4Gate();
  const key3 = new NssDatabase(OLD).key3Gate();
  const made: Record<string, Uint8Array> = {
    'values of another database': values,
    'a gate cut by a byte': gate.subarray(0, -1),
    'a gate without its salt': Buffer.concat([Buffer.from('password'), gate.subarray(28)]),
    'key3 without the salt of the database': Buffer.concat([key3.check, key3.after]),
    'the words of the library': Buffer.from('global-salt\0password-check\0Version\0password\0sig_key_%08x_%08x\0'),
    'the words over and over': Buffer.from('password-check'.repeat(500)),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
