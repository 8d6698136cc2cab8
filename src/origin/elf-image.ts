import { inflateSync } from 'node:zlib';
import { ByteCursor } from './byte-cursor.ts';

/*
 * As much of an ELF program as is needed to find the variable at a given byte: sections, and data symbols. System V
 * gABI, chapters 4 and "Compressed Sections"; little-endian, 32 and 64 bits.
 *
 *   0   4  7F "ELF"
 *   4   1  1: 32 bits, 2: 64 bits
 *   5   1  1: little-endian
 */

interface Section {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
}

/** Address and size of a variable. */
export interface DataSymbol {
  readonly address: number;
  readonly size: number;
}

const SHT_NOBITS = 8;
const SHF_ALLOC = 2;
const SHF_COMPRESSED = 0x800;
const ELFCOMPRESS_ZLIB = 1;
const STT_OBJECT = 1;
/** Most debug information of one program, unpacked. */
const MAX_SECTION_BYTES = 256 << 20;

export class ElfImage {
  readonly #bytes: Buffer;
  readonly #is64: boolean;
  readonly #sections: readonly Section[];

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#is64 = bytes[4] === 2;
    this.#sections = this.#readSections();
  }

  /** Undefined when this is not a little-endian ELF. @throws RangeError for one that is cut or inconsistent */
  static of(bytes: Uint8Array): ElfImage | undefined {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const isElf = buffer.length > 64 && buffer.readUInt32BE(0) === 0x7f454c46 && buffer[5] === 1;
    return isElf ? new ElfImage(buffer) : undefined;
  }

  /** Content of a section, decompressed; empty if there is none. */
  section(name: string): Buffer {
    const section = this.#sections.find((one) => one.name === name && one.type !== SHT_NOBITS);
    if (section === undefined) return Buffer.alloc(0);
    const content = this.#bytes.subarray(section.offset, section.offset + section.size);
    if ((section.flags & SHF_COMPRESSED) === 0) return content;
    // Compression header: type, (reserved in 64 bits,) size, alignment.
    if (content.readUInt32LE(0) !== ELFCOMPRESS_ZLIB) return Buffer.alloc(0);
    return inflateSync(content.subarray(this.#is64 ? 24 : 12), { maxOutputLength: MAX_SECTION_BYTES });
  }

  /** Address of a byte of the file when the program runs. */
  addressOf(offset: number): number | undefined {
    const section = this.#sections.find(
      ({ flags, type, offset: start, size }) =>
        (flags & SHF_ALLOC) !== 0 && type !== SHT_NOBITS && start <= offset && offset < start + size,
    );
    return section && section.address + (offset - section.offset);
  }

  /** The variable that contains an address, by the symbol table. */
  variableAt(address: number): DataSymbol | undefined {
    const table = this.section('.symtab');
    const entrySize = this.#is64 ? 24 : 16;
    for (let at = 0; at + entrySize <= table.length; at += entrySize) {
      // 64 bits: name 4, info 1, other 1, section 2, value 8, size 8. 32 bits: name 4, value 4, size 4, info 1.
      const info = table[at + (this.#is64 ? 4 : 12)]!;
      if ((info & 15) !== STT_OBJECT) continue;
      const cursor = new ByteCursor(table, at + (this.#is64 ? 8 : 4));
      const word = this.#is64 ? 8 : 4;
      const symbol = { address: cursor.unsigned(word), size: cursor.unsigned(word) };
      if (symbol.address <= address && address < symbol.address + symbol.size) return symbol;
    }
    return undefined;
  }

  #readSections(): Section[] {
    const word = this.#is64 ? 8 : 4;
    const header = new ByteCursor(this.#bytes, this.#is64 ? 40 : 32);
    const start = header.unsigned(word);
    const tail = new ByteCursor(this.#bytes, this.#is64 ? 58 : 46);
    const [entrySize, count, namesIndex] = [tail.unsigned(2), tail.unsigned(2), tail.unsigned(2)];
    const raw = Array.from({ length: count }, (_, index) => {
      const cursor = new ByteCursor(this.#bytes, start + index * entrySize);
      const [nameAt, type] = [cursor.unsigned(4), cursor.unsigned(4)];
      const [flags, address, offset, size] = [word, word, word, word].map((bytes) => cursor.unsigned(bytes));
      return { nameAt, type, flags: flags!, address: address!, offset: offset!, size: size! };
    });
    const names = raw[namesIndex];
    if (names === undefined) return [];
    return raw.map(({ nameAt, ...section }) => ({
      ...section,
      name: new ByteCursor(this.#bytes, names.offset + nameAt).text(),
    }));
  }
}
