/** Writes messages of Protocol Buffers for tests: numbers, and bytes or messages. Independent of src. */
export function message(fields: Readonly<Record<number, number | string | Uint8Array>>): Buffer {
  return Buffer.concat(
    Object.entries(fields).map(([field, value]) =>
      typeof value === 'number'
        ? Buffer.concat([varint(Number(field) << 3), varint(value)])
        : Buffer.concat([varint((Number(field) << 3) | 2), varint(value.length), Buffer.from(value as string)]),
    ),
  );
}

function varint(value: number): Buffer {
  const groups: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    groups.push((rest % 128) + (rest >= 128 ? 128 : 0));
    if (rest < 128) return Buffer.from(groups);
  }
}
