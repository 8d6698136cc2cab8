import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { ZipFile } from 'yazl';

/** Archives of one file, made by writers that are not ours. */
export async function zipWith(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(bytes), name, { mtime: new Date(315_532_800_000), compressionLevel: 1 });
  zip.end();
  return buffer(zip.outputStream);
}

export async function tarWith(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  const tar = pack();
  tar.entry({ name, mtime: new Date(0) }, Buffer.from(bytes));
  tar.finalize();
  return buffer(tar);
}

export async function tarGzWith(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  return gzipSync(await tarWith(name, bytes), { level: 1 });
}
