import { readFileSync } from 'node:fs';
import { INNER, type Place } from '../model/place.ts';
import { systemPath } from '../model/system-path.ts';

/** Content that is opened in the middle of a file is named after its offset there: `base64@118`. */
const RUN_NAME = /^[a-z0-9-]+@(\d{1,15})$/;

/** A place in the file that contains everything decoded around the finding. */
export interface OuterPlace {
  readonly path: string;
  /** In bytes. */
  readonly offset: number;
}

/** `a.js!/base64@118!/data` → byte 118 of `a.js`. */
export function outerPlace({ path, offset }: Pick<Place, 'path' | 'offset'>): OuterPlace {
  const names = path.split(INNER);
  const run = names.findIndex((name, index) => index > 0 && RUN_NAME.test(name));
  if (run < 0) return { path, offset };
  return { path: names.slice(0, run).join(INNER), offset: Number(RUN_NAME.exec(names[run]!)![1]) };
}

/**
 * Line of a finding in the tracked file that contains it, counted from 1; 1 for a finding inside an archive.
 * @param file path for the file system
 */
export function startOf(finding: Place & { readonly artifact: string }, file: string): number {
  if (finding.path === finding.artifact && finding.line !== undefined) return finding.line;
  const { path, offset } = outerPlace(finding);
  if (path !== finding.artifact) return 1;
  try {
    return lineAt(readFileSync(systemPath(file)), offset);
  } catch {
    // The file is gone since the scan.
    return 1;
  }
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) line++;
  return line;
}
