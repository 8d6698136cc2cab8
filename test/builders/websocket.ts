/** Writes frames of WebSocket (RFC 6455, section 5.2) behind the request or the answer that begins it. Independent of src. */

export interface WebSocketFrame {
  /** 0: a further piece, 1: text, 2: binary, 8: close, 9: ping, 10: pong */
  readonly type?: number;
  readonly data: string | Uint8Array;
  readonly isLast?: boolean;
  readonly isPacked?: boolean;
  /** Four bytes. */
  readonly mask?: readonly number[];
}

export function webSocketFrame({ type = 1, data, isLast = true, isPacked = false, mask }: WebSocketFrame): Buffer {
  const bytes = Buffer.from(data as Uint8Array);
  const first = (isLast ? 0x80 : 0) | (isPacked ? 0x40 : 0) | type;
  const isMasked = mask === undefined ? 0 : 0x80;
  const head = Buffer.from([first, isMasked | Math.min(bytes.length, 126)]);
  if (bytes.length > 0xffff) head[1]! |= 1;
  const length = Buffer.alloc(bytes.length < 126 ? 0 : bytes.length > 0xffff ? 8 : 2);
  if (length.length > 0) length.writeUIntBE(bytes.length, Math.max(0, length.length - 6), Math.min(6, length.length));
  const masked = mask === undefined ? bytes : bytes.map((byte, index) => byte ^ mask[index % 4]!);
  return Buffer.concat([head, length, Buffer.from(mask ?? []), masked]);
}

const FIELDS = ['Connection: Upgrade', 'Upgrade: websocket'];

/** What one side of a connection sends. */
export function webSocket(side: 'client' | 'server', frames: readonly WebSocketFrame[], fields = FIELDS): Buffer {
  const first = side === 'client' ? 'GET /chat HTTP/1.1' : 'HTTP/1.1 101 Switching Protocols';
  const head = `${[first, ...fields].join('\r\n')}\r\n\r\n`;
  const mask = side === 'client' ? { mask: [0x37, 0xfa, 0x21, 0x3d] } : {};
  return Buffer.concat([Buffer.from(head), ...frames.map((frame) => webSocketFrame({ ...mask, ...frame }))]);
}
