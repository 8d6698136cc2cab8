/** Decodes megabytes of base64 or hex digits in one pass and bounded memory. */

/** @param foreign the first character that is neither a digit nor white space ends the run */
export async function* decodeLongDigits(
  chunks: AsyncIterable<Uint8Array>,
  { encoding, group, foreign }: { encoding: 'base64' | 'hex'; group: number; foreign: RegExp },
): AsyncGenerator<Uint8Array> {
  let rest = '';
  for await (const chunk of chunks) {
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
    const end = text.search(foreign);
    const digits = rest + (end < 0 ? text : text.slice(0, end)).replaceAll(/\s+/g, '');
    const whole = digits.length - (digits.length % group);
    yield Buffer.from(digits.slice(0, whole), encoding);
    rest = digits.slice(whole);
    if (end >= 0) break;
  }
  yield Buffer.from(rest, encoding);
}
