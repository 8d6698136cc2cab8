import type { RuleInfo } from '../model/finding.ts';

/** The text of `keysieve rules`: one rule a line, the worst first. */
export function rulesText(rules: readonly RuleInfo[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(
      ({ id, severity, confidence, title }) =>
        `${id.padEnd(width)}  ${severity.padEnd(8)}  ${confidence.padEnd(6)}  ${title}\n`,
    )
    .join('');
}
