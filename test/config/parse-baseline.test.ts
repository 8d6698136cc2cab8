import { describe, expect, test } from 'vitest';
import { parseBaseline } from '../../src/config/parse-baseline.ts';
import { renderBaseline } from '../../src/report/baseline.ts';
import { allowedExample, leakExample } from '../report/verdict-example.ts';

const parse = (text: string, name = 'b.json') => parseBaseline({ name, bytes: Buffer.from(text) });

describe('a baseline', () => {
  test('that was written is read, and has every finding that nothing else allows', () => {
    const verdict = leakExample();
    const fingerprints = verdict.findings.map(({ fingerprint }) => fingerprint);
    const allows = fingerprints.map((fingerprint) => ({
      by: 'baseline',
      reason: 'known since the baseline',
      fingerprint,
    }));
    expect(parse(renderBaseline(verdict))).toEqual({ allows, remarks: [] });
    const written = JSON.parse(renderBaseline(allowedExample()));
    expect(written.findings.map(({ path }: { path: string }) => path)).toEqual([
      'dist/app.zip!/conf/server.key',
      'dist/debug.tar.gz!/crash/core.4711',
    ]);
  });

  test.each([
    ['{"format": "keysieve-report/1"}', 'b.json: expected a baseline (keysieve-baseline/1), found "keysieve-report/1"'],
    ['{"format": "keysieve-baseline/1"}', 'b.json: findings: expected a list'],
    [
      '{"format": "keysieve-baseline/1", "findings": [{"fingerprint": "a"}, 3]}',
      'b.json: findings[1]: expected a fingerprint',
    ],
    ['{\n  "a": hush-hush\n}', 'b.json: cannot be read as JSON'],
    ['', 'b.json: cannot be read as JSON'],
    ['3', 'b.json: expected a baseline'],
  ])('is refused with its place: %j', (text, message) => {
    const problems = parse(text);
    expect(problems).toEqual([expect.stringContaining(message)]);
    expect(String(problems)).not.toContain('hush');
  });
});
