import { describe, expect, it } from 'vitest';
import { cborPair } from '../../../src/detect/text/cbor-pair.ts';
import { drawnPassword } from '../../../src/detect/text/password.ts';
import { genericSecretRules } from '../../../src/detect/text/programs/generic-secret.ts';
import { ruleDetector } from '../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../support/inspect-all.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const detector = ruleDetector(genericSecretRules.find(({ id }) => id === 'generic-password')!);
const DRAWN = Array.from({ length: 12 }, (_, seed) => drawnPassword(seededRandom(seed))).join('');

function found(bytes: Uint8Array): readonly { value: string; name: unknown }[] {
  return inspectAll(detector, bytes).map(({ offset, length, facts }) => ({
    value: Buffer.from(bytes.subarray(offset, offset + length)).toString('latin1'),
    name: facts?.name,
  }));
}

/** RFC 8949, section 3: the shortest head that holds the number. */
function head(kind: number, number: number): Buffer {
  if (number < 24) return Buffer.from([(kind << 5) | number]);
  return number < 256
    ? Buffer.from([(kind << 5) | 24, number])
    : Buffer.from([(kind << 5) | 25, number >> 8, number & 255]);
}
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const bytesOf = (value: string) => Buffer.concat([head(2, value.length), Buffer.from(value)]);
const map = (...items: readonly Buffer[]) => Buffer.concat([head(5, items.length / 2), ...items]);

