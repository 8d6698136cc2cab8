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

/** @param data at most 476 bytes */
export function uf2Block(address: number, data: Uint8Array, { rest = new Uint8Array(0), length = data.length } = {}) {
  const head = new FieldWriter(true).u32(0x0a324655).u32(0x9e5d5157).u32(0x2000).u32(address).u32(length);
  return head.u32(0).u32(1).u32(0xe48bff56).bytes(data).bytes(rest).to(508).u32(0x0ab16f30).finish();
}
