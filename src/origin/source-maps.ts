import type { Finding } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';
import { originalPosition, readSourceMap, type SourceMap, trackedFileOf } from './source-map.ts';
import { outerPlace } from './start-of.ts';
import type { LocalFile, TracingPorts } from './tracing-ports.ts';

/** What bundlers write, and write a map for. */
const GENERATED_NAME = /\.(?:[cm]?js|css)$/i;
/** Artifacts are opened anew to read the maps in them, and one file and its map are kept: findings come file by file. */
const MAX_READS = 20;
/** Findings, and places of each, that are looked up: each reads its file up to the place. */
const MAX_LOOKUPS = 200;
const MAX_PLACES = 20;

interface Generated {
  readonly bytes: Uint8Array;
  readonly map: SourceMap;
}

/** Looks for a source map beside the file in which a secret stands: `bundle.js.map` beside `bundle.js`. */
export class SourceMaps {
  readonly #ports: Pick<TracingPorts, 'checkout' | 'artifacts' | 'read'>;
  #last: { readonly path: string; readonly generated: Generated | undefined } | undefined;
  #reads = 0;
  #lookups = 0;

  constructor(ports: Pick<TracingPorts, 'checkout' | 'artifacts' | 'read'>) {
    this.#ports = ports;
  }

  async originOf({ artifact, places }: Pick<Finding, 'artifact' | 'places'>): Promise<Origin | undefined> {
    const { checkout } = this.#ports;
    if (checkout === undefined) return undefined;
    const outer = places.slice(0, MAX_PLACES).map(outerPlace);
    for (const { path, offset } of outer.filter((place) => GENERATED_NAME.test(place.path))) {
      if (++this.#lookups > MAX_LOOKUPS) return undefined;
      const generated = await this.#fileOf(artifact, path);
      const position = generated && positionIn(generated, offset);
      const file = position && trackedFileOf(position.source, checkout.paths);
      if (file !== undefined) return { file, line: position!.line + 1, by: 'source-map' };
    }
    return undefined;
  }

  async #fileOf(artifact: string, path: string): Promise<Generated | undefined> {
    if (this.#last?.path === path) return this.#last.generated;
    const found = this.#ports.artifacts.find((one) => one.path === artifact);
    if (found === undefined || ++this.#reads > MAX_READS) return undefined;
    this.#last = undefined;
    const generated = await this.#read(found, path);
    this.#last = { path, generated };
    return generated;
  }

  /** A file and its map: in the same archive, or side by side. */
  async #read(artifact: LocalFile, path: string): Promise<Generated | undefined> {
    const { read } = this.#ports;
    const mapPath = `${path}.map`;
    const besides = path === artifact.path ? { path: mapPath, file: `${artifact.file}.map` } : artifact;
    const content = await read(artifact, new Set([path, mapPath]));
    const bytes = content.get(path);
    const map = content.get(mapPath) ?? (bytes && (await read(besides, new Set([mapPath]))).get(mapPath));
    const parsed = map && readSourceMap(map);
    return bytes && parsed && { bytes, map: parsed };
  }
}

function positionIn({ bytes, map }: Generated, offset: number) {
  const before = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8', 0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return originalPosition(map, before.split('\n').length - 1, before.length - lineStart);
}
