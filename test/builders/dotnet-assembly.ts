/** Writes assemblies of .NET (ECMA-335, II.24 and II.25) for tests, by the names of instructions there. Independent of src. */
import { FieldWriter } from './field-writer.ts';
import { buildPe } from './pe.ts';

export interface DotnetMethod {
  readonly name: string;
  readonly parameters?: readonly string[];
  /** Instructions, of which each is its name and what it refers to: text, a field, or a method as `name/2` or, with a result, `name/2/S`. */
  readonly code?: readonly string[];
  /** How many times the code is repeated. */
  readonly times?: number;
}

export interface DotnetAssembly {
  readonly methods?: readonly DotnetMethod[];
  /** `const string Name = "text"` */
  readonly constants?: Readonly<Record<string, string>>;
  /** Defaults of parameters of the first method. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** Heaps with numbers of 4 bytes. */
  readonly isWide?: boolean;
  readonly head?: 'tiny' | 'fat';
}

const OPCODES: Readonly<Record<string, readonly [opcode: number, operand?: 'byte' | 'text' | 'field' | 'method']>> = {
  ...{ nop: [0x00], 'ldarg.0': [0x02], 'ldloc.0': [0x06], 'stloc.0': [0x0a], ldnull: [0x14], 'ldc.i4.0': [0x16] },
  ...{ 'ldc.i4.s': [0x1f, 'byte'], dup: [0x25], pop: [0x26], 'br.s': [0x2b, 'byte'], add: [0x58], ret: [0x2a] },
  ...{ ldfld: [0x7b, 'field'], stfld: [0x7d, 'field'], ldsfld: [0x7e, 'field'], stsfld: [0x80, 'field'] },
  ...{ call: [0x28, 'method'], callvirt: [0x6f, 'method'], newobj: [0x73, 'method'], ldstr: [0x72, 'text'] },
  ...{ 'stelem.ref': [0xa2], switch: [0x45], ceq: [0xfe_01], volatile: [0xfe_13] },
};

const [MODULE, TYPE_REF, TYPE_DEF, FIELD, METHOD_DEF, PARAM, MEMBER_REF, CONSTANT] = [
  0, 1, 2, 4, 6, 8, 10, 11,
] as const;
type Column = readonly [value: number, bytes: 2 | 4];
const [STATIC, ON_OBJECT, VOID, STRING] = [0x00, 0x20, 0x01, 0x0e] as const;
/** Where the only section of a program is; that of `buildPe` with debug information is before it, and empty. */
const SECTION_AT = 512;
const CLI_HEAD_BYTES = 72;

/** Heaps begin with an empty one. */
class Heap {
  readonly bytes = new FieldWriter(true).u8(0);

  /** @returns where it is */
  add(write: (bytes: FieldWriter) => unknown): number {
    const at = this.bytes.size;
    write(this.bytes);
    return at;
  }
}

function blobOf(content: Uint8Array): (bytes: FieldWriter) => unknown {
  const { length } = content;
  return (bytes) => {
    if (length < 0x80) bytes.u8(length);
    else bytes.u8(0x80 | (length >> 8)).u8(length & 0xff);
    bytes.bytes(content);
  };
}

export function assemblyOf({
  methods = [],
  constants = {},
  defaults = {},
  isWide = false,
  head,
}: DotnetAssembly): Buffer {
  const assembly = new Assembly(methods, isWide);
  const bodies = new FieldWriter(true);
  for (const method of methods) {
    const body = assembly.codeOf(method);
    const at = SECTION_AT + CLI_HEAD_BYTES + bodies.size;
    if (head === 'fat') bodies.u16(0x3003).u16(8).u32(body.length).u32(0);
    else bodies.u8((body.length << 2) | 2);
    bodies.bytes(body);
    assembly.addMethod(method, body.length === 0 ? 0 : at, defaults);
  }
  assembly.addConstants(constants);
  return programOf(bodies.finish(), metadataOf(assembly.heaps()));
}

class Assembly {
  readonly #methods: readonly DotnetMethod[];
  readonly #isWide: boolean;
  readonly #names = new Heap();
  readonly #texts = new Heap();
  readonly #blobs = new Heap();
  readonly #rows = new Map<number, Buffer[]>();
  readonly #fields = new Map<string, number>();

  constructor(methods: readonly DotnetMethod[], isWide: boolean) {
    this.#methods = methods;
    this.#isWide = isWide;
    this.#add(MODULE, [0, 2], this.#name('a.dll'), this.#inHeap(0), this.#inHeap(0), this.#inHeap(0));
    this.#add(TYPE_DEF, [0, 4], this.#name('A'), this.#name(''), [0, 2], [1, 2], [1, 2]);
  }

