import type { Finding } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';

/** What a reader is told of an origin: the file stands between `before` and `after`, escaped for where it goes. */
export interface OriginText {
  readonly before: string;
  readonly file: string;
  readonly after: string;
}

/** Undefined where nothing was traced, and where the secret was found in the source itself. */
export function originText({ origin, path, line }: Finding): OriginText | undefined {
  if (origin === undefined || (origin.file === path && origin.line === line)) return undefined;
  // A step stands below `jobs:`; at line 1 is the workflow of which the step was not found.
  if (origin.by === 'workflow' && origin.line === 1)
    return {
      before: 'it stands in no tracked source that was searched; the workflow is ',
      file: origin.file,
      after: '',
    };
  return { ...WORDS[origin.by], file: origin.file, after: `, line ${origin.line}${WORDS[origin.by].after}` };
}

const WORDS: Readonly<Record<Origin['by'], { readonly before: string; readonly after: string }>> = {
  content: { before: 'it stands in ', after: '' },
  'source-map': { before: 'it was made from ', after: ', says a source map' },
  'debug-info': { before: 'the variable that holds it is declared in ', after: ', says debug information' },
  workflow: { before: 'it stands in no tracked source that was searched; the step is at ', after: '' },
};
