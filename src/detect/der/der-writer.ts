/** Writes DER for the few structures that we build ourselves: X.690 chapter 8, with the shortest lengths as chapter 10 requires. */

/** One element: tag, length, and the concatenated parts. */
export function derElement(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = parts.reduce((sum, part) => sum + part.length, 0);
  const length: number[] = [];
  if (content < 0x80) {
    length.push(content);
  } else {
    for (let rest = content; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
    length.unshift(0x80 + length.length);
  }
  return Buffer.concat([Uint8Array.of(tag, ...length), ...parts]);
}

/** Content bytes of an INTEGER that is zero or positive: big-endian, with a leading zero if the top bit is set. */
export function unsignedContent(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even, 'hex');
}