  codeOf({ code: words = [], times = 1 }: DotnetMethod): Buffer {
    const code = new FieldWriter(true);
    for (const word of words) {
      const [instruction = '', ...rest] = word.split(' ');
      const of = rest.join(' ');
      const [opcode, operand] = OPCODES[instruction]!;
      if (opcode > 0xff) code.u8(opcode >> 8);
      code.u8(opcode & 0xff);
      if (operand === 'byte') code.u8(Number(of));
      if (operand === 'text') code.u32(0x7000_0000 + this.#text(of));
      if (operand === 'field') code.u32((FIELD << 24) + this.#field(of));
      if (operand === 'method') code.u32(this.#method(of, instruction));
      if (instruction === 'switch') code.u32(2).u32(0).u32(0);
    }
    return Buffer.concat(Array<Buffer>(times).fill(code.finish()));
  }

  addMethod({ name, parameters = [] }: DotnetMethod, at: number, defaults: Readonly<Record<string, string>>): void {
    const signature = Buffer.of(STATIC, parameters.length, VOID, ...parameters.map(() => STRING));
    const first = (this.#rows.get(PARAM)?.length ?? 0) + 1;
    this.#add(METHOD_DEF, [at, 4], [0, 2], [0, 2], this.#name(name), this.#blob(signature), [first, 2]);
    for (const [index, parameter] of parameters.entries()) {
      const row = this.#add(PARAM, [0, 2], [index + 1, 2], this.#name(parameter));
      const text = defaults[parameter];
      if (text !== undefined) this.#addConstant((row << 2) | 1, text);
    }
  }

  addConstants(constants: Readonly<Record<string, string>>): void {
    for (const [constant, text] of Object.entries(constants)) this.#addConstant(this.#field(constant) << 2, text);
  }

  heaps(): readonly (readonly [name: string, bytes: Buffer])[] {
    return [
      ['#~', this.#tables()],
      ['#Strings', this.#names.bytes.finish()],
      ['#US', this.#texts.bytes.finish()],
      ['#Blob', this.#blobs.bytes.finish()],
    ];
  }

  #tables(): Buffer {
    const present = [...this.#rows].sort(([a], [b]) => a - b);
    const tables = new FieldWriter(true).u32(0).u8(2).u8(0);
    tables.u8(this.#isWide ? 7 : 0).u8(1);
    tables.u64(present.reduce((bits, [table]) => bits | (1n << BigInt(table)), 0n)).u64(0);
    for (const [, rows] of present) tables.u32(rows.length);
    for (const [, rows] of present) for (const row of rows) tables.bytes(row);
    return tables.finish();
  }

  #addConstant(of: number, text: string): void {
    this.#add(CONSTANT, [STRING, 2], [of, 2], this.#blob(Buffer.from(text, 'utf16le')));
  }

  /** @returns the number of the row, from 1 */
  #add(table: number, ...columns: readonly Column[]): number {
    const row = new FieldWriter(true);
    for (const [value, bytes] of columns) bytes === 2 ? row.u16(value) : row.u32(value);
    const rows = this.#rows.get(table) ?? [];
    this.#rows.set(table, rows);
    return rows.push(row.finish());
  }

  #inHeap(at: number): Column {
    return [at, this.#isWide ? 4 : 2];
  }

  #name(text: string): Column {
    return this.#inHeap(this.#names.add((bytes) => bytes.text(`${text}\0`)));
  }

  #blob(content: Uint8Array): Column {
    return this.#inHeap(this.#blobs.add(blobOf(content)));
  }

  #text(text: string): number {
    return this.#texts.add(blobOf(Buffer.concat([Buffer.from(text, 'utf16le'), Buffer.of(0)])));
  }

  #field(name: string): number {
    const known =
      this.#fields.get(name) ?? this.#add(FIELD, [0, 2], this.#name(name), this.#blob(Buffer.of(6, STRING)));
    this.#fields.set(name, known);
    return known;
  }

  #method(of: string, instruction: string): number {
    const own = this.#methods.findIndex((method) => method.name === of);
    if (own >= 0) return (METHOD_DEF << 24) + own + 1;
    const [name = '', count, result] = of.split('/');
    const isType = instruction === 'newobj';
    const owner = isType ? this.#add(TYPE_REF, [0, 2], this.#name(name), this.#name('')) : 0;
    const signature = [instruction === 'call' ? STATIC : ON_OBJECT, Number(count), result === 'S' ? STRING : VOID];
    const columns = [
      [(owner << 3) | 1, 2],
      this.#name(isType ? '.ctor' : name),
      this.#blob(Buffer.from(signature)),
    ] as const;
    return (MEMBER_REF << 24) + this.#add(MEMBER_REF, ...columns);
  }
}

function metadataOf(heaps: readonly (readonly [string, Buffer])[]): Buffer {
  const version = 'v4.0.30319\0\0';
  const namesBytes = heaps.map(([name]) => (name.length + 4) & ~3);
  let at = 20 + version.length + namesBytes.reduce((sum, bytes) => sum + 8 + bytes, 0);
  const writer = new FieldWriter(true).text('BSJB').u16(1).u16(1).u32(0).u32(version.length).text(version);
  writer.u16(0).u16(heaps.length);
  for (const [index, [name, bytes]] of heaps.entries()) {
    writer.u32(at).u32(bytes.length).field(name, namesBytes[index]!);
    at += bytes.length;
  }
  for (const [, bytes] of heaps) writer.bytes(bytes);
  return writer.finish();
}

function programOf(bodies: Buffer, metadata: Buffer): Buffer {
  const head = new FieldWriter(true).u32(CLI_HEAD_BYTES).u16(2).u16(5);
  head.u32(SECTION_AT + CLI_HEAD_BYTES + bodies.length).u32(metadata.length);
  const bytes = Buffer.concat([head.to(CLI_HEAD_BYTES).finish(), bodies, metadata]);
  return buildPe([{ name: '.text', bytes }], { cliAt: SECTION_AT });
}
