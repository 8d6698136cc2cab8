/** Writes container images as tars. Docker image specification 1.2, OCI image specification 1.1. */
import { createHash } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { buildTar, type TarFields, tarMember } from './tar.ts';

export interface LayerShape {
  /** Path and content. */
  readonly files: Readonly<Record<string, string>>;
  readonly packed?: 'gzip' | 'zstd';
  /** Bytes instead of a tar. */
  readonly bytes?: Uint8Array;
  readonly leaveOut?: 'blob';
  /** What stands in the descriptor (OCI) instead of the truth. */
  readonly descriptor?: Readonly<Record<string, unknown>>;
}

export interface ImageShape {
  readonly layers: readonly LayerShape[];
  readonly config?: unknown;
}

interface Blob {
  readonly digest: string;
  readonly bytes: Buffer;
}

function blob(bytes: Uint8Array): Blob {
  return { digest: createHash('sha256').update(bytes).digest('hex'), bytes: Buffer.from(bytes) };
}

export function layerBlob({ files, packed, bytes }: LayerShape): Blob {
  const tar = bytes ?? buildTar(Object.entries(files).map(([name, data]) => ({ name, data })));
  if (packed === undefined) return blob(tar);
  return blob(packed === 'gzip' ? gzipSync(tar) : zstdCompressSync(tar));
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const MEDIA = 'application/vnd.oci.image';

/** OCI image layout. `nested`: the index names an index. */
export function buildOciImage(
  images: readonly ImageShape[],
  options: { readonly nested?: true; readonly manifestsLast?: true; readonly extra?: readonly TarFields[] } = {},
): Buffer {
  const blobs = new Map<string, Buffer>();
  const put = ({ digest, bytes }: Blob, mediaType: string, isLeftOut = false): Record<string, unknown> => {
    if (!isLeftOut) blobs.set(digest, bytes);
    return { mediaType, digest: `sha256:${digest}`, size: bytes.length };
  };
  const manifests = images.map(({ layers, config = {} }) => {
    const descriptors = layers.map((layer) => ({
      ...put(layerBlob(layer), `${MEDIA}.layer.v1.tar`, layer.leaveOut === 'blob'),
      ...layer.descriptor,
    }));
    const manifest = { config: put(blob(json(config)), `${MEDIA}.config.v1+json`), layers: descriptors };
    return put(blob(json(manifest)), `${MEDIA}.manifest.v1+json`);
  });
  const top = options.nested ? [put(blob(json({ manifests })), `${MEDIA}.index.v1+json`)] : manifests;
  const named = [
    { name: 'oci-layout', data: '{"imageLayoutVersion":"1.0.0"}' },
    { name: 'index.json', data: json({ schemaVersion: 2, manifests: top }) },
  ];
  const members = [...blobs].map(([digest, data]) => ({ name: `blobs/sha256/${digest}`, data }));
  const { extra = [] } = options;
  return buildTar(options.manifestsLast ? [...members, ...extra, ...named] : [...named, ...members, ...extra]);
}

/** As docker save did before version 25: a folder for each layer, and a link where a layer stands twice. */
export function buildDockerImage({ layers, config = {} }: ImageShape): Buffer {
  const parts: Uint8Array[] = [];
  const paths: string[] = [];
  const ids = new Map<string, string>();
  for (const [index, layer] of layers.entries()) {
    const { digest, bytes } = layerBlob(layer);
    const id = createHash('sha256').update(`${index}`).digest('hex');
    const known = ids.get(digest);
    const name = `${id}/layer.tar`;
    paths.push(name);
    ids.set(digest, known ?? id);
    parts.push(tarMember({ name: `${id}/`, type: '5' }));
    if (known !== undefined) parts.push(tarMember({ name, type: '2', linkname: `../${known}/layer.tar` }));
    else if (layer.leaveOut !== 'blob') parts.push(tarMember({ name, data: bytes }));
  }
  const { digest, bytes } = blob(json(config));
  parts.push(tarMember({ name: `${digest}.json`, data: bytes }));
  const manifest = [{ Config: `${digest}.json`, RepoTags: ['x:latest'], Layers: paths }];
  return buildTar([...parts, { name: 'manifest.json', data: json(manifest) }]);
}
