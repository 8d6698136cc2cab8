/** The first of the most severe passwords in a column: a table is one finding. */
import { assessPassword, type PasswordContext } from '../password.ts';
import type { Assessment } from '../rule.ts';
import type { CsvField } from './csv-rows.ts';

const ORDER = ['high', 'medium', 'low'];

export function bestPassword(fields: Iterable<CsvField>, context: PasswordContext): Assessment | undefined {
  let best: Assessment | undefined;
  for (const { value, start, end } of fields) {
    const assessment = assessPassword(value, context);
    if (assessment === undefined || !isBetter(assessment, best)) continue;
    best = { ...assessment, identity: value, place: { start, end } };
    // No other is more severe.
    if (best.confidence === ORDER[0]) break;
  }
  return best;
}

function isBetter(one: Assessment, other: Assessment | undefined): boolean {
  return other === undefined || ORDER.indexOf(one.confidence!) < ORDER.indexOf(other.confidence!);
}
