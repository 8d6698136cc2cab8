import type { Finding } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';
import { type Declaration, declarationAt } from './dwarf-variables.ts';
import { ElfImage } from './elf-image.ts';
import { trackedFileOf } from './source-map.ts';
import { type OuterPlace, outerPlace } from './start-of.ts';
import { MAX_FILE_BYTES, type Trail } from './trail.ts';

/**
 * No program has such a name; but a large text has no line numbers in a report either, so these are excluded by name.
 */
const TEXT_NAME = /\.(?:txt|log|jsonl?|ya?ml|xml|html?|css|[cm]?[jt]sx?|map|md|csv|sql|py|java|pem|key)$/i;

/** Finds the variable that holds a secret from the debug information of a program: an ELF with symbols and DWARF. */
export class DebugInfo implements Trail {
  readonly paths: readonly string[];
  readonly #tracked: readonly string[];
  readonly #places: readonly OuterPlace[];
  readonly #declarations = new Map<string, Declaration>();

  /** @param most places that are looked up; each one reads the tables of its program */
  constructor(findings: readonly Pick<Finding, 'places'>[], tracked: readonly string[], most: number) {
    this.#tracked = tracked;
    const large = new Set(findings.flatMap(({ places }) => places.filter(isFarIn).map(({ path }) => path)));
    this.#places = findings
      .flatMap((finding) => placeInProgram(finding) ?? [])
      .filter(({ path }) => !large.has(path))
      .slice(0, most);
    this.paths = this.#places.map(({ path }) => path);
  }

  get places(): number {
    return this.#places.length;
  }

  take(path: string, bytes: Uint8Array): void {
    for (const place of this.#places) {
      const declaration = place.path === path ? declarationIn(bytes, place.offset) : undefined;
      if (declaration !== undefined) this.#declarations.set(`${place.offset} ${path}`, declaration);
    }
  }

  originOf(finding: Pick<Finding, 'places'>): Origin | undefined {
    const place = placeInProgram(finding);
    const declaration = place && this.#declarations.get(`${place.offset} ${place.path}`);
    const file = declaration && trackedFileOf(declaration.file, this.#tracked);
    return file === undefined ? undefined : { file, line: declaration!.line, by: 'debug-info' };
  }
}

/**
 * A large file is recognised by a place far inside it, so that no artifact of gigabytes is unpacked again only to find
 * that out.
 */
function isFarIn({ offset }: OuterPlace): boolean {
  return offset > MAX_FILE_BYTES;
}

function placeInProgram({ places }: Pick<Finding, 'places'>): OuterPlace | undefined {
  const place = places.find(({ line, path }) => line === undefined && !TEXT_NAME.test(path));
  return place && outerPlace(place);
}

/** Undefined when it cannot be found, for whatever reason: the finding is reported without it. */
export function declarationIn(program: Uint8Array, offset: number): Declaration | undefined {
  try {
    const image = ElfImage.of(program);
    const address = image?.addressOf(offset);
    const variable = address === undefined ? undefined : image!.variableAt(address);
    return variable && declarationAt(image!, variable.address);
  } catch (error) {
    // A program that is cut or malicious: reads past its end, and data that zlib refuses.
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}
