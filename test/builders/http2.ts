/** Writes HTTP/2 (RFC 9113) with headers that are literals (RFC 7541, section 6.2), unless they are bytes already. */

export interface Http2Frame {
  readonly type: number;
  readonly flags?: number;
  readonly stream?: number;
  readonly payload?: Uint8Array | string;
}

export const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
/** ENABLE_PUSH: 0 */
export const SETTINGS: Http2Frame = { type: 4, payload: Buffer.from('000200000000', 'hex') };

export function frame({ type, flags = 0, stream = 0, payload = '' }: Http2Frame): Buffer {
  const bytes = Buffer.from(payload);
  const head = Buffer.alloc(9);
  head.writeUIntBE(bytes.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, bytes]);
}

/** What one side of a connection sends; a server sends no preface. */
export function connection(frames: readonly Http2Frame[], preface = PREFACE): Buffer {
  return Buffer.concat([Buffer.from(preface), ...[SETTINGS, ...frames].map(frame)]);
}

/** @param first 40: becomes an entry of the table; 0: becomes none */
export function literal(name: string, value: string, first = 0x40): Buffer {
  return Buffer.concat([Buffer.from([first]), written(name), written(value)]);
}

function written(text: string): Buffer {
  return Buffer.concat([number(text.length, 7), Buffer.from(text)]);
}

/** Section 5.1. @param bits of the first byte; `high` are the others */
export function number(value: number, bits: number, high = 0): Buffer {
  const most = 2 ** bits - 1;
  if (value < most) return Buffer.from([high | value]);
  const bytes = [high | most];
  let rest = value - most;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128));
  return Buffer.from([...bytes, rest]);
}