describe('a password behind its name in a map of CBOR', () => {
  const names = ['password', 'DB_PASSWORD', 'spring.datasource.password', 'jdbc_connection_password_of_orders_db'];
  const lengths = [16, 20, 23, 24, 32, 40, 64, 70, 130, 256];
  it.each(names.flatMap((name) => lengths.map((length) => [name, length] as const)))(
    'is found behind %s with %i bytes, wherever it stands in the map',
    (name, length) => {
      const value = DRAWN.slice(3, 3 + length);
      const pair = [text(name), text(value)];
      const host = [text('host'), text('db.acme-shop.io')];
      const user = [text('user'), text('a-user-of-orders-with-a-long-name')];
      for (const items of [pair, [...host, ...pair], [...host, ...user, ...pair, ...host, ...user], [...pair, ...host]])
        expect(found(map(...items))).toEqual([{ value, name }]);
      expect(found(map(text(name), bytesOf(value)))).toEqual([{ value, name }]);
    },
  );

  const value = DRAWN.slice(0, 22);
  const pair = [text('DB_PASSWORD'), text(value)];
  it('is found behind numbers, and in a map whose end is said by its last byte', () => {
    const port = (...bytes: readonly number[]) => [text('port'), Buffer.from(bytes)];
    for (const number of [
      port(0x19, 0x15, 0x38),
      port(0x1a, 0, 1, 0x20, 0x41),
      port(0xfb, 0x40, 9, 33, 65, 66, 67, 68, 69),
    ])
      expect(found(map(...number, ...pair))).toEqual([{ value, name: 'DB_PASSWORD' }]);
    const open = Buffer.concat([Buffer.from([0xbf]), ...pair, Buffer.from([0xff])]);
    expect(found(open)).toEqual([{ value, name: 'DB_PASSWORD' }]);
  });

  it('is found before another name of a password', () => {
    expect(found(map(...pair, text('PWD'), text('/src/orders')))).toEqual([{ value, name: 'DB_PASSWORD' }]);
  });

  it('is none with a length that is wrong, or where nothing says that it is CBOR', () => {
    const whole = map(...pair, text('host'), text('db.acme-shop.io'));
    expect(found(whole.subarray(1))).toEqual([]); // letters alone
    expect(found(whole.with(1, whole[1]! - 2) as Buffer)).toEqual([]);
    expect(found(whole.with(13, whole[13]! - 1) as Buffer)).toEqual([]);
    expect(found(whole.with(0, 0x18) as Buffer)).toEqual([]); // takes the head of the name for its number
    expect(found(Buffer.concat([whole.subarray(0, -21), Buffer.from('&more text')]))).toEqual([]);
    expect(found(map(text('DB_PASSWORD'), text(value.replace(value[9]!, ' '))))).toEqual([]);
    expect(found(map(text('DB_PASSWORD_HASH'), text(value)))).toEqual([]);
  });

  it('is none in names that a zero parts from what is before them, or from what is behind: of a hive of Windows', () => {
    const token = Buffer.from('31bf3856ad364e35');
    for (const name of [
      'S\0\0\0x86_microsoft-windows-a..dcredentialprovider_',
      'V\0\0\0amd64_microsoft-windows-e..epassword.resources_',
    ])
      for (const rest of ['_none_14131ec93a1f0658', '_en-us_f146b3ea16e6e8c9'])
        expect(
          found(
            Buffer.concat([
              Buffer.from([6, 0, 0xa1, 0, 0, 8, 0, 0, 0]),
              Buffer.from(name),
              token,
              Buffer.from(`${rest}\0\0`),
            ]),
          ),
        ).toEqual([]);
  });

  it('is none in names of functions, as linkers write them', () => {
    const name =
      '\0.rela.text._ZN3syn6buffer6Cursor12token_stream17h6aae93701d54d7faE\0.gcc_except_table._ZN3syn6buffer6';
    expect(cborPair(Buffer.from(name), name.indexOf('token'), name.indexOf('E\0'))).toBeUndefined();
  });

  it('is none in names of functions that begin far before it', () => {
    const name =
      '_23react_compiler_lowering\xfb0\xd4\x01_RINvMNtCskkIUtGPGvtX_12biome_parser13parsed_syntaxNtB3_12ParsedSyntax25or_recover_with_token_setNtNtCsefyGHQyojLd_21biome_tailwind_parser6parser14TailwindParserNvNtNtB1A_6syntax11parse_error14expected_valueEB1A_\xb30\x9e\x01_RINvMNt';
    const bytes = Buffer.from(name, 'latin1');
    expect(cborPair(bytes, name.indexOf('token'), name.indexOf('\xb3'))).toBeUndefined();
    const other = Buffer.from(name.replace('_RINv', 'xRINv'), 'latin1');
    expect(cborPair(other, name.indexOf('token'), name.indexOf('\xb3'))).toBeDefined();
  });

  it.each([
    [
      'Haskell',
      'awszm0zi24zi1zmAQAWKDH7I8qCPOoi3F7quw_AwsziIamziCommandsziCreateAccessKey_zdfOrdAccessKeyzuzdczlze_info',
      'AccessKey_',
    ],
    [
      'Pascal',
      '.pdata.n_sharepoint$_$tspappprincipalcredentialsentityset_$_listall$ansistring$$tspappprincipalcredentialarray_$$_fin$000066fc',
      'credentialarray',
    ],
  ])('is none in tables of names of %s, which end with a zero', (_, name, word) => {
    const table = Buffer.from(`\0${name}\0.xdata.n_${name}\0`);
    const within = table.indexOf(word);
    for (let start = within - 12; start <= within; start++)
      expect(cborPair(table, start, 1 + name.length)).toBeUndefined();
  });

  it('is none in tables of names, in which a character of two bytes stands', () => {
    const go = 'k8s.io/client-go/util/keyutil.MarshalPrivateKeyToPEM';
    const names = `gclocals·6w36Vd1+83TVNUFZlIttpQ==${go}.stkobj${go}.arginfo1${go}.argliveinfo`;
    for (let at = names.indexOf('Private'); at >= 0; at = names.indexOf('Private', at + 1)) {
      const bytes = Buffer.from(names);
      const within = Buffer.byteLength(names.slice(0, at));
      expect(cborPair(bytes, within, within + 'PrivateKeyToPEM'.length)).toBeUndefined();
    }
  });

  it('is looked for nowhere beyond the bytes', () => {
    const whole = map(text('DB_PASSWORD'), text(DRAWN.slice(0, 40)));
    expect(cborPair(whole, 5, 14)).toEqual({ nameStart: 2, nameEnd: 13, start: 15, end: 55 });
    for (let length = 0; length < whole.length; length++)
      expect(cborPair(whole.subarray(0, length), Math.min(5, length), Math.min(14, length))).toBeUndefined();
  });

  it('takes few reads where hostile text says everywhere that a long value follows, or a short one', () => {
    for (const unit of ['hpasswordyaa', 'fsecretw']) {
      const flood = Buffer.alloc(1 << 16, unit);
      const counted = countReads(flood);
      expect(cborPair(counted.bytes, 1 + 256 * unit.length, flood.length)).toBeUndefined();
      expect(counted.reads()).toBeLessThan(2000);
    }
  });
});

function countReads(bytes: Uint8Array): { bytes: Uint8Array; reads: () => number } {
  let reads = 0;
  const get = (_: Uint8Array, name: string | symbol) => {
    reads++;
    const value: unknown = Reflect.get(bytes, name);
    return typeof value === 'function' ? value.bind(bytes) : value;
  };
  return { bytes: new Proxy(bytes, { get }), reads: () => reads };
}
