/**
 * Types of a flight recording's events, from its metadata (`MetadataReader` of jdk.jfr.internal.consumer): an XML-like tree of
 * elements, whose names and attributes are indices into a list of strings.
 */
import { FormatError } from '../../model/errors.ts';
import { latin1 } from '../container/text.ts';
import { JfrCursor } from './jfr-cursor.ts';

export interface JfrField {
  readonly name: string;
  readonly type: number;
  /** Stored as an index into the type's pool. */
  readonly isInPool: boolean;
  readonly isArray: boolean;
}

export interface JfrType {
  readonly name: string;
  readonly fields: readonly JfrField[];
}

/** Types by number; this includes classes of the recorded program. */
export type JfrTypes = ReadonlyMap<number, JfrType>;

/*  metadata, behind the bytes of the event and its type
 *  number  begin, duration, number of these metadata
 *  number  count of strings, which follow
 *  .       the element that holds all others: name; count of attributes, of each its name and its value; count of elements, which follow */
const NUMBERS_BEFORE_STRINGS = 3;
/** root, metadata, class, field, annotation */
const MAX_DEPTH = 8;

/** @param bytes of the event behind its type. @throws FormatError for invalid metadata */
export function jfrTypes(bytes: Uint8Array): JfrTypes {
  const cursor = new JfrCursor(bytes);
  for (let index = 0; index < NUMBERS_BEFORE_STRINGS; index++) cursor.number();
  const strings = readStrings(cursor);
  const types = new Map<number, JfrType>();
  readElement(0);
  return types;

  /** Adds a field element to `fields` of its class. */
  function readElement(depth: number, fields: JfrField[] = []): void {
    if (depth > MAX_DEPTH) throw new FormatError('elements of metadata of a flight recording are nested too deeply');
    const name = strings[cursor.number()];
    const attributes = new Map<string | undefined, string | undefined>();
    for (let left = cursor.number(); left > 0; left--)
      attributes.set(strings[cursor.number()], strings[cursor.number()]);
    const own: JfrField[] = [];
    for (let left = cursor.number(); left > 0; left--) readElement(depth + 1, own);
    if (name === 'field') fields.push(fieldOf(attributes));
    if (name === 'class') types.set(Number(attributes.get('id')), { name: attributes.get('name') ?? '', fields: own });
  }
}

function readStrings(cursor: JfrCursor): string[] {
  const strings: string[] = [];
  for (let left = cursor.number(); left > 0; left--) {
    const text = cursor.text();
    strings.push(text !== undefined && 'bytes' in text ? latin1(text.bytes) : '');
  }
  return strings;
}

function fieldOf(attributes: ReadonlyMap<string | undefined, string | undefined>): JfrField {
  return {
    name: attributes.get('name') ?? '',
    type: Number(attributes.get('class')),
    isInPool: attributes.get('constantPool') === 'true',
    isArray: attributes.has('dimension'),
  };
}
