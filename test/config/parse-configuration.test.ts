import { describe, expect, test } from 'vitest';
import type { Configuration } from '../../src/config/configuration.ts';
import { parseConfiguration } from '../../src/config/parse-configuration.ts';

const known = { rules: ['jwt', 'private-key-pem'] };
const parse = (text: string | Uint8Array) =>
  parseConfiguration({ name: 'c.yml', bytes: Buffer.from(text as string) }, known, async () => undefined);
const read = async (text: string): Promise<Configuration> => {
  const parsed = await parse(text);
  if (Array.isArray(parsed)) throw new Error(parsed.join('\n'));
  return parsed as Configuration;
};

describe('a configuration', () => {
  test('tells all its mistakes at once, those of shape and the others', async () => {
    const text = `fail-on: perhaps
no-such: 1
max-entry-bytes: 2XB
rules: {no-such-rule: off}
allow: [{path: a.txt}]
`;
    const told = (await parse(text)) as readonly string[];
    expect(told.map((line) => line.split(':')[1])).toEqual(['1', '2', '3', '4', '5']);
    // Rules that are not understood are no reason to say that there are none.
    const unread = (await parse('own-rules: [{id: mine}]\nallow: [{rule: mine, reason: a}]\n')) as readonly string[];
    expect(unread.every((line) => line.startsWith('c.yml:1:'))).toBe(true);
  });

  test('says nothing when it is empty', async () => {
    const nothing = { options: {}, rulesOff: [], ownRules: [], exclude: [], allows: [], remarks: [], unsettled: [] };
    for (const text of ['', '# a comment\n', '{}', '\ufeff{}', '---\n'])
      expect(await read(text)).toEqual({ ...nothing, overrides: new Map() });
  });

  test('tells options as the command line would', async () => {
    const { options } = await read(
      'fail-on: never\nmax-entry-bytes: 2GiB\nmax-depth: 3\ninline-allows: true\non-gap: warn\n',
    );
    expect(options).toEqual({
      'fail-on': 'never',
      'max-entry-bytes': '2GiB',
      'max-depth': '3',
      'inline-allows': 'true',
      'on-gap': 'warn',
    });
    expect((await read('on-gap: {encrypted: ignore, damaged: warn}')).options).toEqual({
      'on-gap': 'encrypted=ignore,damaged=warn',
    });
  });

  test('turns rules off and weighs them otherwise', async () => {
    const { rulesOff, overrides } = await read(
      'rules:\n  jwt: off\n  private-key-pem: {severity: low, confidence: high}\n',
    );
    expect(rulesOff).toEqual(['jwt']);
    expect(overrides).toEqual(new Map([['private-key-pem', { severity: 'low', confidence: 'high' }]]));
  });

  test('has rules of its own, with what it leaves out filled in', async () => {
    const { ownRules } = await read(`own-rules:
  - id: acme-token
    pattern: 'acme_(?<secret>[0-9a-f]{32})'
    keywords: [acme_]
    entropy: 2
    ignore: {words: [sample]}
    examples: [key = acme_0123456789abcdef0123456789abcdef]
    look-alikes: [acme_ABC, acme_00000000000000000000000000000000]
`);
    expect(ownRules).toMatchObject([
      {
        id: 'acme-token',
        severity: 'high',
        confidence: 'medium',
        minBitsPerCharacter: 2,
        bytesBefore: 128,
        bytesAfter: 512,
      },
    ]);
    expect(ownRules[0]!.ignore).toEqual({ secrets: [], matches: [], lines: [], words: ['sample'], paths: [] });
  });

  test('allows by everything that names a finding', async () => {
    const hex = 'ab'.repeat(32);
    const { allows } = await read(
      `allow:\n  - {fingerprint: 'key:${hex}', reason: one}\n  - {sha256: ${hex}, rule: jwt, path: 'a/**', line: 2, reason: two, until: 2030-01-31}\n`,
    );
    expect(allows).toEqual([
      { by: 'configuration', reason: 'one', fingerprint: `key:${hex}` },
      { by: 'configuration', reason: 'two', sha256: hex, rule: 'jwt', path: 'a/**', line: 2, until: '2030-01-31' },
    ]);
  });
});

