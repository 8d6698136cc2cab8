/** The buffers of Apache Arrow columns, from their types (Schema.fbs; Columnar Format, "Buffer Listing for Each Layout"). */
import type { FlatTable } from './flat-buffer.ts';

/** Role of a buffer. `views` is followed by as many data buffers as the batch states. */
type BufferRole = 'validity' | 'offsets 4' | 'offsets 8' | 'values' | 'views' | 'other';
/** Buffers of one column, or of a part of one with its own row count. */
export type Layout = readonly BufferRole[];

export interface ArrowSchema {
  /** Layouts of all columns, each followed by those of its parts. */
  readonly layouts: readonly Layout[];
  readonly dictionaries: ReadonlyMap<number, readonly Layout[]>;
  /** Indices in `layouts` of top-level columns, which have as many rows as their batch. */
  readonly columnsAt: ReadonlySet<number>;
}

const PLAIN: Layout = ['validity', 'other'];
const TEXT: Layout = ['validity', 'offsets 4', 'values'];
const LARGE_TEXT: Layout = ['validity', 'offsets 8', 'values'];
const VIEWS: Layout = ['validity', 'views'];
const LIST: Layout = ['validity', 'other'];
const LIST_VIEW: Layout = ['validity', 'other', 'other'];
const PARTS: Layout = ['validity'];
const NOTHING: Layout = [];
const UNION = 14;

/** Keyed by type number; a union is below. */
const LAYOUTS: Readonly<Record<number, Layout>> = {
  ...{
    1: NOTHING,
    4: TEXT,
    5: TEXT,
    12: LIST,
    13: PARTS,
    16: PARTS,
    17: LIST,
    19: LARGE_TEXT,
    20: LARGE_TEXT,
    21: LIST,
  },
  ...{ 22: NOTHING, 23: VIEWS, 24: VIEWS, 25: LIST_VIEW, 26: LIST_VIEW },
  // Numbers, booleans, times, and fixed-size binary values.
  ...Object.fromEntries([2, 3, 6, 7, 8, 9, 10, 11, 15, 18].map((type) => [type, PLAIN])),
};

/** Limit on fields visited: tables of a forged schema may all share one place. */
const MAX_FIELDS = 1 << 20;
const MAX_DEPTH = 64;
/** MetadataVersion: before it, unions also had a validity buffer. */
const V5 = 4;

/* Schema:  0 endianness: 1 big   1 fields
 * Field:   2 number of its type   3 type; Union: 0 mode, 1 dense   4 DictionaryEncoding: 0 id   5 children            */
/** Undefined where it has an unknown type, or big-endian numbers. May also throw a RangeError. */
export function readSchema(schema: FlatTable, version: number): ArrowSchema | undefined {
  if (schema.short(0) !== 0) return undefined;
  const dictionaries = new Map<number, readonly Layout[]>();
  let left = MAX_FIELDS;
  let isKnown = true;

  const layOut = (field: FlatTable, into: Layout[], depth: number): void => {
    if (--left < 0 || depth > MAX_DEPTH) throw new RangeError('a schema without end');
    const encoding = field.table(4);
    const values: Layout[] = encoding === undefined ? into : [];
    const type = field.byte(2);
    const layout = type === UNION ? unionOf(field.table(3)?.short(0) === 1, version) : LAYOUTS[type];
    isKnown &&= layout !== undefined;
    values.push(layout ?? NOTHING);
    for (const child of field.tables(5)) layOut(child, values, depth + 1);
    if (encoding === undefined) return;
    into.push(PLAIN);
    dictionaries.set(encoding.long(0), values);
  };

  const layouts: Layout[] = [];
  const columnsAt = new Set<number>();
  for (const field of schema.tables(1)) {
    columnsAt.add(layouts.length);
    layOut(field, layouts, 0);
  }
  return isKnown ? { layouts, dictionaries, columnsAt } : undefined;
}

function unionOf(isDense: boolean, version: number): Layout {
  return [...(version < V5 ? PARTS : NOTHING), 'other', ...(isDense ? (['other'] as const) : [])];
}
