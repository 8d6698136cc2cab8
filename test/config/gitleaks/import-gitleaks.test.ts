import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Configuration } from '../../../src/config/configuration.ts';
import { importGitleaks } from '../../../src/config/gitleaks/import-gitleaks.ts';
import { parseConfiguration } from '../../../src/config/parse-configuration.ts';
import { writeConfiguration } from '../../../src/config/write-configuration.ts';
import { findsIn, ownRuleDetector } from '../../../src/detect/own/own-rule-detector.ts';

import { rules } from '../../../src/run.ts';

const known = { rules: ['jwt', 'private-key-pem'] };
const fileOf = (text: string, name = 'g.toml') => ({ name, bytes: Buffer.from(text) });

async function read(text: string, files: Readonly<Record<string, string>> = {}) {
  const related = async (name: string) => (files[name] === undefined ? undefined : Buffer.from(files[name]));
  const imported = await importGitleaks(fileOf(text), known, related);
  if (!('draft' in imported)) throw new Error(imported.join('\n'));
  // What is printed says the same as what is read directly.
  const printed = await parseConfiguration(
    fileOf(writeConfiguration(imported, 'g.toml'), 'c.yml'),
    known,
    async () => undefined,
  );
  if (!('options' in printed)) throw new Error(printed.join('\n'));
  const direct = await parseConfiguration(fileOf(text), known, related);
  expect({ ...(direct as Configuration), remarks: [], notCarriedOver: undefined }).toEqual(printed);
  return { configuration: printed, remarks: imported.remarks };
}

const RULE = `[[rules]]
id = "Acme_Token"
description = "ACME\\n token"
regex = '''(?i)acme_([0-9a-f]{32})\\b'''
keywords = ["acme_"]
tags = ["a"]
`;

