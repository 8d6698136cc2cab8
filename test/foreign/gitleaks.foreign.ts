import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { importGitleaks } from '../../src/config/gitleaks/import-gitleaks.ts';
import { parseConfiguration } from '../../src/config/parse-configuration.ts';
import { rules as tokenRules } from '../../src/detect/catalog.ts';
import { rules } from '../../src/run.ts';
import { runCli } from '../e2e/dist.ts';
import { workshop } from '../support/foreign-program.ts';
import { seededRandom } from '../support/seeded-random.ts';

/*
 * gitleaks itself, as Debian has it, with the configuration that lies in its program: what it finds in texts with tokens of every
 * family, keysieve finds with that configuration, imported; and what gitleaks lists as known, keysieve takes for known.
 */

const { folder, run, unpack } = workshop();
const known = { rules: (await rules()).map(({ id }) => id) };
let configuration: string;

interface Leak {
  readonly RuleID: string;
  readonly File: string;
  readonly Secret: string;
}

/** The text between its first comment and the first byte that is no text. */
function carve(program: Buffer): string {
  const start = program.indexOf('# This is the default gitleaks configuration file.');
  const end = program.indexOf(0, start);
  return program.toString('latin1', start, end);
}

let leaks: readonly Leak[];

beforeAll(() => {
  const gitleaks = join(unpack('gitleaks'), 'usr/bin/gitleaks');
  configuration = carve(readFileSync(gitleaks));
  writeFileSync(join(folder, 'default.toml'), configuration);
  mkdirSync(join(folder, 'texts'));
  const random = seededRandom(1);
  const texts = tokenRules.flatMap((rule) => rule.examples(random).map(({ text }) => text));
  for (const [index, text] of texts.entries()) writeFileSync(join(folder, 'texts', `${index}.txt`), text, 'latin1');
  run(gitleaks, ['detect', '--no-git', '-s', 'texts', '-c', 'default.toml', '-r', 'leaks.json', '--exit-code', '0']);
  leaks = JSON.parse(readFileSync(join(folder, 'leaks.json'), 'utf8'));
}, 120_000);

describe("gitleaks' own configuration", () => {
  test('is carried over, all of its rules', async () => {
    const file = { name: 'default.toml', bytes: Buffer.from(configuration) };
    const imported = await importGitleaks(file, known, async () => undefined);
    if (!('draft' in imported)) throw new Error(imported.join('\n'));
    const count = [...configuration.matchAll(/^\[\[rules\]\]$/gm)].length;
    expect(count).toBeGreaterThan(100);
    expect(imported.draft['own-rules']).toHaveLength(count);
  });

  test('finds what gitleaks finds with it, printed as ours', async () => {
    const { code, stdout } = await runCli(['import', 'gitleaks', 'default.toml'], { cwd: folder });
    expect(code).toBe(0);
    writeFileSync(join(folder, 'imported.yml'), stdout);
    await runCli(['scan', 'texts', '--config', 'imported.yml', '--json', 'report.json', '--quiet'], { cwd: folder });
    const { findings } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    const places: { path: string; offset: number; length: number }[] = findings.flatMap(
      ({ places }: { places: [] }) => places,
    );
    expect(leaks.length).toBeGreaterThan(50);
    const missed = leaks.filter(({ File, Secret }) => {
      const start = readFileSync(join(folder, File)).indexOf(Secret, 0, 'latin1');
      const end = start + Secret.length;
      return !places.some(({ path, offset, length }) => path === File && offset < end && offset + length > start);
    });
    expect(missed.map(({ RuleID, File }) => `${RuleID} in ${File}`)).toEqual([]);
  });

  test('is read directly, with the same rules', async () => {
    const direct = await parseConfiguration(
      { name: 'default.toml', bytes: Buffer.from(configuration) },
      known,
      async () => undefined,
    );
    const printed = await parseConfiguration(
      { name: 'imported.yml', bytes: readFileSync(join(folder, 'imported.yml')) },
      known,
      async () => undefined,
    );
    // What the TOML has and a configuration of ours cannot say is told of it alone.
    expect({ ...direct, remarks: [], notCarriedOver: undefined }).toEqual(printed);
  });

  test('its report is a baseline: what it lists does not fail', async () => {
    const lines = ['--config', 'imported.yml', '--json', 'known.json', '--quiet', '--baseline', 'leaks.json'];
    await runCli(['scan', 'texts', ...lines], { cwd: folder });
    const { findings } = JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8'));
    const files = new Set(leaks.map(({ File }) => File));
    const own = findings.filter(
      ({ rule, path }: { rule: string; path: string }) => !known.rules.includes(rule) && files.has(path),
    );
    expect(own.length).toBeGreaterThan(10);
    const failing = own.filter(({ suppressed }: { suppressed?: unknown }) => suppressed === undefined);
    expect(failing.map(({ rule, path }: { rule: string; path: string }) => `${rule} in ${path}`)).toEqual([]);
  });
});
