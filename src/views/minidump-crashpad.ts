/**
 * Crashpad's annotations, which applications fill as they like: MinidumpCrashpadInfo of minidump_extensions.h. Read: the simple
 * annotations of the process, the simple annotations and annotation objects of each module. One region for each value, named by
 * its key.
 */
import type { Fields } from './fields.ts';
import type { Stream } from './minidump-streams.ts';
import { isEmpty, readLocation } from './minidump-threads.ts';
import type { Region } from './view.ts';

/** Crashpad itself allows 64 simple annotations per dictionary and 200 annotations per module. */
const MAX_ANNOTATIONS = 4096;
const MAX_KEY_BYTES = 256;

/** @throws FormatError */
export function readCrashpadAnnotations(fields: Fields, stream: Stream): Region[] {
  const reader = new AnnotationReader(fields);
  reader.addList(stream.offset + 36, SIMPLE); // 36  8  simple_annotations
  const modules = readLocation(fields, stream.offset + 44); // 44  8  module_list
  const count = isEmpty(modules) ? 0 : Math.min(fields.u32(modules.offset), MAX_ANNOTATIONS);
  for (let index = 0; index < count; index++) {
    //  0  4  index in the module list, 4  8  location of MinidumpModuleCrashpadInfo
    const { offset, length } = readLocation(fields, modules.offset + 4 + index * 12 + 4);
    if (offset === 0 || length < 28) continue;
    reader.addList(offset + 12, SIMPLE); // 12  8  simple_annotations
    reader.addList(offset + 20, OBJECTS); // 20  8  annotation_objects
  }
  return reader.regions;
}

/** MinidumpSimpleStringDictionaryEntry: RVA of the key, RVA of the value. */
const SIMPLE = { entryBytes: 8, valueAt: 4 };
/** MinidumpAnnotation: RVA of the name, type and reserved (2 each), RVA of the value. */
const OBJECTS = { entryBytes: 12, valueAt: 8 };

class AnnotationReader {
  readonly regions: Region[] = [];
  readonly #fields: Fields;
  #room = MAX_ANNOTATIONS;

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  /** A location descriptor points to a count and that many entries. */
  addList(locationAt: number, { entryBytes, valueAt }: typeof SIMPLE): void {
    const { offset, length } = readLocation(this.#fields, locationAt);
    if (offset === 0 || length < 4) return;
    const count = Math.min(this.#fields.u32(offset), Math.floor((length - 4) / entryBytes));
    for (let index = 0; index < count && this.#room > 0; index++, this.#room--) {
      const at = offset + 4 + index * entryBytes;
      this.#add(this.#fields.u32(at), this.#fields.u32(at + valueAt));
    }
  }

  /** Both are a length and bytes: MinidumpUTF8String, MinidumpByteArray. */
  #add(keyAt: number, valueAt: number): void {
    const fields = this.#fields;
    const keyBytes = Math.min(fields.u32(keyAt), MAX_KEY_BYTES, fields.size - keyAt - 4);
    const name = `Crashpad annotation ${fields.text(keyAt + 4, keyBytes)}`;
    const length = fields.u32(valueAt);
    if (length > 0) this.regions.push({ offset: valueAt + 4, length, name });
  }
}
