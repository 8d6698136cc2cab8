/** Packs as compress(1) does: LZW in codes of 9 bits and more, lowest bit first, in groups of eight. */

export interface CompressOptions {
  /** 10 to 16. (What ncompress 5.0 writes with 9, it cannot read.) */
  readonly maxWidth?: number;
  /** Without a code that clears the table. */
  readonly isOldMode?: true;
  /** Clears the table each time that so many codes were written. */
  readonly clearEvery?: number;
}

export function compressed(data: Uint8Array | string, options: CompressOptions = {}): Buffer {
  const { maxWidth = 16, isOldMode = false, clearEvery = Number.POSITIVE_INFINITY } = options;
  const out = new CodeWriter();
  const firstFree = isOldMode ? 256 : 257;
  let table = new Map<string, number>();
  let free = firstFree;
  let width = 9;
  let written = 0;
  /** What the reader has: it learns of a string one code later. */
  let known = free - 1;
  let prefix = '';
  const codeOf = (text: string) => (text.length === 1 ? text.charCodeAt(0) : table.get(text));
  const emit = (text: string) => {
    out.write(codeOf(text)!, width);
    written++;
    if (known < 2 ** maxWidth) known++;
    if (known === 2 ** width && width < maxWidth) {
      out.padGroup(width);
      width++;
    }
  };
  for (const char of Buffer.from(data).toString('latin1')) {
    if (prefix === '' || codeOf(prefix + char) !== undefined) {
      prefix += char;
      continue;
    }
    emit(prefix);
    if (free < 2 ** maxWidth) table.set(prefix + char, free++);
    prefix = char;
    if (written < clearEvery || isOldMode) continue;
    out.write(256, width);
    out.padGroup(width);
    [table, free, known, width, written] = [new Map(), firstFree, firstFree - 1, 9, 0];
  }
  if (prefix !== '') emit(prefix);
  return Buffer.concat([Buffer.from([0x1f, 0x9d, maxWidth | (isOldMode ? 0 : 0x80)]), out.bytes()]);
}

/** Codes of these widths, each code with its width: what no packer would write. */
export function compressedCodes(codes: readonly (readonly [number, number])[]): Buffer {
  const out = new CodeWriter();
  for (const [code, width] of codes) out.write(code, width);
  return Buffer.concat([Buffer.from([0x1f, 0x9d, 0x90]), out.bytes()]);
}

class CodeWriter {
  readonly #bytes: number[] = [];
  #bits = 0;
  #bitCount = 0;
  #inGroup = 0;

  write(code: number, width: number): void {
    this.#bits |= code << this.#bitCount;
    this.#bitCount += width;
    this.#inGroup = (this.#inGroup + 1) % 8;
    for (; this.#bitCount >= 8; this.#bitCount -= 8) {
      this.#bytes.push(this.#bits & 0xff);
      this.#bits >>>= 8;
    }
  }

  padGroup(width: number): void {
    while (this.#inGroup !== 0) this.write(0, width);
  }

  bytes(): Buffer {
    return Buffer.from(this.#bitCount > 0 ? [...this.#bytes, this.#bits] : this.#bytes);
  }
}
