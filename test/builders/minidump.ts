/** Writes minidumps (minidumpapiset.h; Breakpad's minidump_format.h; Crashpad's minidump_extensions.h) for tests. Independent of src. */
import { FieldWriter } from './field-writer.ts';

export interface MinidumpMemoryInfo {
  readonly base: bigint;
  readonly size: number;
  readonly type: number;
  /** Protect of winnt.h: PAGE_READWRITE unless told. */
  readonly protect?: number;
}

export interface MinidumpContent {
  /** Default: true, `MDMP`. */
  readonly littleEndian?: boolean;
  /** PROCESSOR_ARCHITECTURE_; default 9, AMD64. */
  readonly processor?: number;
  readonly threads?: readonly MinidumpThread[];
  readonly modules?: readonly { readonly base: bigint; readonly size: number; readonly name: string }[];
  readonly memory?: readonly MinidumpRange[];
  readonly memory64?: readonly MinidumpRange[];
  readonly memoryInfo?: readonly MinidumpMemoryInfo[];
  /** The registers of the exception. */
  readonly exception?: Uint8Array;
  readonly annotations?: readonly (readonly [string, string])[];
  /** Of one module: simple ones, and objects. */
  readonly moduleAnnotations?: readonly (readonly [string, string])[];
  readonly moduleObjects?: readonly (readonly [string, string])[];
  readonly streams?: readonly { readonly type: number; readonly bytes: Uint8Array }[];
  /** Writes 4 bytes of padding behind the count of each list, as Breakpad does. */
  readonly paddedLists?: true;
}

export interface MinidumpThread {
  readonly registers?: Uint8Array;
  readonly stack?: MinidumpRange;
  /** The stack's descriptor says where it is in memory only; its bytes are in a memory list. */
  readonly stackInList?: true;
}

export interface MinidumpRange {
  readonly address: bigint;
  readonly bytes: Uint8Array;
}

/** What must lie somewhere in the file before what points to it. */
type Located = { readonly offset: number; readonly length: number };

export function minidump(content: MinidumpContent): Buffer {
  return new MinidumpBuilder(content).build();
}

const HEADER_BYTES = 32;
/** Room for 24 streams. */
const DIRECTORY_BYTES = 24 * 12;

class MinidumpBuilder {
  readonly #content: MinidumpContent;
  readonly #body: FieldWriter;
  readonly #streams: (Located & { readonly type: number })[] = [];

  constructor(content: MinidumpContent) {
    this.#content = content;
    this.#body = new FieldWriter(content.littleEndian ?? true).zeros(HEADER_BYTES + DIRECTORY_BYTES);
  }

  build(): Buffer {
    const { threads, modules, memory, memory64, memoryInfo, exception, streams, processor } = this.#content;
    this.#stream(
      7,
      this.#fields()
        .u16(processor ?? 9)
        .zeros(54),
    );
    if (threads) this.#stream(3, this.#threadList(threads));
    if (modules) this.#stream(4, this.#moduleList(modules));
    if (memory)
      this.#stream(5, this.#list(memory.map((range) => this.#descriptor(range.address, this.#put(range.bytes)))));
    if (exception) this.#stream(6, this.#exception(exception));
    if (memoryInfo) this.#stream(16, this.#memoryInfoList(memoryInfo));
    if (this.#content.annotations) this.#stream(0x43500001, this.#crashpadInfo(this.#content.annotations));
    for (const { type, bytes } of streams ?? []) this.#stream(type, this.#fields().bytes(bytes));
    if (memory64) this.#memory64List(memory64);
    return this.#finish();
  }

  #finish(): Buffer {
    const header = this.#fields();
    header
      .text(header.littleEndian ? 'MDMP' : 'PMDM')
      .u32(0x5555a793)
      .u32(this.#streams.length)
      .u32(HEADER_BYTES);
    header.to(HEADER_BYTES);
    for (const { type, length, offset } of this.#streams) header.u32(type).u32(length).u32(offset);
    const bytes = this.#body.finish();
    header.finish().copy(bytes);
    return bytes;
  }

  #fields(): FieldWriter {
    return new FieldWriter(this.#body.littleEndian);
  }

  #put(bytes: Uint8Array): Located {
    const offset = this.#body.size;
    this.#body.bytes(bytes);
    return { offset, length: bytes.length };
  }

