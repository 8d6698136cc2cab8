import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { GAP_CODES } from '../../src/model/gap.ts';
import type { Policy, ScanResult } from '../../src/model/result.ts';
import { CONFIDENCES, SEVERITIES } from '../../src/model/severity.ts';
import { decide } from '../../src/policy/decide.ts';
import { parseSettings, policyOf } from '../../src/settings/settings.ts';

const standard = policyOf(parseSettings('cli', () => undefined));
const tool = { name: 'keysieve', version: 'x' } as const;

function finding(over: Partial<Finding>): Finding {
  const place = { path: 'a', offset: 1, length: 2 };
  return {
    ...{ rule: 'r', title: 'R', artifact: 'a', severity: 'high', confidence: 'high' },
    ...{ fingerprint: 'f', preview: '', facts: {}, places: [place], count: 1 },
    ...place,
    ...over,
  };
}

function result(over: Partial<ScanResult>): ScanResult {
  const stats = { artifacts: 1, entries: 0, scannedBytes: 1, formats: {}, unpacked: {}, leftOut: {}, elapsedMs: 1 };
  return { artifacts: [], findings: [], gaps: [], rules: [], stats, ...over };
}

describe('policy is the only one to say fail', () => {
  const table = SEVERITIES.flatMap((severity) => CONFIDENCES.map((confidence) => ({ severity, confidence })));

  test.each(table)('by default, $severity with $confidence', ({ severity, confidence }) => {
    const verdict = decide(result({ findings: [finding({ severity, confidence })] }), standard, tool);
    const fails = ['critical', 'high'].includes(severity) && confidence !== 'low';
    expect(verdict).toMatchObject({ verdict: fails ? 'fail' : 'pass', findings: [{ fails }] });
  });

  test.each(GAP_CODES)('by default, a gap %s', (code) => {
    const verdict = decide(result({ gaps: [{ path: 'a', code, message: 'm' }] }), standard, tool);
    const outcome = code === 'encrypted' ? 'warn' : 'fail';
    expect(verdict).toMatchObject({ verdict: outcome === 'fail' ? 'fail' : 'pass', gaps: [{ outcome }] });
  });

  test('fail-on never lets findings pass, and gaps still fail', () => {
    const policy: Policy = { ...standard, failOn: 'never' };
    expect(decide(result({ findings: [finding({ severity: 'critical' })] }), policy, tool).verdict).toBe('pass');
    expect(decide(result({ gaps: [{ path: 'a', code: 'damaged', message: '' }] }), policy, tool).verdict).toBe('fail');
  });

  test('what fails comes first, then the worst, then the surest, then by place', () => {
    const findings = [
      finding({ fingerprint: '1', severity: 'critical', confidence: 'low' }),
      finding({ fingerprint: '2', severity: 'low', confidence: 'proven' }),
      finding({ fingerprint: '3', severity: 'high', confidence: 'medium' }),
      finding({ fingerprint: '4', severity: 'high', confidence: 'proven', path: 'b' }),
      finding({ fingerprint: '5', severity: 'high', confidence: 'proven', path: 'a', offset: 9 }),
    ];
    const ranked = decide(result({ findings }), standard, tool).findings.map(({ fingerprint }) => fingerprint);
    expect(ranked).toEqual(['5', '4', '3', '1', '2']);
  });
});
