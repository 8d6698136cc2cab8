/** RFC 1950, 2.2: deflate, window of at most 32 KiB, no dictionary, check bits. */
export function startsZlib(bytes: Uint8Array, at = 0): boolean {
  const method = bytes[at] ?? 0;
  const flags = bytes[at + 1] ?? 0;
  return (method & 0x8f) === 8 && (flags & 0x20) === 0 && (method * 256 + flags) % 31 === 0;
}