describe('a configuration of gitleaks', () => {
  test('has rules, with the window that their matches take', async () => {
    const { configuration, remarks } = await read(`${RULE}entropy = 2.5\nsecretGroup = 1\n`);
    expect(configuration.ownRules).toMatchObject([
      {
        id: 'acme-token',
        title: 'ACME token',
        keywords: ['acme_'],
        secretGroup: 1,
        minBitsPerCharacter: 2.5,
        bytesBefore: 37,
        bytesAfter: 64,
      },
    ]);
    expect(remarks).toEqual([expect.stringContaining("keysieve's own rules stay on as well")]);
    const made = ownRuleDetector(configuration.ownRules[0]!);
    expect('problem' in made || findsIn(made, 'x ACME_0123456789abcdef0123456789abcdef')).toBe(true);
  });

  test("passes over secrets of letters alone where gitleaks does: by the rule's id", async () => {
    const generic = RULE.replace('Acme_Token', 'generic-acme');
    const ignored = async (text: string) => (await read(text)).configuration.ownRules[0]!.ignore.secrets;
    expect(await ignored(`${generic}entropy = 2.5\n`)).toEqual(['^[^0-9]*$']);
    expect(await ignored(generic)).toEqual([]);
    expect(await ignored(`${RULE}entropy = 2.5\n`)).toEqual([]);
  });

  test('takes an id that is one of ours for another one', async () => {
    const { configuration } = await read(`${RULE.replace('Acme_Token', 'jwt')}${RULE.replace('Acme_Token', 'JWT')}`);
    expect(configuration.ownRules.map(({ id }) => id)).toEqual(['gitleaks-jwt', 'gitleaks-jwt-2']);
  });

  test.each<[what: string, regex: string, keywords: string, used: readonly string[]]>([
    ['takes a part of the pattern where there is no keyword', 'dt0c01\\.[a-z0-9]{24}', '', ['dt0c01.']],
    ['takes it where the keyword is no part of it', '(dp\\.pt\\.)[a-z0-9]{43}', 'keywords = ["doppler"]', ['dp.pt.']],
    ['takes it where the keyword is too short', 'ey[a-z0-9]{30}\\.ey[a-z]+', 'keywords = ["ey"]', ['.ey']],
    [
      'keeps keywords that are longer than the literal',
      '(ghu|ghs)_[a-z]{36}',
      'keywords = ["ghu_", "ghs_"]',
      ['ghu_', 'ghs_'],
    ],
    ['keeps keywords that it cannot find in the pattern', 'SK[0-9a-f]{32}', 'keywords = ["Twilio"]', ['twilio']],
  ])('%s', async (_, regex, keywords, used) => {
    const { configuration } = await read(`[[rules]]\nid = "a"\nregex = '''${regex}'''\n${keywords}\n`);
    expect(configuration.ownRules[0]!.keywords).toEqual(used);
  });

  test('has allow lists, of rules and of the file, of old and new', async () => {
    const { configuration } = await read(`${RULE}
[[rules.allowlists]]
regexTarget = "line"
regexes = ['''^#''']
stopwords = ["sample"]
[[rules]]
id = "b"
regex = "bbb[0-9]+"
path = '''\\.py$'''
[rules.allowlist]
regexTarget = "match"
regexes = ["bbb0"]
paths = ["^test/"]
[[allowlists]]
regexes = ["0000"]
paths = ["node_modules"]
[[allowlists]]
targetRules = ["b"]
stopwords = ["zzz"]
`);
    const nothing = { secrets: [], matches: [], lines: [], words: [], paths: [] };
    const [a, b] = configuration.ownRules;
    expect(a!.ignore).toEqual({ ...nothing, secrets: ['0000'], lines: ['^#'], words: ['sample'] });
    expect(b!.ignore).toEqual({ ...nothing, secrets: ['0000'], matches: ['bbb0'], words: ['zzz'], paths: ['/test/*'] });
    expect(b!.paths).toEqual(['*.py']);
    expect(configuration.allows).toEqual([
      { by: 'configuration', path: '*node_modules*', reason: 'allowed by the configuration of gitleaks' },
    ]);
  });

  test("extends what is gitleaks' own, in whose place ours stand", async () => {
    const { configuration, remarks } = await read(`[extend]
useDefault = true
disabledRules = ["jwt", "nope"]
[[rules]]
id = "private-key-pem"
[rules.allowlist]
paths = ["test/keys"]
[[rules]]
id = "generic-api-key"
entropy = 4.0
`);
    expect(configuration.rulesOff).toEqual(['jwt']);
    expect(configuration.allows).toMatchObject([{ rule: 'private-key-pem', path: '**/*test/keys*' }]);
    expect(remarks).toEqual([
      "rule generic-api-key: it changes one of gitleaks' own rules, which keysieve's rules replace; none of them is the same",
      'extend.disabledRules nope: no rule of keysieve is the same',
    ]);
  });

  test('extends another file, whose rules it may change or leave out', async () => {
    const base = `${RULE}[[rules]]\nid = "gone"\nregex = "gone[0-9]+"\n[allowlist]\nstopwords = ["base"]\n`;
    const { configuration } = await read(
      '[extend]\npath = "base.toml"\ndisabledRules = ["gone"]\n[[rules]]\nid = "Acme_Token"\nentropy = 3\n[rules.allowlist]\nstopwords = ["mine"]\n',
      { 'base.toml': base },
    );
    expect(configuration.ownRules).toMatchObject([
      { id: 'acme-token', minBitsPerCharacter: 3, ignore: { words: ['mine', 'base'] } },
    ]);
    const missing = await importGitleaks(fileOf('[extend]\npath = "no.toml"\n'), known, async () => undefined);
    expect(missing).toEqual(['extend.path: expected the file "no.toml", found none; correct the path']);
  });

  test('that extends itself ends', async () => {
    const { remarks } = await read('[extend]\npath = "g.toml"\n', { 'g.toml': '[extend]\npath = "g.toml"\n' });
    expect(remarks).toEqual(['extend.path: more than 2 files that extend one another']);
  });
});

