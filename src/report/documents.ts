import type { Verdict } from '../model/result.ts';
import { renderJson } from './json.ts';
import { renderSarif } from './sarif.ts';

/** A report file that was asked for, to be written as UTF-8. */
export interface Document {
  readonly file: string;
  readonly text: string;
}

/** The report files that the settings name. */
export function documentsFor(
  verdict: Verdict,
  { json, sarif }: { readonly json?: string | undefined; readonly sarif?: string | undefined },
): readonly Document[] {
  return [
    ...(json === undefined ? [] : [{ file: json, text: renderJson(verdict) }]),
    ...(sarif === undefined ? [] : [{ file: sarif, text: renderSarif(verdict) }]),
  ];
}
