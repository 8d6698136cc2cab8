import type { Finding } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';
import { type Declaration, declarationAt } from './dwarf-variables.ts';
import { ElfImage } from './elf-image.ts';
import { trackedFileOf } from './source-map.ts';
import { outerPlace } from './start-of.ts';
import type { TracingPorts } from './tracing-ports.ts';

/** Artifacts are opened anew to read the programs in them. */
const MAX_READS = 20;

/** Looks in the debug information of a program for the variable that holds a secret: an ELF with symbols and DWARF. */
export class DebugInfo {
  readonly #ports: Pick<TracingPorts, 'checkout' | 'artifacts' | 'read'>;
  #reads = 0;

  constructor(ports: Pick<TracingPorts, 'checkout' | 'artifacts' | 'read'>) {
    this.#ports = ports;
  }

  async originOf({ artifact, places }: Pick<Finding, 'artifact' | 'places'>): Promise<Origin | undefined> {
    const { checkout, artifacts, read } = this.#ports;
    const place = places.find(({ line }) => line === undefined);
    const holder = artifacts.find(({ path }) => path === artifact);
    if (checkout === undefined || place === undefined || holder === undefined || ++this.#reads > MAX_READS)
      return undefined;
    const { path, offset } = outerPlace(place);
    const program = (await read(holder, new Set([path]))).get(path);
    const declaration = program && declarationIn(program, offset);
    const file = declaration && trackedFileOf(declaration.file, checkout.paths);
    return file === undefined ? undefined : { file, line: declaration!.line, by: 'debug-info' };
  }
}

/** Undefined where it cannot be found, for whatever reason: the finding stands without it. */
export function declarationIn(program: Uint8Array, offset: number): Declaration | undefined {
  try {
    const image = ElfImage.of(program);
    const address = image?.addressOf(offset);
    const variable = address === undefined ? undefined : image!.variableAt(address);
    return variable && declarationAt(image!, variable.address);
  } catch (error) {
    // Cut, or made by someone who means no good: reads past an end, and what zlib refuses.
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}