test('of each rule of gitleaks that has a name here, the same one of ours is there', async () => {
  const text = readFileSync('src/config/gitleaks/same-rules.ts', 'utf8');
  const pairs = [...text.matchAll(/\['([\w-]+)', '([\w-]+)'\]/g)].map(([, id, rule]) => [id, rule]);
  const all = { rules: (await rules()).map(({ id }) => id) };
  expect(pairs.length).toBeGreaterThan(10);
  for (const [id, rule] of pairs) {
    const imported = await importGitleaks(
      fileOf(`[extend]\nuseDefault = true\ndisabledRules = ["${id}"]\n`),
      all,
      async () => undefined,
    );
    expect(imported).toEqual({ draft: { rules: { [rule!]: 'off' } }, remarks: [] });
  }
});

test('of a filter that cannot be said, the terms before that are carried over', async () => {
  const { configuration, remarks } = await read(`[extend]
useDefault = true
[[rules]]
id = "a"
regex = "abcd"
filter = '''
entropy(finding["secret"]) <= 3.5
|| failsTokenEfficiency(finding["secret"])
|| containsAny(finding["secret"], ["word"])
'''
[[rules]]
id = "b"
regex = "bcde"
filter = '''
containsAny(finding["secret"], ["word"])
|| (entropy(finding["secret"]) <= 3.5) && matchesAny(finding["line"], ["x"])
'''
`);
  const [a, b] = configuration.ownRules;
  expect([a?.minBitsPerCharacter, a?.ignore.words]).toEqual([3.5, []]);
  expect([b?.minBitsPerCharacter, b?.ignore.words]).toEqual([undefined, ['word']]);
  expect(remarks).toContainEqual(expect.stringContaining('its filter is an expression that cannot be said here'));
});

test.each(['attributes["path"]', 'attributes[?"path"].orValue("")', 'get(attributes, "path", "")'])(
  'paths in a filter: %s',
  async (path) => {
    const { configuration, remarks } = await read(`prefilter = '''
matchesAny(${path}, [
  \`(?:^|/)vendor/\`,
])
'''
[extend]
useDefault = true
[[rules]]
id = "a"
regex = "abcd"
filter = '''filter.matchesAny(${path}, [\`\\.md$\`]) || entropy(finding["secret"]) <= 3'''
`);
    expect(configuration.allows.map((allow) => allow.path)).toEqual(['/vendor/*', '*/**/vendor/*']);
    expect(configuration.ownRules[0]).toMatchObject({ minBitsPerCharacter: 3, ignore: { paths: ['*.md'] } });
    expect(remarks).toEqual([]);
  },
);

