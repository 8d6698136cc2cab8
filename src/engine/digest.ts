import { createHash } from 'node:crypto';
import { type ByteSource, streamOf } from '../bytes/byte-source.ts';

/** SHA-256 of all of `source`, in lower-case hex. */
export async function digestOf(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of streamOf(source)) hash.update(chunk);
  return hash.digest('hex');
}
