/** Writes PDFs, true ones and every kind of lie. ISO 32000-1. Shares no code with what reads them. */
import { deflateSync } from 'node:zlib';

export interface PdfObject {
  readonly data: Uint8Array | string;
  /** Filters in the order of decoding; each is put on here, the last one first. */
  readonly filters?: readonly string[];
  /** What stands in the dictionary beside or instead of the truth. */
  readonly entries?: Readonly<Record<string, string>>;
  /** Instead of `data` with its filters. */
  readonly packed?: Uint8Array;
  readonly lineEnd?: string;
}

export function buildPdf(
  objects: readonly PdfObject[],
  { prefix = '', trailer = '', suffix = '' }: { prefix?: string; trailer?: string; suffix?: string } = {},
): Buffer {
  const out: Buffer[] = [Buffer.from(`${prefix}%PDF-1.7\n`, 'latin1')];
  for (const [index, object] of objects.entries()) out.push(pdfObject(object, index + 1));
  out.push(Buffer.from(`trailer\n<< /Root 1 0 R ${trailer} >>\nstartxref\n0\n%%EOF\n${suffix}`, 'latin1'));
  return Buffer.concat(out);
}

function pdfObject({ data, filters = [], entries = {}, packed, lineEnd = '\n' }: PdfObject, number: number): Buffer {
  const bytes = packed ?? filters.toReversed().reduce((input, filter) => encodePdf(input, filter), bytesOf(data));
  const names = filters.map((filter) => `/${filter}`).join(' ');
  const dictionary = {
    ...(filters.length > 0 && { Filter: filters.length === 1 ? names : `[${names}]` }),
    Length: String(bytes.length),
    ...entries,
  };
  const text = Object.entries(dictionary).map(([key, value]) => `/${key} ${value}`);
  const head = `${number} 0 obj\n<< ${text.join(' ')} >>\nstream${lineEnd}`;
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes, Buffer.from('\nendstream\nendobj\n')]);
}

function bytesOf(data: Uint8Array | string): Buffer {
  return typeof data === 'string' ? Buffer.from(data) : Buffer.from(data);
}

export function encodePdf(bytes: Buffer, filter: string): Buffer {
  if (filter === 'FlateDecode' || filter === 'Fl') return deflateSync(bytes);
  if (filter === 'ASCIIHexDecode' || filter === 'AHx')
    return Buffer.from(`${bytes.toString('hex').replaceAll(/(.{64})/g, '$1\n')}>`);
  if (filter === 'ASCII85Decode' || filter === 'A85') return ascii85(bytes);
  if (filter === 'RunLengthDecode') return runLength(bytes);
  if (filter === 'LZWDecode') return lzw(bytes, 1);
  return bytes;
}

export function ascii85(bytes: Buffer): Buffer {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const group = Buffer.alloc(4);
    const length = bytes.copy(group, 0, at, at + 4);
    let word = group.readUInt32BE(0);
    if (word === 0 && length === 4) {
      text += 'z';
      continue;
    }
    let signs = '';
    for (let index = 0; index < 5; index++) {
      signs = String.fromCharCode(0x21 + (word % 85)) + signs;
      word = Math.floor(word / 85);
    }
    text += signs.slice(0, length + 1);
  }
  return Buffer.from(`${text}~>`);
}

/** Runs of three and more, and literals between them. */
function runLength(bytes: Buffer): Buffer {
  const out: number[] = [];
  let literal: number[] = [];
  const flush = (): void => {
    if (literal.length > 0) out.push(literal.length - 1, ...literal);
    literal = [];
  };
  for (let at = 0; at < bytes.length; ) {
    let run = 1;
    while (run < 128 && bytes[at + run] === bytes[at]) run++;
    if (run >= 3) {
      flush();
      out.push(257 - run, bytes[at]!);
    } else {
      run = 1;
      literal.push(bytes[at]!);
      if (literal.length === 128) flush();
    }
    at += run;
  }
  flush();
  return Buffer.from([...out, 128]);
}

export function lzw(bytes: Buffer, earlyChange: 0 | 1): Buffer {
  const out: number[] = [];
  let bits = '';
  let codeBits = 9;
  let codes = new Map<string, number>();
  let next = 258;
  const put = (code: number): void => {
    bits += code.toString(2).padStart(codeBits, '0');
    for (; bits.length >= 8; bits = bits.slice(8)) out.push(Number.parseInt(bits.slice(0, 8), 2));
  };
  const codeOf = (text: string): number => codes.get(text) ?? text.charCodeAt(0);
  put(256);
  let held = '';
  for (const byte of bytes.toString('latin1')) {
    if (held === '' || codes.has(held + byte)) {
      held += byte;
      continue;
    }
    put(codeOf(held));
    codes.set(held + byte, next++);
    held = byte;
    // The reader is one code behind.
    if (next - 1 + earlyChange >= 1 << codeBits && codeBits < 12) codeBits++;
    if (next < 4094) continue;
    put(codeOf(held));
    put(256);
    held = '';
    codes = new Map();
    next = 258;
    codeBits = 9;
  }
  if (held !== '') {
    put(codeOf(held));
    next++;
    if (next - 1 + earlyChange >= 1 << codeBits && codeBits < 12) codeBits++;
  }
  put(257);
  bits = bits.padEnd(8, '0');
  put(0);
  return Buffer.from(out);
}

/** Rows with PNG predictors, in turn. */
export function pngPredict(bytes: Buffer, rowBytes: number, pixelBytes: number): Buffer {
  const out: number[] = [];
  for (let start = 0, row = 0; start < bytes.length; start += rowBytes, row++) {
    const kind = row % 5;
    out.push(kind);
    for (let at = start; at < Math.min(start + rowBytes, bytes.length); at++) {
      const left = at - start < pixelBytes ? 0 : bytes[at - pixelBytes]!;
      const up = start === 0 ? 0 : bytes[at - rowBytes]!;
      const corner = start === 0 || at - start < pixelBytes ? 0 : bytes[at - rowBytes - pixelBytes]!;
      out.push((bytes[at]! - predict(kind, left, up, corner)) & 0xff);
    }
  }
  return Buffer.from(out);
}

function predict(kind: number, left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const nearest = [left, up, corner].toSorted((a, b) => Math.abs(estimate - a) - Math.abs(estimate - b))[0]!;
  return [0, left, up, (left + up) >> 1, nearest][kind]!;
}