describe('what cannot be carried over is said, one line each', () => {
  const rule = (text: string) => `[extend]\nuseDefault = true\n[[rules]]\nid = "a"\n${text}\n`;

  test.each<[text: string, remark: string]>([
    [rule('path = "x"'), 'rule a: it finds files by their name; keysieve looks at what is in them'],
    [rule('path = "x"\nregex = "(?i)[a-z]+"'), 'rule a: it has no keyword of 3 characters or more'],
    [rule('regex = "abc("'), 'rule a: missing closing )'],
    [rule('regex = "abc(?=d)"'), 'rule a: invalid or unsupported Perl syntax'],
    [
      rule('regex = "abcd"\npath = "(?i)X"'),
      'rule a: it is for the path "(?i)X": a glob does not ignore case: only as it is written',
    ],
    [rule('regex = "abcd"\nvalidate = "x"'), 'rule a: nothing is validated: keysieve has no access to the network'],
    [rule('regex = "abcd"\nseverity = "x"'), 'rule a: severity is not known here'],
    [rule('regex = "abcd"\n[rules.allowlist]\nregexes = ["a("]'), 'rule a: allow list: "a(": missing closing )'],
    [
      rule('regex = \'abcd\'\nfilter = \'finding["secret"] == "x"\''),
      'rule a: its filter is an expression that cannot be said here',
    ],
    [rule('regex = "abcd"\nskipReport = true'), 'rule a: it only helps other rules, and reports nothing'],
    [rule('regex = "abcd"\n[[rules.required]]\nid = "b"'), 'rule a: it requires matches of other rules nearby'],
    [rule('regex = "abcd"\ncomponents = [{ id = "b" }]'), 'rule a: it requires matches of other rules nearby'],
    [
      rule('regex = "abcd"\n[rules.allowlist]\ncommits = ["abc"]'),
      'rule a: allow list: its commits (1), which artifacts do not have',
    ],
    [
      rule('regex = "abcd"\n[[rules.allowlists]]\ncondition = "AND"\nregexes = ["a"]\npaths = ["b"]'),
      'rule a: allow list: its conditions have to hold together',
    ],
    [
      rule('regex = "abcd"\n[[rules.allowlists]]\nresources = ["a"]'),
      'rule a: allow list: resources is not known here',
    ],
    [rule(`regex = "abcd${'[e]'.repeat(3000)}"`), 'rule a: pattern: expected at most 8000 characters'],
    [rule('regex = "(abcd)"\nsecretGroup = 1.5'), 'rule a: '],
    [
      rule(`regex = "abcd"\n[rules.allowlist]\nstopwords = ["${'e'.repeat(300)}"]`),
      'rule a: ignore.words.0: expected at most 200 characters',
    ],
    [`[allowlist]\npaths = ["${'e'.repeat(2000)}"]`, '1 paths of allow lists: they are too long, or too many'],
    ['[extend]\nurl = "x"', 'extend.url: keysieve has no access to the network'],
    [
      '[allowlist]\nregexes = ["a"]',
      "allow list of the file: its patterns and words hold for the file's rules, and not for keysieve's own",
    ],
    [
      '[allowlist]\npaths = ["(zip|png)$"]',
      'the file: allow list: the path "(zip|png)$": keysieve opens what "*zip" names',
    ],
    ['other = "x"', 'other: is not known here'],
    ['[extend]\nprefilter = "x"', 'extend.prefilter: is not known here'],
    ['prefilter = "x"', 'the file: its prefilter is an expression that cannot be said here'],
  ])('%#', async (text, remark) => {
    const { remarks } = await read(text);
    expect(remarks).toContainEqual(expect.stringContaining(remark));
  });

  test('the same of many rules is one line', async () => {
    const many = Array.from(
      { length: 400 },
      (_, index) => `[[rules]]\nid = "r${index}"\nregex = "abc${index}x"\nvalidate = "v"\n`,
    );
    const { configuration, remarks } = await read(`[extend]\nuseDefault = true\n${many.join('')}`);
    expect(configuration.ownRules).toHaveLength(400);
    expect(remarks).toEqual([
      'rule r0, rule r1, rule r2, rule r3, rule r4 and 395 more: nothing is validated: keysieve has no access to the network',
    ]);
  });
});

describe('a hostile file ends in a message, or in nothing', () => {
  test.each<[what: string, text: string, problem: string]>([
    ['no TOML', 'a = [1,\n', 'g.toml:2:1: cannot be read as TOML: '],
    ['a key twice', 'a = 1\na = "hush-hush"\n', 'g.toml:2:'],
    ['lists in lists', `a = ${'['.repeat(50_000)}`, 'g.toml:1:'],
  ])('%s', async (_, text, problem) => {
    const problems = await importGitleaks(fileOf(text), known, async () => undefined);
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(String(problems)).not.toContain('hush');
    expect(String(problems).split('\n')).toHaveLength(1);
  });

  test.each([
    [
      'names of prototypes',
      '__proto__ = 1\nconstructor = 2\n[[rules]]\nid = "__proto__"\nregex = "abcd"\n[rules.allowlist]\nregexTarget = "constructor"\nregexes = ["a"]\n',
    ],
    ['other kinds of values', 'rules = 3\nallowlist = "x"\n[extend]\nuseDefault = "yes"\ndisabledRules = 3\n'],
    ['rules that are none', 'rules = [1, "a", [], {id = 3, regex = [], keywords = "abc", allowlist = 4, path = 1}]\n'],
    [
      'text that ends its comment',
      `[[rules]]\nid = "a\\nown-rules: []"\ndescription = "\\u001b[31m\\nb: 1"\nregex = "abcd"\n"x\\ny" = 1\n`,
    ],
  ])('%s', async (_, text) => {
    const { configuration } = await read(text);
    expect(configuration.options).toEqual({});
    expect(({} as Record<string, unknown>).polluted).toBe(undefined);
  });
});
