/** Writes entries of BitLocker's metadata for tests, as Windows has them (libbde's description of the format). Independent of src. */
import { createCipheriv } from 'node:crypto';

/** FILETIME of a day in 2020. */
const TIME = Buffer.from('f002bafe318bd601', 'hex');

/** @param type of the entry, and of its value */
function entry(type: number, valueType: number, value: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  [8 + value.length, type, valueType, 1].forEach((number, index) => {
    head.writeUInt16LE(number, 2 * index);
  });
  return Buffer.concat([head, value]);
}

function keyEntry(key: Uint8Array, method: number): Buffer {
  return entry(0, 1, Buffer.concat([Buffer.from(new Uint32Array([method]).buffer), key]));
}

/** A *.BEK file. `text`: the entry that says "ExternalKey" before the key. */
export function startupKey(key: Uint8Array, guid: Uint8Array, text = 'ExternalKey'): Buffer {
  const name = text === '' ? [] : [entry(0, 2, Buffer.from(`${text}\0`, 'utf16le'))];
  const only = entry(6, 9, Buffer.concat([guid, TIME, ...name, keyEntry(key, 0x2002)]));
  const head = Buffer.alloc(16);
  [48 + only.length, 1, 48, 48 + only.length].forEach((number, index) => {
    head.writeUInt32LE(number, 4 * index);
  });
  return Buffer.concat([head, guid, Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]), TIME, only]);
}

/** A volume master key that a clear key opens. */
export function clearKey(
  key: Uint8Array,
  guid: Uint8Array,
  nonce: Uint8Array,
  master: Uint8Array,
  protection = 0,
): Buffer {
  const cipher = createCipheriv('aes-256-ccm', key, nonce, { authTagLength: 16 });
  const encrypted = Buffer.concat([cipher.update(keyEntry(master, 0x2003)), cipher.final()]);
  const sealed = entry(0, 5, Buffer.concat([nonce, cipher.getAuthTag(), encrypted]));
  const kind = Buffer.from(new Uint16Array([0, protection]).buffer);
  return entry(2, 8, Buffer.concat([guid, TIME, kind, keyEntry(key, 0x2000), sealed]));
}
