import { scan } from './engine/scan.ts';
import type { Progress } from './model/progress.ts';
import type { Verdict } from './model/result.ts';
import { VERSION } from './model/version.ts';
import { decide } from './policy/decide.ts';
import { type Document, documentsFor } from './report/documents.ts';
import { limitsOf, policyOf, type Settings } from './settings/settings.ts';
import { selectFiles } from './sources/select-files.ts';

export { rules } from './engine/scan.ts';

export interface Outcome {
  readonly verdict: Verdict;
  /** Report files that the settings ask for; the front end writes them. */
  readonly documents: readonly Document[];
}

/** The whole program, in the order in which data flows: sources, (unpack, views, detect in) engine, policy, report. */
export async function run(settings: Settings, base: string, onProgress?: (progress: Progress) => void): Promise<Outcome> {
  const selection = await selectFiles(settings, base);
  const result = await scan(selection.files, {
    limits: limitsOf(settings),
    threads: settings.threads,
    digests: settings.json !== undefined || settings.sarif !== undefined,
    gaps: selection.gaps,
    leftOut: selection.leftOut,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const verdict = decide(result, policyOf(settings), { name: 'keysieve', version: VERSION });
  return { verdict, documents: documentsFor(verdict, settings) };
}
