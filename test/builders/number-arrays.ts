/** Writes bytes as programs store arrays of numbers, in class files and in memory. Independent of src. */

const signed = (byte: number) => (byte < 128 ? byte : byte - 256);

/** The instruction of Java that pushes a number (JVMS, section 6.5): iconst_<i>, bipush or sipush. */
function push(value: number): Buffer {
  if (value >= -1 && value <= 5) return Buffer.from([3 + value]);
  if (value >= -128 && value < 128) return Buffer.from([0x10, value & 0xff]);
  return Buffer.from([0x11, (value >> 8) & 0xff, value & 0xff]);
}

/** Types of arrays: the operand of newarray, and the instruction that stores an element. */
export const JAVA_TYPES = { char: [5, 0x55], byte: [8, 0x54], short: [9, 0x56], int: [10, 0x4f] } as const;

/** @param leavesZeros out, as the compiler of Eclipse does */
export function javaArrayOf(bytes: Uint8Array, type: keyof typeof JAVA_TYPES, leavesZeros = false): Buffer {
  const [operand, store] = JAVA_TYPES[type];
  const elements = [...bytes].flatMap((byte, index) =>
    leavesZeros && byte === 0
      ? []
      : [Buffer.from([0x59]), push(index), push(type === 'byte' ? signed(byte) : byte), Buffer.from([store])],
  );
  return Buffer.concat([Buffer.from([0x11, bytes.length >> 8, bytes.length & 0xff, 0xbc, operand]), ...elements]);
}

type Write = (view: DataView, at: number, byte: number) => void;

export const WIDE: Readonly<Record<string, readonly [size: 4 | 8, write: Write]>> = {
  'int32, little-endian': [4, (view, at, byte) => view.setInt32(at, byte, true)],
  'int32, big-endian': [4, (view, at, byte) => view.setInt32(at, byte)],
  'int32 of signed bytes': [4, (view, at, byte) => view.setInt32(at, signed(byte), true)],
  'int64, little-endian': [8, (view, at, byte) => view.setBigInt64(at, BigInt(byte), true)],
  'int64, big-endian': [8, (view, at, byte) => view.setBigInt64(at, BigInt(byte))],
  'int64 of signed bytes': [8, (view, at, byte) => view.setBigInt64(at, BigInt(signed(byte)), true)],
  float32: [4, (view, at, byte) => view.setFloat32(at, byte, true)],
  'float64 of signed bytes': [8, (view, at, byte) => view.setFloat64(at, signed(byte), true)],
  'small integers of V8': [8, (view, at, byte) => view.setInt32(at + 4, byte, true)],
  'small integers of V8 with compressed pointers': [4, (view, at, byte) => view.setInt32(at, 2 * byte, true)],
};

export function wideNumbersOf(bytes: Uint8Array, [size, write]: (typeof WIDE)[string]): Buffer {
  const written = Buffer.alloc(size * bytes.length);
  const view = new DataView(written.buffer, written.byteOffset, written.length);
  for (const [index, byte] of bytes.entries()) write(view, size * index, byte);
  return written;
}
