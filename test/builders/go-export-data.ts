/** Writes export data of Go packages. Independent of src. */

const u32 = (...numbers: readonly number[]) => Buffer.from(Uint32Array.from(numbers).buffer);

export function goExportDataOf(strings: readonly string[], version = 2): Buffer {
  const others = [Buffer.from('meta'), Buffer.from('body')];
  const elements = [...strings.map((text) => Buffer.from(text)), ...others];
  const ends = elements.map((_, index) => elements.slice(0, index + 1).reduce((sum, { length }) => sum + length, 0));
  const counts = Array.from({ length: 10 }, (_, section) => strings.length + (section > 1 ? others.length : 0));
  return Buffer.concat([
    Buffer.from('\n$$B\nu'),
    u32(version, ...(version > 0 ? [0] : []), ...counts, ...ends),
    ...elements,
    Buffer.from('finger__\n$$\n'),
  ]);
}