/** The text, and what is said of it; every message begins with the file, the line and the column. */
const ERRORS: readonly [text: string, ...messages: string[]][] = [
  ['fail-on: sometimes', '1:10: fail-on: expected one of critical, high, medium, low, never, found "sometimes"'],
  ['a: [1,', '1:7: cannot be read as YAML: '],
  ['fail-on: high\n\tx: 1', '2:1: cannot be read as YAML: Tabs are not allowed'],
  ['fail-on: high\n---\nfail-on: low', '2:1: expected one document, found another after ---'],
  [
    'frobnicate: 1\nmax-depth: 0',
    '1:1: frobnicate: no such key; docs/configuration.md lists them',
    '2:12: max-depth: expected at least 1, found 0',
  ],
  ['max-depth: 1.5', '1:12: max-depth: expected a whole number, found 1.5'],
  ['max-seconds: many', '1:14: max-seconds: expected a number, found "many"'],
  ['max-entry-bytes: 12parsec', '1:18: max-entry-bytes: expected a size such as 500MB or 2GiB, found "12parsec"'],
  ['on-gap: maybe', '1:9: on-gap: expected one of fail, warn, ignore, found "maybe"'],
  [
    'on-gap:\n  encrypted: wurn\n  lost: fail',
    '2:14: on-gap.encrypted: expected one of fail, warn, ignore, found "wurn"',
    '3:3: on-gap.lost: no such key',
  ],
  ['inline-allows: yes', '1:16: inline-allows: expected true or false, found "yes"'],
  ['fail-on: high\nfail-on: low', '2:1: fail-on: appears twice; keep one'],
  ['a: &x {b: 1}\nc: *x', '1:7: a: anchors and aliases are not read', '2:4: c: anchors and aliases are not read'],
  ['a: !!binary aGk=\nb: !foo 1', '2:9: b: tags are not read; leave them out'],
  ['? [a, b]\n: 1', '1:3: expected a name, found a list or map'],
  ['- a', '1:1: expected a map, found a list of 1'],
  ['just text', '1:1: expected a map, found a text'],
  ['rules:\n  no-such: off', '2:3: rules.no-such: no such rule; keysieve rules lists them'],
  ['rules:\n  jwt: on', '2:8: rules.jwt: expected off, or a map, found "on"'],
  [
    'rules:\n  jwt: {severity: hi}',
    '2:19: rules.jwt.severity: expected one of critical, high, medium, low, found "hi"',
  ],
  ['rules: {__proto__: off}', '1:9: rules.__proto__: is no name here'],
  ['__proto__: {}', '1:1: __proto__: is no name here'],
  ['constructor: 1', '1:1: constructor: no such key'],
  ['exclude: "*.md"', '1:10: exclude: expected a list, found "*.md"'],
  [
    'exclude: ["", 3]',
    '1:11: exclude[0]: expected something that is not empty, found ""',
    '1:15: exclude[1]: expected a text, found 3',
  ],
  ['allow: [{path: a}]', '1:9: allow[0].reason: is missing; expected a text'],
  ['allow:\n  - reason: all', '2:5: allow[0]: allows everything; name a fingerprint, rule, path or sha256'],
  ['allow:\n  - {path: a, reason: ""}', '2:23: allow[0].reason: expected something that is not empty, found ""'],
  [
    'allow:\n  - {path: a, reason: r, until: soon}',
    '2:33: allow[0].until: expected a day such as 2026-12-31, found "soon"',
  ],
  [
    'allow:\n  - {path: a, reason: r, until: 2026-02-30}',
    '2:33: allow[0].until: expected a day such as 2026-12-31, found "2026-02-30"',
  ],
  ['allow:\n  - {rule: jwt, line: 3, reason: r}', '2:23: allow[0].line: says nothing without a path'],
  ['allow:\n  - {rule: nope, reason: r}', '2:12: allow[0].rule: no such rule, "nope"'],
  [
    'allow:\n  - {fingerprint: abc, reason: r}',
    '2:19: allow[0].fingerprint: expected a fingerprint as reports have it',
  ],
  ['allow:\n  - {sha256: ABC, reason: r}', '2:14: allow[0].sha256: expected 64 lower-case hex digits, found "ABC"'],
  [
    'own-rules:\n  - id: A B\n    pattern: a\n    keywords: [abc]',
    '2:9: own-rules[0].id: expected lower-case words joined by dashes',
  ],
  ['own-rules:\n  - {id: jwt, pattern: abc, keywords: [abc]}', '2:10: own-rules[0].id: another rule has this id'],
  [
    'own-rules:\n  - {id: a, pattern: abc, keywords: [abc]}\n  - {id: a, pattern: abc, keywords: [abc]}',
    '3:10: own-rules[1].id: another rule has this id',
  ],
  ['own-rules:\n  - {id: a, pattern: abc}', '2:5: own-rules[0].keywords: is missing; expected a list'],
  [
    'own-rules:\n  - {id: a, pattern: abc, keywords: [ab]}',
    '2:38: own-rules[0].keywords[0]: expected 3 to 200 printable ASCII characters, found "ab"',
  ],
  ['own-rules:\n  - id: a\n    keywords: [abc]\n    pattern: a(b', '4:14: own-rules[0].pattern: missing closing )'],
  [
    'own-rules:\n  - {id: a, pattern: (?=a)abc, keywords: [abc]}',
    '2:22: own-rules[0].pattern: invalid or unsupported Perl syntax: `(?=`',
  ],
  [
    'own-rules:\n  - {id: a, pattern: "(a)\\\\1", keywords: [abc]}',
    '2:22: own-rules[0].pattern: invalid escape sequence',
  ],
  ['own-rules:\n  - {id: a, pattern: "(x{1,1000}){1,1000}", keywords: [abc]}', '2:22: own-rules[0].pattern: '],
  [
    'own-rules:\n  - {id: a, pattern: "é", keywords: [abc]}',
    '2:22: own-rules[0].pattern: expected ASCII characters only',
  ],
  [
    'own-rules:\n  - {id: a, pattern: "[a-z]{1,900}k", keywords: [abc], after: 16384}',
    '2:22: own-rules[0].pattern: expected a pattern of at most ',
  ],
  [
    'own-rules:\n  - {id: a, pattern: abc, keywords: [abc], after: 99999}',
    '2:51: own-rules[0].after: expected at most 16384, found 99999',
  ],
  [
    'own-rules:\n  - {id: a, pattern: abc, keywords: [abc], secret-group: 1}',
    '2:58: own-rules[0].secret-group: the pattern has no such group',
  ],
  [
    'own-rules:\n  - {id: a, pattern: abc, keywords: [abc], secret-group: x}',
    '2:58: own-rules[0].secret-group: the pattern has no such group',
  ],
  [
    'own-rules:\n  - {id: a, pattern: abc, keywords: [abc], ignore: {secrets: ["[x"]}}',
    '2:52: own-rules[0].ignore: "[x": missing closing ]',
  ],
  [
    'own-rules:\n  - {id: a, pattern: abc, keywords: [abc], checks: [md5]}',
    '2:53: own-rules[0].checks[0]: expected one of luhn, crc32-base62, crc32-hex, base64-json, found "md5"',
  ],
  [
    'own-rules:\n  - {id: a, pattern: abc, keywords: [abc], examples: [abd]}',
    '2:55: own-rules[0].examples[0]: the rule does not find it',
  ],
  [
    'own-rules:\n  - {id: a, pattern: abc, keywords: [abc], look-alikes: [xabc]}',
    '2:58: own-rules[0].look-alikes[0]: the rule finds it, and should not',
  ],
];

