/** Logs of Chromium's network stack. */
export interface LogEvent {
  readonly id: number;
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** @param coding what the bytes are written in: hex before version 73 */
export function netlogOf(events: readonly LogEvent[], coding: 'base64' | 'hex' = 'base64'): Buffer {
  const key = coding === 'hex' ? 'hex_encoded_bytes' : 'bytes';
  const lines = events.map(({ id, type, bytes }, index) => {
    const digits = Buffer.from(bytes).toString(coding);
    return JSON.stringify({
      params: { byte_count: bytes.length, [key]: coding === 'hex' ? digits.toUpperCase() : digits },
      phase: 0,
      source: { id, start_time: '1000', type: 8 },
      time: `${1000 + index}`,
      type,
    });
  });
  return Buffer.from(
    `{"constants":{"logFormatVersion":1,"logSourceType":{"SOCKET":8}},\n"events": [\n${lines.join(',\n')}]}\n`,
  );
}

export function inPieces(bytes: Uint8Array, size: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}
