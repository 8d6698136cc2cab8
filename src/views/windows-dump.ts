/**
 * Windows crash dumps of the kernel and of all memory (MEMORY.DMP): DUMP_HEADER and DUMP_HEADER64 of wdmguid's dump tools, as
 * documented by rekall's crashdump.py, volatility's crash layers and kdmp-parser. Read: header, registers, and physical memory of
 * complete dumps (type 1: runs), bitmap dumps (types 2, 5, 6, 7 with an SDMP or FDMP header) and the dumps of `.dump /k /ka /f`
 * (types 8, 9, 10, RDMP header: ranges). A triage dump (type 4) has no physical memory and gets its header's regions only.
 *
 * Limits: addresses are physical, since every process has page tables of its own and the dump names those of only one. So pointers
 * cannot be followed, and a value that crosses a page is contiguous only if the next page follows in the file.
 */
import { FormatError } from '../model/errors.ts';
import { beginsWith } from './begins-with.ts';
import { Fields } from './fields.ts';
import { MappedMemory, type Mapping } from './mapped-memory.ts';
import { cutOff, layOut, overlay } from './region-layout.ts';
import type { Region, View, ViewReader } from './view.ts';
import { type DumpedPages, PAGE_BYTES, type RunTable, readBitmap, readRanges, readRuns } from './windows-dump-pages.ts';

const FORMAT = 'Windows crash dump';

export const windowsDump: ViewReader = {
  id: 'windows-dump',
  title: 'Windows kernel and complete memory dump',
  headBytes: 8,

  sniff(head: Uint8Array): boolean {
    return beginsWith(head, 'PAGEDU64') || beginsWith(head, 'PAGEDUMP');
  },

  open(source): View {
    const head = source.read(0, Math.min(windowsDump.headBytes, source.size));
    if (!windowsDump.sniff(head)) throw new FormatError(`${FORMAT}: expected the signature PAGEDU64 or PAGEDUMP`);
    const fields = new Fields(source, true);
    const layout = head[6] === 0x36 ? LAYOUT_64 : LAYOUT_32;
    const type = fields.u32(layout.dumpType);
    const { mappings, troubles } = readMemory(fields, layout, type);
    const memory: (Region & Mapping)[] = mappings.map((mapping) => ({ ...mapping, name: 'physical memory' }));
    const details = layout.details.map(([offset, length, name]) => ({ offset, length, name }));
    const { size } = source;
    const header = [{ offset: 0, length: layout.headerBytes, name: 'dump header' }];
    return {
      id: windowsDump.id,
      regions: overlay(overlay(layOut(header, size), layOut(details, size)), layOut(memory, size)),
      memory: new MappedMemory(source, memory, { littleEndian: true }),
      troubles: [...troubles, ...cutOff(FORMAT, [...header, ...memory], size)],
    };
  },
};

/** Offsets in the header. */
interface DumpLayout extends RunTable {
  readonly dumpType: number;
  /** Offset, length, name. */
  readonly details: readonly (readonly [number, number, string])[];
}

const LAYOUT_64: DumpLayout = {
  wordBytes: 8,
  maxRuns: 43,
  headerBytes: 2 * PAGE_BYTES,
  dumpType: 0xf98,
  runCount: 0x88,
  runs: 0x98,
  details: [
    [0x348, 3000, 'processor registers'], // ContextRecord
    [0xfb0, 128, 'dump comment'], // Comment
  ],
};

const LAYOUT_32: DumpLayout = {
  wordBytes: 4,
  maxRuns: 86,
  headerBytes: PAGE_BYTES,
  dumpType: 0xf88,
  runCount: 0x64,
  runs: 0x6c,
  details: [[0x320, 1200, 'processor registers']], // ContextRecord
};

/** DumpType; the values not listed have a second header that says what they are. */
const FULL = 1;
const TRIAGE = 4;

function readMemory(fields: Fields, layout: DumpLayout, type: number): DumpedPages {
  if (type === TRIAGE) return { mappings: [], troubles: [] };
  if (type === FULL) return readRuns(fields, layout);
  const second = layout.headerBytes;
  const signature = second + 12 <= fields.size ? Buffer.from(fields.source.read(second, 12)).toString('latin1') : '';
  if (/^[SF]DMPDUMP/.test(signature)) return readBitmap(fields, second);
  // RDMP is preceded by a marker: 0x40.
  if (signature.endsWith('RDMPDUMP') && layout.wordBytes === 8) return readRanges(fields, second);
  const message = `${FORMAT}: expected an SDMP, FDMP or RDMP header at offset ${second} in a dump of type ${type}, found another; its bytes are scanned without addresses`;
  return { mappings: [], troubles: [{ code: 'unsupported', message }] };
}