  #stream(type: number, fields: FieldWriter): void {
    this.#streams.push({ type, ...this.#put(fields.finish()) });
  }

  #list(entries: readonly FieldWriter[]): FieldWriter {
    const list = this.#fields().u32(entries.length);
    if (this.#content.paddedLists) list.u32(0);
    for (const entry of entries) list.bytes(entry.finish());
    return list;
  }

  #descriptor(address: bigint, { offset, length }: Located): FieldWriter {
    return this.#fields().u64(address).u32(length).u32(offset);
  }

  #threadList(threads: readonly MinidumpThread[]): FieldWriter {
    return this.#list(
      threads.map(({ registers, stack, stackInList }, index) => {
        const entry = this.#fields()
          .u32(1000 + index)
          .zeros(12)
          .u64(0x7000);
        const none = { offset: 0, length: 0 };
        const place = stack && (stackInList ? { offset: 0, length: stack.bytes.length } : this.#put(stack.bytes));
        entry.bytes(this.#descriptor(stack?.address ?? 0n, place ?? none).finish());
        const { offset, length } = registers ? this.#put(registers) : none;
        return entry.u32(length).u32(offset);
      }),
    );
  }

  #moduleList(modules: NonNullable<MinidumpContent['modules']>): FieldWriter {
    return this.#list(
      modules.map(({ base, size, name }) => {
        const text = this.#fields().u32(name.length * 2);
        for (const character of name) text.u16(character.charCodeAt(0));
        const { offset } = this.#put(text.u16(0).finish());
        return this.#fields().u64(base).u32(size).u32(0).u32(0).u32(offset).zeros(84);
      }),
    );
  }

  #exception(registers: Uint8Array): FieldWriter {
    const { offset, length } = this.#put(registers);
    return this.#fields().u32(1000).zeros(156).u32(length).u32(offset);
  }

  #memoryInfoList(ranges: NonNullable<MinidumpContent['memoryInfo']>): FieldWriter {
    const list = this.#fields().u32(16).u32(48).u64(ranges.length);
    for (const { base, size, type, protect = 4 } of ranges) {
      list.u64(base).u64(base).u32(4).u32(0).u64(size).u32(0x1000).u32(protect).u32(type).u32(0);
    }
    return list;
  }

  #crashpadInfo(annotations: readonly (readonly [string, string])[]): FieldWriter {
    const simple = this.#dictionary(annotations);
    const list = this.#fields().u32(1).u32(0);
    const module = this.#fields().u32(1).zeros(8);
    const ofModule = this.#dictionary(this.#content.moduleAnnotations ?? []);
    const objects = this.#objects(this.#content.moduleObjects ?? []);
    module.u32(ofModule.length).u32(ofModule.offset).u32(objects.length).u32(objects.offset);
    const modulePlace = this.#put(module.finish());
    const modules = this.#put(list.u32(modulePlace.length).u32(modulePlace.offset).finish());
    const info = this.#fields().u32(1).zeros(32);
    return info.u32(simple.length).u32(simple.offset).u32(modules.length).u32(modules.offset);
  }

  #dictionary(pairs: readonly (readonly [string, string])[]): Located {
    const list = this.#fields().u32(pairs.length);
    for (const [key, value] of pairs) list.u32(this.#string(key)).u32(this.#string(value));
    return this.#put(list.finish());
  }

  #objects(pairs: readonly (readonly [string, string])[]): Located {
    const list = this.#fields().u32(pairs.length);
    for (const [key, value] of pairs) list.u32(this.#string(key)).u16(1).u16(0).u32(this.#string(value));
    return this.#put(list.finish());
  }

  #string(text: string): number {
    return this.#put(this.#fields().u32(Buffer.byteLength(text)).text(`${text}\0`).finish()).offset;
  }

  /** The bytes of all ranges come behind everything else. */
  #memory64List(ranges: readonly MinidumpRange[]): void {
    const length = 16 + 16 * ranges.length;
    const offset = this.#body.size;
    const list = this.#fields()
      .u64(ranges.length)
      .u64(offset + length);
    for (const { address, bytes } of ranges) list.u64(address).u64(bytes.length);
    this.#stream(9, list);
    for (const { bytes } of ranges) this.#put(bytes);
  }
}
