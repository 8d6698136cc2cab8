import { PathGlob } from '../../model/path-glob.ts';
import { type Shape, shapeOf } from './regex-shape.ts';

/** A pattern that expands to more is no list of paths. */
const MAX_GLOBS = 64;
/** Files that keysieve opens: a glob that matched one would leave out everything inside it. */
const OPENED =
  'zip jar war apk ipa whl nupkg tar gz tgz xz zst bz2 7z rar deb rpm iso dmg bin exe dll so pdf docx db sqlite dmp core pdb'
    .split(' ')
    .map((ending) => `x.${ending}`);

/** Any number of any characters, including `/`, at the start, the end or inside. */
const ANY = '\0';

/** A regular expression over paths, converted to globs. */
export interface PathGlobs {
  readonly globs: readonly string[];
  /** What was lost, if anything was. */
  readonly loss?: string;
}

/**
 * Converts a regular expression over paths, which gitleaks matches anywhere in a path, to globs. Where globs cannot
 * express the same, they match less, and never more.
 */
export function pathGlobsOf(regex: string): PathGlobs {
  const none = (loss: string): PathGlobs => ({ globs: [], loss });
  const parsed = shapeOf(regex);
  if (parsed === undefined) return none('it cannot be read');
  const globs = [...new Set(textsOf(parsed.shape)?.map(globOf))];
  if (globs.length === 0 || globs.some((glob) => /[^\x20-\x7e]/.test(glob))) return none('a glob cannot say it');
  if (globs.some((glob) => /^[*/]*$/.test(glob))) return none('it means every path');
  const blind = globs.filter((glob) => OPENED.some((name) => new PathGlob(glob).matches(name)));
  const asWritten = parsed.ignoresCase ? { loss: 'a glob does not ignore case: only as it is written' } : {};
  if (blind.length === 0) return { globs, ...asWritten };
  const names = blind.map((glob) => JSON.stringify(glob)).join(', ');
  return {
    globs: globs.filter((glob) => !blind.includes(glob)),
    loss: `keysieve opens what ${names} names, and would leave out all that is in it`,
  };
}

/**
 * All texts that the shape can match, with `?` for any one character, ANY for any number, and `^` and `$` for the start
 * and end of the path.
 */
function textsOf(shape: Shape): string[] | undefined {
  switch (shape.kind) {
    case 'text':
      return /[*?\0^$]/.test(shape.text) ? undefined : [shape.text];
    case 'one':
      return shape.isAny ? ['?'] : undefined;
    case 'nothing':
      return [shape.edge ?? ''];
    case 'group':
      return textsOf(shape.part);
    case 'either': {
      const all = shape.parts.map(textsOf);
      return all.includes(undefined) ? undefined : bounded(all.flatMap((texts) => texts!));
    }
    case 'row':
      return shape.parts.reduce<string[] | undefined>(
        (heads, part) => {
          const tails = heads && textsOf(part);
          return tails && bounded(heads.flatMap((head) => tails.map((tail) => head + tail)));
        },
        [''],
      );
    case 'repeat':
      return repeated(shape);
  }
}

function repeated({ part, least, most }: Extract<Shape, { kind: 'repeat' }>): string[] | undefined {
  if (part.kind === 'one' && most === Number.POSITIVE_INFINITY)
    return part.isAny && [`${'?'.repeat(Math.min(least, 9))}${ANY}`];
  if (most !== 1) return undefined;
  const texts = textsOf(part);
  return texts && (least === 1 ? texts : ['', ...texts]);
}

function bounded(texts: string[]): string[] | undefined {
  return texts.length > MAX_GLOBS ? undefined : texts;
}

/** Converts a text of `textsOf` to a glob. ANY matches within one name, unless it makes up a whole segment. */
function globOf(text: string): string {
  const atStart = text.startsWith('^');
  const atEnd = text.endsWith('$');
  const body = text.slice(atStart ? 1 : 0, atEnd ? -1 : undefined);
  const segments = `${atStart ? '' : ANY}${body}${atEnd ? '' : ANY}`.split('/');
  const last = segments.length - 1;
  const glob = segments
    // `*/**` is at least one name; `**` alone could be none.
    .map((segment, index) => (/^\0+$/.test(segment) && index < last ? '*/**' : segment.replace(/\0+/g, '*')))
    .join('/');
  if (atStart) return `/${glob}`;
  return last === 0 || glob.startsWith('*/**/') ? glob : `**/${glob}`;
}
