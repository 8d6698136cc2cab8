import type { Finding } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';

/** An origin in words. `file` goes between `before` and `after`; callers escape it for where it goes. */
export interface OriginText {
  readonly before: string;
  readonly file: string;
  readonly after: string;
}

/** Undefined when nothing was traced, and when the secret was found in the source itself. */
export function originText({ origin, path, line }: Finding): OriginText | undefined {
  if (origin === undefined || (origin.file === path && origin.line === line)) return undefined;
  // A step is always below `jobs:`, so line 1 means that only the workflow was found and not the step.
  if (origin.by === 'workflow' && origin.line === 1)
    return {
      before: 'no tracked source that was searched contains it; the workflow is ',
      file: origin.file,
      after: '',
    };
  return { ...WORDS[origin.by], file: origin.file, after: `, line ${origin.line}${WORDS[origin.by].after}` };
}

const WORDS: Readonly<Record<Origin['by'], { readonly before: string; readonly after: string }>> = {
  content: { before: 'it is in ', after: '' },
  'source-map': { before: 'it was made from ', after: ', says a source map' },
  'debug-info': { before: 'the variable that holds it is declared in ', after: ', says debug information' },
  workflow: { before: 'no tracked source that was searched contains it; the step is at ', after: '' },
};
