import { FieldWriter } from './field-writer.ts';

/** What a DEX file holds, in the words of smali. Independent of src. */
export interface DexFile {
  /** Static fields: `static final String NAME = "text"`, or a number. */
  readonly constants?: Readonly<Record<string, string | number>>;
  /** Of each method its instructions: `const-string v0 text`, `invoke-static v0,v1 Owner.name(LJ)V`. */
  readonly methods?: readonly (readonly string[])[];
  /** Local variables of each method, by the number of the instruction from which on they have a value. */
  readonly locals?: readonly { readonly name: string; readonly register: number; readonly from: number }[];
}

type Write = (code: FieldWriter, registers: readonly number[], of: string) => unknown;

export function dexOf({ constants = {}, methods = [], locals = [] }: DexFile): Buffer {
  const [texts, types, prototypes, fields, called] = [[], [], [], [], []].map(() => new Table());
  const type = (name: string): number => types!.index(`${texts!.index(name)}`);
  const field = (name: string): number =>
    fields!.index(`${type('LA;')} ${type('Ljava/lang/String;')} ${texts!.index(name)}`);
  const method = (of: string): number => {
    const [, owner = 'A', name, takes, returns] = /^(?:(\w+)\.)?([\w<>]+)\((\w*)\)(\w)$/.exec(of)!;
    const prototype = prototypes!.index(`${texts!.index(returns! + takes!)}`);
    return called!.index(`${type(`L${owner};`)} ${prototype} ${texts!.index(name!)}`);
  };
  const instructions: Readonly<Record<string, Write>> = {
    nop: (code) => code.u16(0),
    'const-string': (code, [to], of) => code.u8(0x1a).u8(to!).u16(texts!.index(of)),
    'const-string/jumbo': (code, [to], of) => code.u8(0x1b).u8(to!).u32(texts!.index(of)),
    'const/4': (code, [to]) => code.u8(0x12).u8(to!),
    'move-object': (code, [to, from]) => code.u8(0x07).u8(to! | (from! << 4)),
    'move-object/from16': (code, [to, from]) => code.u8(0x08).u8(to!).u16(from!),
    'move-object/16': (code, [to, from]) => code.u16(0x09).u16(to!).u16(from!),
    'move-result-object': (code, [to]) => code.u8(0x0c).u8(to!),
    'const-wide': (code, [to]) => code.u8(0x18).u8(to!).u64(0x1a1a_1a1a_1a1an),
    'new-array': (code, [to, from]) =>
      code
        .u8(0x23)
        .u8(to! | (from! << 4))
        .u16(0),
    'iget-object': (code, [to, from]) =>
      code
        .u8(0x54)
        .u8(to! | (from! << 4))
        .u16(0),
    'iput-object': (code, [from, on], of) =>
      code
        .u8(0x5b)
        .u8(from! | (on! << 4))
        .u16(field(of)),
    'sget-object': (code, [to]) => code.u8(0x62).u8(to!).u16(0),
    'sput-object': (code, [from], of) => code.u8(0x69).u8(from!).u16(field(of)),
    ...invoke('virtual', 0x6e),
    ...invoke('direct', 0x70),
    ...invoke('static', 0x71),
    ...invoke('interface', 0x72),
    goto: (code) => code.u8(0x28).u8(2),
    'if-eqz': (code, [of]) => code.u8(0x38).u8(of!).u16(2),
    'return-void': (code) => code.u16(0x0e),
    // Tables, each with the bytes of `const-string v0` in it.
    'packed-switch-payload': (code) => code.u16(0x0100).u16(2).u32(5).u32(0x1a).u32(0x1a),
    'sparse-switch-payload': (code) => code.u16(0x0200).u16(1).u32(0x1a).u32(0x1a),
    'fill-array-data-payload': (code) => code.u16(0x0300).u16(1).u32(3).u16(0x1a).u16(0x1a),
  };
  function invoke(kind: string, opcode: number): Record<string, Write> {
    return {
      [`invoke-${kind}`]: (code, [c = 0, d = 0, e = 0, f = 0, g = 0, ...more], of) => {
        const count = [...of.matchAll(/\w(?=\w*\))/g)].length;
        if (more.length > 0) throw new Error('at most five registers');
        const registers = count + (kind === 'static' ? 0 : 1) + [...of.matchAll(/[JD](?=\w*\))/g)].length;
        code
          .u8(opcode)
          .u8((registers << 4) | g)
          .u16(method(of))
          .u16(c | (d << 4) | (e << 8) | (f << 12));
      },
      [`invoke-${kind}/range`]: (code, registers, of) =>
        code
          .u8(opcode + 6)
          .u8(registers.length)
          .u16(method(of))
          .u16(registers[0] ?? 0),
    };
  }

  /** By how they are written: a list of 255 may come again and again. */
  const numbers = new Map<string, readonly number[]>();
  // What refers to others by number comes first, so that the tables are complete.
  const codes = methods.map((lines) => {
    const code = new FieldWriter(true);
    const starts: number[] = [];
    for (const line of lines) {
      const [name, registers = '', ...of] = line.split(' ');
      starts.push(code.size / 2);
      if (!numbers.has(registers)) numbers.set(registers, registers.match(/\d+/g)?.map(Number) ?? []);
      instructions[name!]!(code, numbers.get(registers)!, of.join(' '));
    }
    return { bytes: code.finish(), starts: [...starts, code.size / 2] };
  });
  const names = Object.keys(constants).map(field);
  const owned = methods.map((_, index) => method(`A.method${index}()V`));
  const values = Object.values(constants).map((value) => (typeof value === 'string' ? texts!.index(value) : -value));
  const localNames = locals.map(({ name }) => texts!.index(name));
  const [owner, textType] = [type('LA;'), type('Ljava/lang/String;')];

  const tables = [texts!, types!, prototypes!, fields!, called!].map((table) => table.rows);
  const rowBytes = [4, 4, 12, 8, 8];
  const places: number[] = [];
  let at = 0x70;
  for (const [index, rows] of tables.entries()) {
    places.push(at);
    at += rows.length * rowBytes[index]!;
  }
  const [classAt, dataAt] = [at, at + 32];
  const data = new FieldWriter(true);
  const here = (): number => dataAt + data.size;
  const textPlaces = texts!.rows.map((text) => {
    const place = here();
    data.bytes(leb(text.length)).text(text).u8(0);
    return place;
  });
  const codePlaces = codes.map(({ bytes, starts }) => {
    const lines = here();
    data.u8(7).u8(1).u8(0);
    let address = 0;
    for (const [index, { register, from }] of locals.entries()) {
      const step = starts[from]! - address;
      // Far ahead in so many bytes, or near in one that also goes on by a line.
      if (step > 10) data.u8(1).bytes(leb(step));
      else
        data
          .u8(2)
          .u8(0x7f)
          .u8(10 + 4 + 15 * step);
      address += step;
      const isLong = index % 2 === 1;
      data
        .u8(isLong ? 4 : 3)
        .bytes(leb(register))
        .bytes(leb(localNames[index]! + 1))
        .bytes(leb(textType + 1));
      if (isLong) data.u8(0);
      data.u8(7).u8(5).bytes(leb(register));
    }
    data.u8(0).zeros((4 - (here() % 4)) % 4);
    const place = here();
    data
      .u16(16)
      .u16(0)
      .u16(5)
      .u16(0)
      .u32(lines)
      .u32(bytes.length / 2)
      .bytes(bytes);
    return place;
  });
  const valuesAt = here();
  data.bytes(leb(values.length));
  for (const value of values)
    if (value < 0) data.u8(0x04 | (3 << 5)).u32(-value);
    else data.u8(0x17 | (1 << 5)).u16(value);
  const membersAt = here();
  data.bytes(leb(names.length)).u8(0).bytes(leb(owned.length)).u8(0);
  for (const [index, one] of names.entries()) data.bytes(leb(one - (names[index - 1] ?? 0))).u8(0x19);
  for (const [index, one] of owned.entries())
    data
      .bytes(leb(one - (owned[index - 1] ?? 0)))
      .u8(9)
      .bytes(leb(codePlaces[index]!));

  const file = new FieldWriter(true).text('dex\n035\0').zeros(24);
  file
    .u32(dataAt + data.size)
    .u32(0x70)
    .u32(0x12345678)
    .zeros(12);
  for (const [index, rows] of tables.entries()) file.u32(rows.length).u32(places[index]!);
  file.u32(1).u32(classAt).u32(data.size).u32(dataAt);
  for (const place of textPlaces) file.u32(place);
  for (const row of types!.rows) file.u32(Number(row));
  for (const row of prototypes!.rows) file.u32(Number(row)).u32(0).u32(0);
  for (const row of [...fields!.rows, ...called!.rows]) {
    const [first, second, third] = row.split(' ').map(Number);
    file.u16(first!).u16(second!).u32(third!);
  }
  file.u32(owner).u32(1).u32(0xffff_ffff).u32(0).u32(0xffff_ffff).u32(0).u32(membersAt).u32(valuesAt);
  return file.bytes(data.finish()).finish();
}

/** Rows as text, each once. */
class Table {
  readonly rows: string[] = [];

  index(row: string): number {
    const known = this.rows.indexOf(row);
    return known < 0 ? this.rows.push(row) - 1 : known;
  }
}

function leb(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; left > 0x7f; left >>>= 7) bytes.push((left & 0x7f) | 0x80);
  bytes.push(value >>> (7 * bytes.length));
  return Buffer.from(bytes);
}
