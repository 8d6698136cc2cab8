import { writeFileSync } from 'node:fs';
import type { Detector } from '../../src/detect/detector.ts';
import { buildChain, wholeChain } from '../../src/engine/chain.ts';
import { NO_CHANGES } from '../../src/engine/chain-changes.ts';
import { Examiner } from '../../src/engine/examiner.ts';
import { gapsOf } from '../../src/engine/gap-collector.ts';
import { textAnchor } from '../../src/model/anchor.ts';
import type { Gap } from '../../src/model/gap.ts';
import { limitsOf, parseSettings } from '../../src/settings/settings.ts';

/** What a scan for a marker saw in one file. */
export interface MarkerScan {
  /** Where the marker is: sorted, each once, without the file's name: `` for the file as is, or `!/note.txt`. */
  readonly places: readonly string[];
  /** How often it is there. */
  readonly count: number;
  /** With paths like those. */
  readonly gaps: readonly Gap[];
  readonly entries: number;
  readonly scannedBytes: number;
  readonly formats: Readonly<Record<string, number>>;
}

/** Looks for markers in place of keys, with the walk and the scanner as they are. */
export class MarkerScanner {
  readonly #examiner: Examiner;
  readonly #file: string;

  /** @param file that may be overwritten; its folder exists */
  constructor(markers: readonly string[], file: string, maxSeconds?: number) {
    const chain = buildChain(markers.map(markerDetector), [], wholeChain());
    const limits = limitsOf(parseSettings('cli', () => undefined));
    this.#file = file;
    this.#examiner = new Examiner(chain, {
      limits: { ...limits, ...(maxSeconds !== undefined && { maxSeconds }) },
      ...{ changes: NO_CHANGES, exclude: [], watchedKeys: [] },
      digests: false,
      explain: undefined,
    });
  }

  /** @param name of the file: never what decides, but for formats without a magic number */
  async scan(name: string, bytes: Uint8Array, marker: string): Promise<MarkerScan> {
    writeFileSync(this.#file, bytes);
    const artifacts = [{ path: name, file: this.#file }];
    const { parts, quietSizes } = await this.#examiner.run({ kind: 'files', artifacts }, () => {});
    const [part] = parts;
    const scannedBytes = part?.scannedBytes ?? quietSizes?.[0] ?? 0;
    if (part === undefined) return { places: [], count: 0, gaps: [], entries: 0, scannedBytes, formats: {} };
    const inside = (path: string): string => path.slice(name.length);
    const found = part.findings.filter(({ facts }) => facts.marker === marker).flatMap(({ places }) => places);
    return {
      places: [...new Set(found.map(({ path }) => inside(path)))].toSorted(),
      count: found.length,
      gaps: gapsOf(name, part.gaps).map((gap) => ({ ...gap, path: inside(gap.path) })),
      ...{ entries: part.entries, scannedBytes },
      formats: Object.fromEntries(Object.entries(part.formats).map(([id, { opened }]) => [id, opened])),
    };
  }

  close(): void {
    this.#examiner.close();
  }
}

function markerDetector(marker: string): Detector {
  const id = `marker-${Buffer.from(marker).toString('hex')}`;
  return {
    ...{ id, title: 'marker', severity: 'low', confidence: 'low', advice: 'none' },
    trigger: { anchors: [textAnchor(marker)], bytesBefore: 0, reads: 'text' },
    maxMatchBytes: marker.length,
    inspect(window, at) {
      const end = at + marker.length;
      const isThere = Buffer.from(window.subarray(at, end)).equals(Buffer.from(marker));
      return isThere
        ? { offset: at, length: marker.length, fingerprint: id, preview: '…', facts: { marker } }
        : undefined;
    },
  };
}
