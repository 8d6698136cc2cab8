import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { VERSION } from '../../src/model/version.ts';
import type { OptionName } from '../../src/settings/options.ts';
import { optionsOf, parseSettings, withConfigured } from '../../src/settings/settings.ts';

const parse = (given: Partial<Record<OptionName, string>>) => parseSettings('action', (name) => given[name]);

describe('settings', () => {
  test('defaults parse, in both front ends', () => {
    for (const frontEnd of ['action', 'cli'] as const) {
      expect(parseSettings(frontEnd, () => undefined)).toMatchObject({
        failOn: 'high',
        minConfidence: 'medium',
        paths: [],
      });
    }
    expect(parse({}).includeHiddenFiles).toBe(false);
    expect(parseSettings('cli', () => '  ').includeHiddenFiles).toBe(true);
  });

  test.each([
    ['paths', ' a \n\n !b\n', 'paths', ['a', '!b']],
    ['fail-on', 'Critical', 'failOn', 'critical'],
    ['fail-on', 'never', 'failOn', 'never'],
    ['max-entry-bytes', '2GiB', 'maxEntryBytes', 2 ** 31],
    ['max-entry-bytes', '500 mb', 'maxEntryBytes', 5e8],
    ['max-total-bytes', '17', 'maxTotalBytes', 17],
    ['threads', '0', 'threads', 0],
    ['threads', 'auto', 'threads', 'auto'],
    ['json', 'out.json', 'json', 'out.json'],
  ] as const)('%s: %j', (name, text, key, value) => {
    expect(parse({ [name]: text })[key]).toEqual(value);
  });

  test('on-gap: one outcome, pairs, and both', () => {
    const all = (outcome: string) =>
      Object.fromEntries(
        ['encrypted', 'damaged', 'budget', 'unsupported', 'unreadable', 'timeout', 'plug-in'].map((c) => [c, outcome]),
      );
    expect(parse({ 'on-gap': 'warn' }).onGap).toEqual(all('warn'));
    expect(parse({ 'on-gap': 'fail' }).onGap).toEqual(all('fail'));
    expect(parse({ 'on-gap': 'encrypted=ignore' }).onGap).toEqual({ ...all('fail'), encrypted: 'ignore' });
    expect(parse({ 'on-gap': 'damaged=warn' }).onGap).toEqual({ ...parse({}).onGap, damaged: 'warn' });
    expect(parse({}).onGap).toEqual({ ...all('fail'), encrypted: 'warn' });
    expect(parse({ 'on-gap': 'warn, damaged=fail' }).onGap).toEqual({ ...all('warn'), damaged: 'fail' });
  });

  test.each([
    ['fail-on', 'sometimes', 'fail-on: expected one of critical, high, medium, low, never, found "sometimes"'],
    ['on-gap', 'broken=fail', 'on-gap: expected one of encrypted, damaged'],
    ['on-gap', 'damaged=warn=fail', 'on-gap: expected one of fail, warn, ignore, found "warn=fail"'],
    ['on-gap', 'warn fail', 'on-gap: expected one outcome'],
    ['on-gap', 'encrypted', 'on-gap: expected an outcome for encrypted, such as encrypted=warn, found none'],
    ['threads', '-1', 'threads: expected a whole number of at least 0, found "-1"'],
    ['max-depth', '0', 'max-depth: expected a whole number of at least 1'],
    ['max-seconds', '99999999999999999999', 'max-seconds: expected a whole number'],
    ['max-entry-bytes', '0', 'max-entry-bytes: expected a size'],
    ['max-entry-bytes', '1 parsec', 'max-entry-bytes: expected a size'],
    ['summary', 'yes', 'summary: expected one of true, false, found "yes"'],
  ] as const)('%s: %j is refused with a sentence', (name, text, message) => {
    expect(() => parse({ [name]: text })).toThrow(UsageError);
    expect(() => parse({ [name]: text })).toThrow(message);
  });

  test('a configuration says what the user did not, and nothing else', () => {
    const settings = parse({ 'fail-on': 'low' });
    const configured = withConfigured(settings, { 'fail-on': 'never', 'max-depth': '3', 'on-gap': 'warn' });
    expect(configured).toMatchObject({ failOn: 'low', maxDepth: 3, onGap: { encrypted: 'warn', damaged: 'warn' } });
    expect(configured).toEqual({ ...settings, maxDepth: 3, onGap: configured.onGap });
    expect(() => withConfigured(settings, { 'max-depth': '0' })).toThrow('max-depth: expected a whole number');
  });

  test('what a configuration may say has no default in action.yml, where it would look as if the user gave it', () => {
    const inputs = readFileSync('action.yml', 'utf8').split(/^ {2}(?=\S+:$)/m);
    for (const [name, { configurable }] of optionsOf('action')) {
      const input = inputs.find((text) => text.startsWith(`${name}:`))!;
      if (configurable) expect(input).toMatch(/^ {4}default: ''$/m);
    }
  });

  test('the version is that of package.json', () => {
    expect(JSON.parse(readFileSync('package.json', 'utf8')).version).toBe(VERSION);
  });

  test('known-secrets: names, files, or an object', () => {
    const sources = (text: string) => parse({ 'known-secrets': text }).knownSecrets;
    expect(sources('A_TOKEN\n\n @secrets/all.json \nB2')).toEqual([
      { variable: 'A_TOKEN' },
      { file: 'secrets/all.json' },
      { variable: 'B2' },
    ]);
    expect(sources('{\n  "A": "b"\n}')).toEqual([{ json: '{\n  "A": "b"\n}' }]);
    expect(sources('')).toEqual([]);
  });

  test('known-secrets: what is neither is not quoted, since it may be a secret', () => {
    const text = 'GOOD\nhunter2-and-more';
    expect(() => parse({ 'known-secrets': text })).toThrow(
      'known-secrets: line 2: expected the name of an environment',
    );
    expect(() => parse({ 'known-secrets': text })).not.toThrow('hunter');
  });
});
