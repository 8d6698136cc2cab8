/** Decodes megabytes of base64 or hex digits in one pass and bounded memory. */

/** @param foreign the first character that is neither a digit, padding nor white space ends the run */
export async function* decodeLongDigits(
  chunks: AsyncIterable<Uint8Array>,
  { encoding, group, foreign }: { encoding: 'base64' | 'hex'; group: number; foreign: RegExp },
): AsyncGenerator<Uint8Array> {
  let rest = '';
  for await (const chunk of chunks) {
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
    const end = text.search(foreign);
    // What is padded is a value of its own; there may be one in each line.
    const values = (rest + (end < 0 ? text : text.slice(0, end)).replaceAll(/\s+/g, '')).split(/=+/);
    const digits = values.pop()!;
    yield Buffer.concat(values.map((value) => Buffer.from(value, encoding)));
    const whole = digits.length - (digits.length % group);
    yield Buffer.from(digits.slice(0, whole), encoding);
    rest = digits.slice(whole);
    if (end >= 0) break;
  }
  yield Buffer.from(rest, encoding);
}
