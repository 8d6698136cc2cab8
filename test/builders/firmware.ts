/** Writes firmware: records of Intel HEX, S-records, blocks of UF2. Independent of src. */
import { FieldWriter } from './field-writer.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const sumOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;

export function intelRecord(type: number, address: number, data: Uint8Array): string {
  const record = new FieldWriter(false).u8(data.length).u16(address).u8(type).bytes(data).finish();
  return `:${hex(record)}${hex(Uint8Array.of(-sumOf(record)))}`;
}

export function motorolaRecord(type: number, address: number, data: Uint8Array): string {
  const addressBytes = { 2: 3, 3: 4, 6: 3, 7: 4, 8: 3 }[type] ?? 2;
  const place = new FieldWriter(false)
    .u32(address)
    .finish()
    .subarray(4 - addressBytes);
  const record = new FieldWriter(false)
    .u8(addressBytes + data.length + 1)
    .bytes(place)
    .bytes(data)
    .finish();
  return `S${type}${hex(record)}${hex(Uint8Array.of(~sumOf(record)))}`;
}

/** Of eight digits; the sum is that of bfd/tekhex.c. */
export function tektronixRecord(type: number, address: number, data: Uint8Array): string {
  const place = `8${address.toString(16).toUpperCase().padStart(8, '0')}`;
  return tektronixFrame(type, `${place}${hex(data)}`);
}

export function tektronixFrame(type: number, content: string): string {
  const values = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%._abcdefghijklmnopqrstuvwxyz';
  const head = `${hex(Uint8Array.of(content.length + 5))}${type}`;
  const sum = [...head, ...content].reduce((total, character) => total + Math.max(0, values.indexOf(character)), 0);
  return `%${head}${hex(Uint8Array.of(sum))}${content}`;
}

/** @param data at most 476 bytes */
export function uf2Block(address: number, data: Uint8Array, { rest = new Uint8Array(0), length = data.length } = {}) {
  const head = new FieldWriter(true).u32(0x0a324655).u32(0x9e5d5157).u32(0x2000).u32(address).u32(length);
  return head.u32(0).u32(1).u32(0xe48bff56).bytes(data).bytes(rest).to(508).u32(0x0ab16f30).finish();
}
