import { FormatError } from '../../model/errors.ts';
import type { JfrCursor, Text } from './jfr-cursor.ts';
import type { JfrField, JfrType, JfrTypes } from './jfr-types.ts';

/** Bytes of what is no number of seven bits a byte; of other types by their names (`ParserFactory` of jdk.jfr.internal.consumer). */
const FIXED_BYTES: ReadonlyMap<string, number> = new Map([
  ['boolean', 1],
  ['byte', 1],
  ['float', 4],
  ['double', 8],
]);
const NUMBERS: ReadonlySet<string> = new Set(['char', 'short', 'int', 'long']);
const STRING = 'java.lang.String';
/** Records in records: the JDK has three. */
const MOST_DEPTH = 8;

/** Reads values by their types. Records without fields have no bytes, so that their number has a bound of its own. */
export class JfrValues {
  readonly #types: JfrTypes;
  #recordsLeft: number;

  /** @param mostRecords that are read in all */
  constructor(types: JfrTypes, mostRecords: number) {
    [this.#types, this.#recordsLeft] = [types, mostRecords];
  }

  /** All fields of a type, the texts by their fields. @throws FormatError beyond the end, and of what has no type */
  record(cursor: JfrCursor, type: JfrType, depth = 0): ReadonlyMap<JfrField, Text> {
    if (depth > MOST_DEPTH || this.#recordsLeft-- <= 0)
      throw new FormatError('records of a flight recording stand too deep in one another, or are too many');
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

  /** One of a type, as it stands in its pool, too. @returns undefined but of a text */
  value(cursor: JfrCursor, type: JfrType, depth = 0): Text {
    if (type.name === STRING) return cursor.text();
    const fixedBytes = FIXED_BYTES.get(type.name);
    if (fixedBytes !== undefined) cursor.take(fixedBytes);
    else if (NUMBERS.has(type.name)) cursor.number();
    else this.record(cursor, type, depth);
    return undefined;
  }
}
