import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPolicy, settleRules } from '../../src/config/load-policy.ts';
import { UsageError } from '../../src/model/errors.ts';
import { NO_EXCEPTIONS } from '../../src/model/result.ts';
import { parseSettings } from '../../src/settings/settings.ts';

const known = { rules: ['json-web-token'] };
const settingsOf = (given: Readonly<Record<string, string>>) => parseSettings('cli', (name) => given[name]);

/** Loads with files that are handed in, and tells which were asked for. */
async function load(given: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const policyFile = async (name: string) => {
    asked.push(name);
    return files[name] === undefined ? undefined : Buffer.from(files[name]);
  };
  const policy = await loadPolicy(settingsOf(given), { base: '/nowhere', policyFile }, async () => known);
  return { ...policy, asked };
}

describe('files of policy that a front end hands in', () => {
  test('are asked for by the names that the user has, and the base folder is not read', async () => {
    const { asked, settings, exceptions } = await load(
      { config: 'policy/own.yml', baseline: 'known.json', 'max-depth': '2' },
      {
        'policy/own.yml': 'max-depth: 9\nfail-on: low\nallow: [{rule: json-web-token, reason: r}]\n',
        'known.json': '{"format": "keysieve-baseline/1", "findings": [{"fingerprint": "token:ab"}]}',
      },
    );
    expect(asked).toEqual(['policy/own.yml', 'known.json']);
    expect(settings).toMatchObject({ maxDepth: 2, failOn: 'low' });
    expect(exceptions.allows.map(({ by }) => by)).toEqual(['configuration', 'baseline']);
  });

  test('by the default name, and that there is none is no mistake', async () => {
    const none = await load({}, {});
    expect(none.asked).toEqual(['.keysieve.yml']);
    expect(none).toMatchObject({
      exceptions: NO_EXCEPTIONS,
      changes: { rulesOff: [], ownRules: [] },
      exclude: [],
      remarks: [],
    });
    const found = await load({}, { '.keysieve.yml': 'rules: {json-web-token: off}' });
    expect(found).toMatchObject({
      changes: { rulesOff: ['json-web-token'] },
      configuration: { name: '.keysieve.yml' },
    });
  });

  test('also those that a configuration of gitleaks extends', async () => {
    const rule = '[[rules]]\nid = "acme"\nregex = "acme_[0-9a-f]{32}"\n';
    const { asked, changes } = await load(
      { config: 'g.toml' },
      { 'g.toml': '[extend]\npath = "b.toml"\n', 'b.toml': rule },
    );
    expect(asked).toEqual(['g.toml', 'b.toml']);
    expect(changes.ownRules).toMatchObject([{ id: 'acme' }]);
  });

  test('are not asked for at all with none', async () => {
    expect((await load({ config: 'none' }, {})).asked).toEqual([]);
  });

  test.each<[given: Readonly<Record<string, string>>, message: string]>([
    [{ config: 'no.yml' }, 'config: expected the file "no.yml", found none'],
    [{ baseline: 'no.json' }, 'baseline: expected the file "no.json", found none'],
    [{ config: 'wrong.yml' }, 'wrong.yml:1:1: frobnicate: no such key'],
    [{ config: 'large.yml' }, 'large.yml: expected at most 1048576 bytes, found 1048577'],
  ])('%j', async (given, message) => {
    const files = { 'wrong.yml': 'frobnicate: 1', 'large.yml': '#'.repeat((1 << 20) + 1) };
    await expect(load(given, files)).rejects.toThrow(UsageError);
    await expect(load(given, files)).rejects.toThrow(message);
  });
});

describe('rules that a configuration names and only a plug-in can have', () => {
  const files = {
    '.keysieve.yml':
      'rules:\n  acme-mark: off\n  acme-other: { severity: low }\nallow:\n  - { rule: acme-third, reason: r }\n',
  };

  test('are mistakes where there is no plug-in', async () => {
    await expect(load({}, files)).rejects.toThrow('.keysieve.yml:2:3: rules.acme-mark: no such rule');
  });

  test('are settled when it is known what the plug-ins have', async () => {
    const policy = await load({ detectors: 'acme.mjs' }, files);
    expect(policy.changes.rulesOff).toEqual(['acme-mark']);
    expect(policy.unsettled.map(({ id }) => id)).toEqual(['acme-mark', 'acme-other', 'acme-third']);
    settleRules(policy, new Set(['acme-mark', 'acme-other', 'acme-third']));
    const settle = () => settleRules(policy, new Set(['acme-other']));
    expect(settle).toThrow(UsageError);
    expect(settle).toThrow(
      /^\.keysieve\.yml:2:3: rules\.acme-mark: .*\n\.keysieve\.yml:5:13: allow\[0\]\.rule: [^\n]*$/,
    );
  });
});

describe('the base folder', () => {
  let base: string;
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'keysieve-policy-'));
    writeFileSync(join(base, '.keysieve.yml'), 'fail-on: never\n');
  });
  afterAll(() => rmSync(base, { recursive: true }));

  test('is where they are read from otherwise', async () => {
    expect((await loadPolicy(settingsOf({}), { base }, async () => known)).settings.failOn).toBe('never');
  });

  test('a link that leads nowhere is a mistake, also by the default name', async () => {
    const linked = mkdtempSync(join(tmpdir(), 'keysieve-policy-'));
    symlinkSync('nowhere.yml', join(linked, '.keysieve.yml'));
    const loading = loadPolicy(settingsOf({}), { base: linked }, async () => known);
    await expect(loading).rejects.toThrow('.keysieve.yml: expected a file, found a link that leads nowhere');
    rmSync(linked, { recursive: true });
  });

  test('a folder in the place of a file is a mistake', async () => {
    await expect(loadPolicy(settingsOf({ config: '.' }), { base }, async () => known)).rejects.toThrow(
      '.: expected a file, found a folder',
    );
  });
});
