/** What a stream in text mode writes on Windows: a carriage return before each line feed. */
export function asWindowsText(bytes: Uint8Array): Buffer {
  return Buffer.from([...bytes].flatMap((byte) => (byte === 0x0a ? [0x0d, byte] : [byte])));
}
