import { expect, test } from 'vitest';
import { terraformStateRules } from '../../../../src/detect/text/programs/terraform-state.ts';
import { ALPHANUMERIC } from '../../../../src/detect/text/random-text.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { readByPatterns } from '../../../support/read-by-patterns.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const random = seededRandom(1);
const word = () => random.text(14, ALPHANUMERIC);

function found(id: string, text: string) {
  const detector = ruleDetector(terraformStateRules.find((rule) => rule.id === id)!);
  return inspectAll(detector, new Uint8Array(Buffer.from(text))).map(({ fingerprint, offset, length }) => {
    return { fingerprint, text: text.slice(offset, offset + length) };
  });
}

/** As encoding/json of Go writes `&`, `<` and `>`. */
const escaped = (text: string) => text.replace(/[&<>]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);

const forms: readonly (readonly [string, string, (value: string) => string])[] = [
  ['terraform-sensitive-output', 'a state', (value) => `{"value": "${value}", "type": "string", "sensitive": true}`],
  ['terraform-sensitive-output', 'output -json', (value) => `{"sensitive":true,"type":"string","value":"${value}"}`],
  ['terraform-sensitive-output', 'show -json', (value) => `{"sensitive":true,"value":"${value}","type":"string"}`],
  [
    'terraform-sensitive-attribute',
    'a state',
    (value) => `"attributes": {"admin_word": "${value}"}, "sensitive_attributes": [[{"value": "admin_word"}]]`,
  ],
  [
    'terraform-sensitive-attribute',
    'show -json',
    (value) => `"values":{"admin_word":"${value}"},"sensitive_values":{"admin_word":true}`,
  ],
  ['terraform-random-password', 'a state', (value) => `"type": "random_password", "id": "none", "result": "${value}"`],
];

test.each(forms)('%s of %s: what Go escapes is the secret that it stands for', (id, _, form) => {
  const [plain, marked] = [word(), `${word()}<&>${random.text(4, ALPHANUMERIC)}`];
  expect(found(id, form(plain)).map(({ text }) => text)).toEqual([plain]);
  const inState = found(id, form(escaped(marked)));
  expect(inState.map(({ text }) => text)).toEqual([escaped(marked)]);
  // As `jq` writes it: the same secret.
  expect(found(id, form(marked)).map(({ fingerprint }) => fingerprint)).toEqual([inState[0]!.fingerprint]);
});

test.each(forms)('%s of %s: a password of 256 characters, of which 40 are escaped', (id, _, form) => {
  const value = escaped('&<>&'.repeat(10)) + random.text(216, ALPHANUMERIC);
  expect(found(id, form(value)).map(({ text }) => text)).toEqual([value]);
});

test.each(forms)('%s of %s: a key or a document in a string is no password', (id, _, form) => {
  expect(found(id, form(`{\\"${word()}\\":\\"${word()}\\"}`))).toEqual([]);
  expect(found(id, form(`${word()}\\n${word()}\\n`))).toEqual([]);
});

test('outputs in a row: each has its own value, and what is not sensitive has none', () => {
  const values = [word(), word(), word(), word()];
  const isSensitive = (at: number) => at !== 1;
  const outputs = values.map((value, at) => ({ sensitive: isSensitive(at), type: 'string', value }));
  for (const text of [JSON.stringify({ ...outputs }), JSON.stringify({ ...outputs }, undefined, 2)])
    expect(found('terraform-sensitive-output', text).map((each) => each.text)).toEqual(
      values.filter((__, at) => isSensitive(at)),
    );
});

test('attributes that the next resource names are none of this one', () => {
  const resource = (address: string, sensitive: object) =>
    JSON.stringify({ address, values: { admin_word: word(), port: '5432' }, sensitive_values: sensitive });
  const text = `[${resource('a.b', { tags: {} })},${resource('a.c', { port: true })}]`;
  expect(found('terraform-sensitive-attribute', text).map((each) => each.text)).toEqual(['5432']);
});

test('random_password: the secret is the result, and not its hash that comes first', () => {
  const [hash, result] = [`$2a$10$${random.text(53, ALPHANUMERIC)}`, word()];
  const members = { bcrypt_hash: hash, length: 14, result };
  const paths = ['bcrypt_hash', 'result'].map((value) => [{ type: 'get_attr', value }]);
  for (const resource of [
    { values: members, sensitive_values: { bcrypt_hash: true, result: true } },
    { attributes: members, sensitive_attributes: paths },
  ])
    expect(found('terraform-sensitive-attribute', JSON.stringify(resource)).map((each) => each.text)).toEqual([result]);
});

/** As the provider of AWS writes `data.aws_ssm_parameter`, for which all values are sensitive; `insecure_value` is that of a `String`. */
test.each([
  ['a state', ': ', '"sensitive_attributes": [[{"type": "get_attr", "value": "value"}]]', 'attributes'],
  ['show -json', ':', '"sensitive_values":{"value":true}', 'values'],
])(
  'a parameter of Systems Manager that is kept in the clear is of medium confidence at most: %s',
  (_, colon, tail, of) => {
    const detector = ruleDetector(terraformStateRules.find((rule) => rule.id === 'terraform-sensitive-attribute')!);
    const parameter = (value: string, clear: string) =>
      `"${of}"${colon}{"insecure_value"${colon}"${clear}","type"${colon}"String","value"${colon}"${value}"},${tail}`;
    const confidences = (value: string, clear: string) =>
      inspectAll(detector, new Uint8Array(Buffer.from(parameter(value, clear)))).map(({ confidence }) => confidence);
    const drawn = `x${random.text(19, ALPHANUMERIC)}`;
    expect(confidences(drawn, '')).toEqual(['high']);
    expect(confidences(drawn, drawn)).toEqual(['medium']);
    expect(confidences('blue-green/4', '')).toEqual(['medium']);
    expect(confidences('blue-green/4', 'blue-green/4')).toEqual(['low']);
    expect(confidences(`ami-0${random.text(16, '0123456789abcdef')}`, '')).toEqual([]);
  },
);

test('resources without a password in a row are read a few times, and not up to a password far behind by each', () => {
  const rule = terraformStateRules.find(({ id }) => id === 'terraform-random-password')!;
  expect(readByPatterns(rule, '"random_password",')).toBeLessThan(10);
});