describe('a mistake is told with file, line and column', () => {
  test.each(ERRORS)('%j', async (text, ...messages) => {
    const problems = await parse(text);
    expect(Array.isArray(problems)).toBe(true);
    const lines = problems as readonly string[];
    expect(lines).toHaveLength(messages.length);
    for (const [index, message] of messages.entries()) expect(lines[index]).toContain(`c.yml:${message}`);
  });

  test('of bytes that are no text', async () => {
    expect(await parse(Uint8Array.of(0x61, 0xff, 0xfe))).toEqual([
      'c.yml: expected text in UTF-8, found other bytes; save it as UTF-8',
    ]);
  });

  test('what a user wrote is quoted back, cut, and an example not at all', async () => {
    const [line] = (await parse(`fail-on: ${'x'.repeat(5000)}`)) as string[];
    expect(line!.length).toBeLessThan(200);
    const problems = (await parse(
      'own-rules:\n  - {id: a, pattern: abc, keywords: [abc], examples: [hush-hush]}',
    )) as string[];
    expect(problems.join()).not.toContain('hush');
  });

  test('of a thousand mistakes, the first and how many more', async () => {
    const problems = (await parse(Array.from({ length: 1000 }, (_, index) => `k${index}: 1`).join('\n'))) as string[];
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe('c.yml: and 980 more');
  });
});

describe('a hostile configuration ends in a message', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...[...'bcdefghi'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`)}]`),
  ];

  test.each([
    ['a bomb of aliases', bomb.join('\n')],
    ['an alias of itself', 'a: &a [*a]'],
    ['lists in lists', '['.repeat(50_000)],
    ['lists in lists that are closed', `a: ${'['.repeat(900)}${']'.repeat(900)}`],
    ['maps in maps', Array.from({ length: 800 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
    ['20,000 keys', Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n')],
    ['20,000 of the same key', 'k: 1\n'.repeat(20_000)],
    ['too many rules', `own-rules:\n${'  - {id: a, pattern: abc, keywords: [abc]}\n'.repeat(2001)}`],
    ['a map where a rule has a text', 'own-rules: [{id: {toString: 1}, pattern: {}, keywords: {length: 3}}]'],
    ['control characters', 'a\0b: 1'],
  ])('%s', async (_, text) => {
    const problems = await parse(text);
    expect(Array.isArray(problems)).toBe(true);
    expect((problems as string[]).length).toBeLessThanOrEqual(21);
    expect(({} as Record<string, unknown>).polluted).toBe(undefined);
  });
});
