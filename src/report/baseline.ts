import type { Verdict } from '../model/result.ts';
import { escapeJson } from './escape.ts';

/**
 * `keysieve-baseline/1`: today's findings, so that only new ones fail. Findings are matched by fingerprint; rule and
 * path are for people. What the configuration or an inline comment allows is left out, since that has a reason of its
 * own.
 */
export function renderBaseline({ findings }: Verdict): string {
  const known = findings
    .filter(({ suppressed }) => suppressed === undefined || suppressed.by === 'baseline')
    .map(({ fingerprint, rule, path }) => ({ fingerprint, rule, path }));
  return `${escapeJson(JSON.stringify({ format: 'keysieve-baseline/1', findings: known }, undefined, 2))}\n`;
}
