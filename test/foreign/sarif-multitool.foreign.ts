import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderSarif } from '../../src/report/sarif.ts';
import { hostileTexts } from '../report/hostile-text.ts';
import { findingExample, gapExample, leakExample, verdictExample } from '../report/verdict-example.ts';

/**
 * Microsoft's validator of SARIF, with the rules of the standard and those of GitHub code scanning. Fetched by npm when
 * the test runs: it is a program of 96 MB for Linux on x64, and needs nothing else.
 */
const PACKAGE = '@microsoft/sarif-multitool-linux@5.7.0';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-multitool-'));
const program = join(folder, 'package', 'Sarif.Multitool');

beforeAll(() => {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, PACKAGE], { cwd: folder });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  execFileSync('tar', ['-xzf', archive], { cwd: folder });
  chmodSync(program, 0o755);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `level rule: message` of everything that the validator says. */
function complaintsAbout(sarif: string): readonly string[] {
  const file = join(folder, 'report.sarif');
  const output = join(folder, 'complaints.sarif');
  writeFileSync(file, sarif);
  const options = ['--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning', '--log', 'ForceOverwrite'];
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
  try {
    execFileSync(program, ['validate', file, '--output', output, ...options], { env, stdio: 'ignore' });
  } catch {
    // It also exits with 1 when it has something to say; the output tells.
  }
  const log: Log = JSON.parse(readFileSync(output, 'utf8'));
  return log.runs[0]!.results!.map(({ level, ruleId, message }) => `${level ?? 'warning'} ${ruleId}: ${message.text}`);
}

/** SARIF2005 asks for the address of the tool's page: the tool does not know where its repository is published. */
const accepted = (complaint: string) => complaint.startsWith('warning SARIF2005');

describe('the multitool has nothing to say of the report', () => {
  const hostile = hostileTexts.map((text, index) =>
    findingExample({
      title: text,
      artifact: text,
      fingerprint: `key:${index}`,
      facts: { kind: text },
      places: [{ path: `${text}!/${text}`, offset: 1, length: 1, region: text, form: text }],
    }),
  );
  const places = Array.from({ length: 101 }, (_, offset) => ({ path: 'dist/app.zip!/core', offset, length: 1 }));
  test.each([
    ['of a leak', leakExample()],
    ['of a clean scan', verdictExample()],
    ['of gaps alone', verdictExample({ gaps: [gapExample(), gapExample({ outcome: 'fail', code: 'damaged' })] })],
    [
      'of hostile names',
      verdictExample({
        findings: hostile,
        gaps: hostileTexts.map((text) => gapExample({ path: text, message: text })),
      }),
    ],
    ['that leaves places out', verdictExample({ findings: [findingExample({ places })] })],
  ])(
    '%s',
    (_name, verdict) => {
      expect(complaintsAbout(renderSarif(verdict)).filter((complaint) => !accepted(complaint))).toEqual([]);
    },
    120_000,
  );

  test('but finds a fault that is there', () => {
    const log: Log = JSON.parse(renderSarif(leakExample()));
    log.runs[0]!.results![0]!.ruleIndex = 99;
    expect(complaintsAbout(JSON.stringify(log)).some((complaint) => complaint.startsWith('error'))).toBe(true);
  }, 120_000);
});
