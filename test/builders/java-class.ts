import { FieldWriter } from './field-writer.ts';

/** `@Type(name = value, …)`: texts, numbers, constants of other types by name, lists, annotations. */
export interface JavaAnnotation {
  readonly type: string;
  readonly values: Readonly<Record<string, JavaValue>>;
}
type JavaValue = string | number | { readonly constant: string } | JavaAnnotation | readonly JavaValue[];

/** What a class holds, by the names of instructions in the specification. Independent of src. */
export interface JavaClass {
  /** Fields with a constant value, as `static final String NAME = "text"`. */
  readonly constants?: Readonly<Record<string, string>>;
  /** Before the class, and before each of its fields. */
  readonly annotations?: readonly JavaAnnotation[];
  readonly fieldAnnotations?: readonly JavaAnnotation[];
  /** One method: instructions, of which each is its name and what it refers to. */
  readonly code?: readonly (readonly [instruction: string, of?: string])[];
  /** Local variables, by the number of the instruction from which on they have a value. */
  readonly locals?: readonly { readonly name: string; readonly slot: number; readonly from: number }[];
}

/** `name`, or `Owner.name(I)V`, after those that refer to a member. */
const OPCODES: Readonly<
  Record<string, readonly [number, 'none' | 'byte' | 'text' | 'wide text' | 'member' | 'interface']>
> = {
  ...{
    nop: [0x00, 'none'],
    aconst_null: [0x01, 'none'],
    bipush: [0x10, 'byte'],
    ldc: [0x12, 'text'],
    ldc_w: [0x13, 'wide text'],
  },
  ...{
    aload_0: [0x2a, 'none'],
    aaload: [0x32, 'none'],
    astore: [0x3a, 'byte'],
    astore_1: [0x4c, 'none'],
    aastore: [0x53, 'none'],
  },
  ...{ pop: [0x57, 'none'], dup: [0x59, 'none'], swap: [0x5f, 'none'], lcmp: [0x94, 'none'], return: [0xb1, 'none'] },
  ...{ getstatic: [0xb2, 'member'], putstatic: [0xb3, 'member'], putfield: [0xb5, 'member'] },
  ...{ invokevirtual: [0xb6, 'member'], invokespecial: [0xb7, 'member'], invokestatic: [0xb8, 'member'] },
  ...{
    invokeinterface: [0xb9, 'interface'],
    tableswitch: [0xaa, 'none'],
    lookupswitch: [0xab, 'none'],
    new: [0xbb, 'member'],
    checkcast: [0xc0, 'member'],
  },
};

export function classOf(content: JavaClass): Buffer {
  const { constants = {}, code = [], locals = [], annotations = [], fieldAnnotations = [] } = content;
  const pool: Buffer[] = [];
  const add = (kind: number, write: (one: FieldWriter) => unknown): number => {
    const one = new FieldWriter(false).u8(kind);
    write(one);
    return pool.push(one.finish());
  };
  const text = (value: string): number => add(1, (one) => one.u16(Buffer.byteLength(value)).text(value));
  const pair = (kind: number, first: number, second: number): number => add(kind, (one) => one.u16(first).u16(second));
  const reference = (kind: number, to: number): number => add(kind, (one) => one.u16(to));
  // A constant of text has to come early for `ldc`, which has one byte for its number.
  const known = new Map(
    code.flatMap(([, of = '']) => [of]).map((of) => [of, reference(8, pool.length + 2) && text(of)]),
  );
  const member = (of: string): number => {
    const [, owner, name, type] = /^(?:(\w+)\.)?([\w<>]+)(.*)$/.exec(of)!;
    const class_ = reference(7, text(owner ?? 'A'));
    return pair(10, class_, pair(12, text(name!), text(type === '' ? 'Ljava/lang/String;' : type!)));
  };
  const annotation = (to: FieldWriter, { type, values }: JavaAnnotation): void => {
    to.u16(text(`Lorg/${type};`)).u16(Object.keys(values).length);
    for (const [name, value] of Object.entries(values)) element(to.u16(text(name)), value);
  };
  const element = (to: FieldWriter, value: JavaValue): void => {
    if (typeof value === 'string') to.text('s').u16(text(value));
    else if (typeof value === 'number') to.text('I').u16(add(3, (one) => one.u32(value)));
    else if ('constant' in value) to.text('e').u16(text('LKind;')).u16(text(value.constant));
    else if ('type' in value) annotation(to.text('@'), value);
    else {
      to.text('[').u16(value.length);
      for (const one of value) element(to, one);
    }
  };
  /** A list of attributes, of none or one. */
  const attributeOf = (all: readonly JavaAnnotation[]): Buffer => {
    if (all.length === 0) return Buffer.alloc(2);
    const list = new FieldWriter(false).u16(all.length);
    for (const one of all) annotation(list, one);
    return new FieldWriter(false)
      .u16(1)
      .u16(text('RuntimeVisibleAnnotations'))
      .u32(list.size)
      .bytes(list.finish())
      .finish();
  };
  const [ofClass, ofField] = [annotations, fieldAnnotations].map(attributeOf);
  const body = new FieldWriter(false);
  const starts: number[] = [];
  for (const [instruction, of = ''] of code) {
    starts.push(body.size);
    const [opcode, operand] = OPCODES[instruction]!;
    body.u8(opcode);
    if (operand === 'byte') body.u8(Number(of));
    if (operand === 'text') body.u8(known.get(of)! - 1);
    if (operand === 'wide text') body.u16(known.get(of)! - 1);
    if (operand === 'member' || operand === 'interface') body.u16(member(of));
    if (operand === 'interface') body.u8(1).u8(0);
    if (instruction.endsWith('switch')) {
      body.zeros((4 - (body.size % 4)) % 4).u32(0);
      // From 5 to 6, or two pairs.
      if (instruction === 'tableswitch') body.u32(5).u32(6).u32(0).u32(0);
      else body.u32(2).u32(5).u32(0).u32(6).u32(0);
    }
  }
  starts.push(body.size);
  const [codeName, valueName, tableName, type] = ['Code', 'ConstantValue', 'LocalVariableTable', '()V'].map(text);
  const fields = Object.entries(constants).map(([name, value]) => [text(name), reference(8, text(value))] as const);
  const variables = locals.map((one) => ({ ...one, name: text(one.name) }));
  const instructions = body.finish();

  const file = new FieldWriter(false)
    .u32(0xcafebabe)
    .u16(0)
    .u16(61)
    .u16(pool.length + 1);
  for (const one of pool) file.bytes(one);
  file.u16(0x21).u16(0).u16(0).u16(1).u16(0).u16(fields.length);
  for (const [name, value] of fields) {
    file
      .u16(0x18)
      .u16(name)
      .u16(type!)
      .u16(1 + ofField!.readUInt16BE(0));
    file.u16(valueName!).u32(2).u16(value).bytes(ofField!.subarray(2));
  }
  file.u16(1).u16(1).u16(type!).u16(type!).u16(1).u16(codeName!);
  const tableBytes = 2 + 10 * variables.length;
  file
    .u32(12 + instructions.length + 6 + tableBytes)
    .u16(9)
    .u16(9)
    .u32(instructions.length)
    .bytes(instructions);
  // One handler of exceptions, and one attribute.
  file.u16(0).u16(1).u16(tableName!).u32(tableBytes).u16(variables.length);
  for (const { name, slot, from } of variables) file.u16(starts[from]!).u16(1).u16(name).u16(type!).u16(slot);
  return file.bytes(ofClass!).finish();
}
