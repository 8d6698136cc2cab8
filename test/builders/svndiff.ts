/** Writes deltas of Subversion as its notes say (subversion/notes/svndiff). */

/** 7 bits a byte, the highest first. */
export function number(value: number): Buffer {
  const digits = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift((rest % 128) | 0x80);
  return Buffer.from(digits);
}

const step = (kind: number, bytes: number, offset?: number): Buffer =>
  Buffer.concat([
    bytes < 64 ? Buffer.of((kind << 6) | bytes) : Buffer.concat([Buffer.of(kind << 6), number(bytes)]),
    offset === undefined ? Buffer.alloc(0) : number(offset),
  ]);
/** Of the text before, of what is made already, of new data. */
export const copy = (offset: number, bytes: number): Buffer => step(0, bytes, offset);
export const repeat = (offset: number, bytes: number): Buffer => step(1, bytes, offset);
export const fresh = (bytes: number): Buffer => step(2, bytes);

export interface WindowParts {
  readonly base?: number;
  /** As the window says. */
  readonly made: number;
  readonly steps: readonly Buffer[];
  readonly data: string;
  /** Of new data. */
  readonly pack?: (bytes: Buffer) => Uint8Array;
}

export function window(version: number, { base = 0, made, steps, data, pack }: WindowParts): Buffer {
  const section = (bytes: Buffer, packed: Uint8Array = bytes): Buffer =>
    version === 0 ? bytes : Buffer.concat([number(bytes.length), packed]);
  const instructions = section(Buffer.concat(steps));
  const content = Buffer.from(data, 'latin1');
  const fresh = section(content, pack?.(content));
  const numbers = [0, base, made, instructions.length, fresh.length].map(number);
  return Buffer.concat([...numbers, instructions, fresh]);
}

export function delta(version: number, ...windows: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('SVN'), Buffer.of(version), ...windows]);
}

/** A block of LZ4 of 15 literals or more, and nothing else. */
export function lz4Literals(bytes: Buffer): Buffer {
  const rest = bytes.length - 15;
  return Buffer.concat([Buffer.of(0xf0), Buffer.alloc(Math.floor(rest / 255), 0xff), Buffer.of(rest % 255), bytes]);
}
