/**
 * Container images as one tar: what `docker save` writes (Docker image specification 1.2), and OCI image layouts (OCI image
 * specification 1.1). Every layer is read separately, since what a later layer deletes is shipped all the same; the name of
 * a deleted file says so. A layer shared by several images is read once. Anything that is no layer named by a manifest (the
 * configuration with its environment and history, manifests, other blobs) is an entry as in any tar. Not reported: files
 * that a later layer replaces. An image layout as a folder on disk consists of files, which need no container.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { isLayer, LAYER_HEAD_BYTES, openLayer } from './image-layer.ts';
import { type LayerChain, readManifests } from './image-manifest.ts';
import { beginsLikeImage, IMAGE_HEAD_BYTES } from './image-sniff.ts';
import { Whiteouts } from './image-whiteouts.ts';
import { tarEntries } from './tar.ts';
import { indexTar, plainName, type TarMember } from './tar-index.ts';

export const image: SourceContainer = {
  id: 'image',
  title: 'container image (docker save, OCI image layout in a tar)',
  limits: 'all is read, but only files that a later layer deletes are marked, not those that it replaces',
  headBytes: IMAGE_HEAD_BYTES,
  reads: 'source',
  sniff: beginsLikeImage,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const { members, behindZerosAt } = indexTar(source, budget);
  const { chains, troubles } = readManifests(source, members);
  yield* troubles;
  // Readers of images end there: Go's archive/tar, with docker, podman, skopeo and containerd.
  if (behindZerosAt !== undefined && !troubles.some(({ trouble }) => trouble.code === 'damaged'))
    yield damaged(
      `expected the end of the archive after zeros, found another header at offset ${behindZerosAt}: what the zeros were is lost`,
    );
  const opened = new Map<number, TarMember>();
  for (const layer of layersOf(chains))
    if (yield* readLayer(layer, source, budget)) opened.set(layer.member.start, layer.member);
  for await (const item of tarEntries(withBlanks(source, opened.values()), budget))
    if ('trouble' in item || item.dataStart === undefined || !opened.has(item.dataStart)) yield item;
}

/** The whole source, with zeros in place of layers that were read already. */
async function* withBlanks(source: ByteSource, layers: Iterable<TarMember>): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const { start, end } of [...layers].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    yield* streamOf(source, at, start);
    for (at = start; at < end; at += BLANK.length) yield BLANK.subarray(0, end - at);
    at = end;
  }
  yield* streamOf(source, at);
}
const BLANK = new Uint8Array(1 << 20);

/** A layer, with its places in the images. */
interface Layer {
  readonly member: TarMember;
  readonly label: string;
  readonly whiteouts: Whiteouts;
  /** One for each image that contains it. */
  readonly places: { readonly chain: readonly Layer[]; index: number }[];
}

async function* readLayer(
  { member, label, whiteouts, places }: Layer,
  source: ByteSource,
  budget: Budget,
): AsyncGenerator<Entry | Trouble, boolean> {
  const { start, end } = member;
  if (!isLayer(source.read(start, Math.min(LAYER_HEAD_BYTES, end - start)))) return false;
  const remark = (name: string): string => {
    if (whiteouts.note(name)) return '';
    const deleter = deleterOf(plainName(name), places);
    return deleter === undefined ? '' : ` [deleted by layer ${deleter}]`;
  };
  return yield* openLayer(streamOf(source, start, end), { label, budget, remark });
}

/** Number of the layer that deletes a file, in the first image; undefined while any image still shows it. */
function deleterOf(path: string, places: Layer['places']): number | undefined {
  let first: number | undefined;
  for (const { chain, index } of places) {
    let at = index + 1;
    while (at < chain.length && !chain[at]!.whiteouts.hides(path)) at++;
    if (at >= chain.length) return undefined;
    first ??= at + 1;
  }
  return first;
}

/** Each layer once. Upper layers of an image come before lower ones, so that deletions are known in time. */
function layersOf(chains: readonly LayerChain[]): Layer[] {
  const layers = new Map<number, Layer>();
  for (const blobs of chains) {
    const chain: Layer[] = [];
    for (const [index, { member, name }] of blobs.entries()) {
      const label = `layer ${index + 1} of ${blobs.length} (${name})`;
      const layer = layers.get(member.start) ?? { member, label, whiteouts: new Whiteouts(), places: [] };
      layers.set(member.start, layer);
      chain.push(layer);
      const last = layer.places.at(-1);
      // A layer that an image contains twice counts at its last place.
      if (last?.chain === chain) last.index = index;
      else layer.places.push({ chain, index });
    }
  }
  const height = ({ places }: Layer): number => Math.max(...places.map(({ index }) => index));
  return [...layers.values()].sort((a, b) => height(b) - height(a));
}
