import type { ByteSource } from '../bytes/byte-source.ts';

/** The value of a key of the outermost object, from its first byte after the colon to the comma or brace that ends it. */
export interface JsonSection {
  readonly key: string;
  readonly offset: number;
  readonly length: number;
}

export interface JsonSections {
  readonly sections: readonly JsonSection[];
  /** Whether the outermost object was closed within the bytes read. */
  readonly complete: boolean;
}

const CHUNK_BYTES = 64 << 10;
const MAX_SECTIONS = 1000;
const MAX_KEY_BYTES = 256;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** Follows only strings and nesting; whether the text is otherwise valid JSON does not matter for the extents of the sections. */
export function jsonSections(source: ByteSource, maxBytes: number): JsonSections {
  const scanner = new SectionScanner();
  const end = Math.min(source.size, maxBytes);
  const buffer = new Uint8Array(Math.min(CHUNK_BYTES, end));
  for (let at = 0; at < end && !scanner.isDone; at += buffer.length) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, end - at));
    source.readInto(chunk, at);
    scanner.take(chunk, at);
  }
  return scanner.finish(end);
}

class SectionScanner {
  readonly #sections: JsonSection[] = [];
  readonly #key = new Uint8Array(MAX_KEY_BYTES);
  #keyBytes = 0;
  #inString = false;
  #escaped = false;
  #depth = 0;
  /** Key and start of the section being read. */
  #open: { key: string; offset: number } | undefined;
  #closed = false;

  get isDone(): boolean {
    return this.#closed || this.#sections.length >= MAX_SECTIONS;
  }

  take(chunk: Uint8Array, at: number): void {
    for (let index = 0; index < chunk.length && !this.isDone; index++) {
      const byte = chunk[index]!;
      if (this.#inString) this.#takeInString(byte);
      else this.#takeOutside(byte, at + index);
    }
  }

  finish(end: number): JsonSections {
    if (!this.#closed) this.#endSection(end);
    return { sections: this.#sections, complete: this.#closed };
  }

  #takeInString(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
    else if (this.#open === undefined && this.#keyBytes < MAX_KEY_BYTES) this.#key[this.#keyBytes++] = byte;
  }

  #takeOutside(byte: number, at: number): void {
    if (byte === QUOTE) {
      this.#inString = true;
      if (this.#open === undefined) this.#keyBytes = 0;
    } else if (byte === 0x7b || byte === 0x5b) this.#depth++;
    else if (byte === 0x7d || byte === 0x5d) this.#leave(at);
    else if (this.#depth === 1 && byte === COLON && this.#open === undefined) {
      const key = new TextDecoder().decode(this.#key.subarray(0, this.#keyBytes));
      this.#open = { key, offset: at + 1 };
    } else if (this.#depth === 1 && byte === COMMA) this.#endSection(at);
  }

  #leave(at: number): void {
    this.#depth--;
    if (this.#depth > 0) return;
    this.#endSection(at);
    this.#closed = true;
  }

  #endSection(end: number): void {
    if (this.#open !== undefined && end > this.#open.offset) {
      this.#sections.push({ ...this.#open, length: end - this.#open.offset });
    }
    this.#open = undefined;
  }
}
