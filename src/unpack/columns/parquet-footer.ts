/** Column metadata of a Parquet file: FileMetaData at its end (parquet.thrift), read in one pass without keeping it. */
import { FormatError } from '../../model/errors.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';
import { FIXED_BYTES, type ValueKind } from './parquet-values.ts';
import { isNumber, THRIFT, ThriftReader } from './thrift-compact.ts';

/** The values of one column in one row group. */
export interface ColumnChunk extends ValueKind {
  /** Row group and path in the schema: `0/address.street`. */
  readonly name: string;
  readonly codec: number;
  /** Including absent ones. */
  readonly values: number;
  /** Range of its pages. */
  readonly start: number;
  readonly end: number;
  /** It is in another file. */
  readonly isElsewhere: boolean;
  readonly isEncrypted: boolean;
}

/** Reports cut names in any case. */
const MAX_NAME_BYTES = 4 << 10;

/*  FileMetaData   2 schema  3 rows  4 groups of rows  8 encryption: a signature follows the struct
 *  RowGroup       1 columns  3 rows                                                              */
/** @throws FormatError where it is damaged; what was yielded before is valid as far as it goes */
export function* columnChunksIn(footer: Uint8Array): Generator<ColumnChunk> {
  const reader = new ThriftReader(footer);
  let leaves: Leaves | undefined;
  let [rows, rowsOfGroups, groups] = [0, 0, 0];
  let isSigned = false;
  for (const { id, type } of reader.fields()) {
    if (id === 2 && type === THRIFT.list) leaves = readSchema(reader);
    else if (id === 3 && type === THRIFT.i64) rows = reader.int();
    else if (id === 8) isSigned = true;
    else if (id === 4 && type === THRIFT.list) {
      for (const group of reader.list(THRIFT.struct)) {
        groups++;
        for (const field of reader.fields()) {
          if (field.id === 3 && field.type === THRIFT.i64) rowsOfGroups += reader.int();
          else if (field.id === 1 && field.type === THRIFT.list) yield* readColumns(reader, group, leaves ?? NO_LEAVES);
        }
      }
    }
  }
  // A table may have rows and no columns: pandas makes one if there is nothing but an index.
  if (leaves === undefined) throw new FormatError('expected a schema in the footer of Parquet, found none');
  if (rows !== rowsOfGroups)
    throw new FormatError(`expected ${rows} rows in Parquet, found ${rowsOfGroups} in ${groups} groups`);
  if (reader.at !== footer.length && !isSigned)
    throw new FormatError(`the footer of Parquet ends at its byte ${reader.at} of ${footer.length}`);
}

/** Indexed by column. */
interface Leaves {
  readonly widths: number[];
  readonly levels: number[];
}
const NO_LEAVES: Leaves = { widths: [], levels: [] };

const [OPTIONAL, REPEATED] = [1, 2];
const MAX_DEPTH = 1000;
const MAX_COLUMNS = 1 << 20;

/*  SchemaElement  2 width  3 repetition: 0 required, 1 optional, 2 repeated  5 children. The first one is the root; children follow. */
/** @returns undefined where not even the root is there */
function readSchema(reader: ThriftReader): Leaves | undefined {
  const leaves: Leaves = { widths: [], levels: [] };
  /** Open groups: elements still to come, and whether it or an enclosing one is optional or repeated. */
  const open: { left: number; isOptional: boolean; isRepeated: boolean }[] = [];
  let hasRoot = false;
  for (const index of reader.list(THRIFT.struct)) {
    hasRoot = true;
    const numbers = new Map<number, number>();
    for (const field of reader.fields()) if (isNumber(field)) numbers.set(field.id, reader.int());
    while (open.length > 0 && open.at(-1)!.left === 0) open.pop();
    const around = open.at(-1);
    if ((around === undefined) !== (index === 0)) throw new FormatError('the schema of Parquet is no tree');
    if (around !== undefined) around.left--;
    const repetition = index === 0 ? 0 : numbers.get(3);
    const isRepeated = repetition === REPEATED || around?.isRepeated === true;
    const isOptional = repetition === OPTIONAL || isRepeated || around?.isOptional === true;
    const children = numbers.get(5) ?? 0;
    if (children > 0) open.push({ left: children, isOptional, isRepeated });
    else if (index > 0) {
      leaves.widths.push(numbers.get(2) ?? 0);
      leaves.levels.push(Number(isOptional) + Number(isRepeated));
    }
    if (open.length > MAX_DEPTH || leaves.levels.length > MAX_COLUMNS)
      throw new FormatError(`expected a schema of Parquet with ${MAX_COLUMNS} columns at most, found a larger one`);
  }
  if (open.some(({ left }) => left > 0)) throw new FormatError('the schema of Parquet is cut off');
  return hasRoot ? leaves : undefined;
}

function* readColumns(reader: ThriftReader, group: number, { widths, levels }: Leaves): Generator<ColumnChunk> {
  let columns = 0;
  for (const index of reader.list(THRIFT.struct)) {
    columns++;
    const chunk = readColumn(reader, group, index);
    const width = chunk.type === FIXED_BYTES ? (widths[index] ?? 0) : 0;
    yield { ...chunk, width, levels: levels[index] ?? 0 };
  }
  if (columns !== levels.length)
    throw new FormatError(`expected ${levels.length} columns in group ${group} of Parquet, found ${columns}`);
}

/*  ColumnChunk    1 path of another file  3 metadata  8 encryption
 *  ColumnMetaData 1 type  3 path in the schema  4 codec  5 values  7 bytes of all pages  9 first page of data  10 index  11 dictionary  */
function readColumn(reader: ThriftReader, group: number, index: number): Omit<ColumnChunk, 'width' | 'levels'> {
  let [isElsewhere, isEncrypted, hasMetadata] = [false, false, false];
  let path = '';
  const numbers = new Map<number, number>();
  for (const { id, type } of reader.fields()) {
    if (id === 1 && type === THRIFT.binary) isElsewhere = true;
    else if (id === 8 && type === THRIFT.struct) isEncrypted = true;
    else if (id === 3 && type === THRIFT.struct) {
      hasMetadata = true;
      for (const field of reader.fields()) {
        if (field.id === 3 && field.type === THRIFT.list) path = readPath(reader);
        else if (isNumber(field)) numbers.set(field.id, reader.int());
      }
    }
  }
  if (!hasMetadata && !isEncrypted)
    throw new FormatError(`column ${index} in group ${group} of Parquet has no metadata`);
  const at = (id: number): number => numbers.get(id) ?? 0;
  // Writers without a dictionary set this to 0 or omit it; parquet-mr 1.8 and earlier state the dictionary's offset as that of the
  // data.
  const start = at(11) > 0 ? Math.min(at(11), at(9)) : at(9);
  return {
    ...{ name: `${group}/${path === '' ? index : path}`, type: at(1), codec: numbers.get(4) ?? -1, values: at(5) },
    ...{ start, end: start + at(7), isElsewhere, isEncrypted },
  };
}

function readPath(reader: ThriftReader): string {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for (const _ of reader.list(THRIFT.binary)) {
    const part = reader.binary();
    if (bytes < MAX_NAME_BYTES && parts.length < MAX_DEPTH) parts.push(part.subarray(0, MAX_NAME_BYTES));
    bytes += part.length;
  }
  return parts.map(decodeUtf8OrLatin1).join('.').slice(0, MAX_NAME_BYTES);
}
