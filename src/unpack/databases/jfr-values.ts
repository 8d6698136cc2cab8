import { FormatError } from '../../model/errors.ts';
import type { JfrCursor, Text } from './jfr-cursor.ts';
import type { JfrField, JfrType, JfrTypes } from './jfr-types.ts';

/** Sizes of types that are not seven-bit numbers, and of others by name (`ParserFactory` of jdk.jfr.internal.consumer). */
const FIXED_BYTES: ReadonlyMap<string, number> = new Map([
  ['boolean', 1],
  ['byte', 1],
  ['float', 4],
  ['double', 8],
]);
const NUMBERS: ReadonlySet<string> = new Set(['char', 'short', 'int', 'long']);
const STRING = 'java.lang.String';
/** Nesting limit for records: the JDK has three levels. */
const MAX_DEPTH = 8;

/** Reads values by type. Records without fields take no bytes, so their number has a limit of its own. */
export class JfrValues {
  readonly #types: JfrTypes;
  #recordsLeft: number;

  /** @param maxRecords to read in total */
  constructor(types: JfrTypes, maxRecords: number) {
    [this.#types, this.#recordsLeft] = [types, maxRecords];
  }

  /** Reads all fields of a type. @returns the texts by field. @throws FormatError beyond the end, and for an unknown type */
  record(cursor: JfrCursor, type: JfrType, depth = 0): ReadonlyMap<JfrField, Text> {
    if (depth > MAX_DEPTH || this.#recordsLeft-- <= 0)
      throw new FormatError('records of a flight recording are nested too deeply, or are too many');
    const texts = new Map<JfrField, Text>();
    for (const field of type.fields) {
      let left = field.isArray ? cursor.number() : 1;
      for (; left > 0; left--) {
        const text = this.#value(cursor, field, depth);
        if (text !== undefined) texts.set(field, text);
      }
    }
    return texts;
  }

  #value(cursor: JfrCursor, field: JfrField, depth: number): Text {
    const type = this.#types.get(field.type);
    if (type === undefined) throw new FormatError(`expected type ${field.type} in the metadata of a flight recording`);
    if (field.isInPool) {
      const inPool = cursor.number();
      return type.name === STRING ? { inPool } : undefined;
    }
    return this.value(cursor, type, depth + 1);
  }

  /** Reads one value of a type, also from a pool. @returns undefined unless it is a text */
  value(cursor: JfrCursor, type: JfrType, depth = 0): Text {
    if (type.name === STRING) return cursor.text();
    const fixedBytes = FIXED_BYTES.get(type.name);
    if (fixedBytes !== undefined) cursor.take(fixedBytes);
    else if (NUMBERS.has(type.name)) cursor.number();
    else this.record(cursor, type, depth);
    return undefined;
  }
}
