/**
 * Which blobs of an image tar are layers, and in which order. Docker image specification v1.2 (`manifest.json` of docker
 * save); OCI image specification 1.1: image layout, image index, image manifest, descriptors.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Trouble } from '../container/container.ts';
import { isKnown } from '../container/lost-head.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';
import { isLayer, LAYER_HEAD_BYTES } from './image-layer.ts';
import { plainName, type TarMember } from './tar-index.ts';

export interface LayerBlob {
  readonly member: TarMember;
  /** `sha256:12ab…`, or the manifest's name for it. */
  readonly name: string;
}

/** Layers of one image, lowest first. */
export type LayerChain = readonly LayerBlob[];

/** Registries refuse manifests above 4 MiB. */
const MAX_JSON_BYTES = 4 << 20;
const MAX_INDEX_DEPTH = 8;
/** No runtime accepts more than some hundred layers an image. */
const MAX_LAYERS = 10_000;
const MAX_LINKS = 8;

/** Every image that the tar names, and the troubles found on the way. */
export function readManifests(
  source: ByteSource,
  members: ReadonlyMap<string, TarMember>,
): { chains: readonly LayerChain[]; troubles: readonly Trouble[] } {
  const reader = new ManifestReader(source, members);
  reader.readDockerManifest();
  reader.readIndex('index.json', 0);
  reader.expectImages();
  return { chains: reader.chains, troubles: reader.troubles };
}

class ManifestReader {
  readonly chains: LayerChain[] = [];
  readonly troubles: Trouble[] = [];
  readonly #source: ByteSource;
  readonly #members: ReadonlyMap<string, TarMember>;
  readonly #read = new Set<string>();
  /** Keyed by the layers: docker writes the same image under both kinds of manifest. */
  readonly #known = new Set<string>();
  #layers = 0;

  constructor(source: ByteSource, members: ReadonlyMap<string, TarMember>) {
    this.#source = source;
    this.#members = members;
  }

  /* [{ "Config": path, "RepoTags": [tag], "Layers": [path] }] */
  readDockerManifest(): void {
    for (const image of listOf(this.#json('manifest.json'))) {
      const paths = listOf(field(image, 'Layers')).filter((path) => typeof path === 'string');
      this.#addChain(paths.map((path) => this.#layer(path, shortName(path), { isElsewhere: false, isTar: true })));
    }
  }

  /* index:    { "manifests": [descriptor] }
   * manifest: { "config": descriptor, "layers": [descriptor] }   */
  readIndex(name: string, depth: number): void {
    if (this.#read.has(name) || depth > MAX_INDEX_DEPTH || this.#layers > MAX_LAYERS) return;
    this.#read.add(name);
    // A missing blob of another platform is no damage: docker save keeps the index of all platforms but the blobs of only one.
    const json = this.#json(name);
    for (const descriptor of listOf(field(json, 'manifests'))) {
      const path = blobPath(field(descriptor, 'digest'));
      if (path !== undefined) this.readIndex(path, depth + 1);
    }
    const layers = listOf(field(json, 'layers'));
    if (layers.length > 0) this.#addChain(layers.map((descriptor) => this.#describedLayer(descriptor)));
  }

  /**
   * OCI image layout: `index.json` MUST exist beside `oci-layout`, and so must what it names directly; one level below, docker save
   * and containerd leave out other platforms.
   */
  expectImages(): void {
    if (!this.#members.has('oci-layout') || this.#members.has('manifest.json')) return;
    if (!this.#members.has('index.json'))
      this.#report('index.json', 'damaged', 'expected it next to oci-layout, found none');
    const named = listOf(field(this.#json('index.json'), 'manifests'))
      .map((descriptor) => blobPath(field(descriptor, 'digest')))
      .filter((path) => path !== undefined);
    if (named.length > 0 && named.every((path) => !this.#members.has(path)))
      this.#report('index.json', 'damaged', 'expected manifests that it names, found none of them in the archive');
  }

  /* { "mediaType": type, "digest": "sha256:…", "size": bytes, "urls": [url] } */
  #describedLayer(descriptor: unknown): LayerBlob | undefined {
    const digest = field(descriptor, 'digest');
    const type = String(field(descriptor, 'mediaType'));
    const path = blobPath(digest);
    if (path === undefined) return undefined;
    const name = shortName(String(digest));
    if (type.endsWith('+encrypted'))
      this.#report(name, 'encrypted', 'the layer is encrypted (ocicrypt) and cannot be read');
    // Layers that must not be distributed, such as those of Windows, are fetched from elsewhere; their absence is legitimate.
    const isElsewhere = /foreign|nondistributable/.test(type) || listOf(field(descriptor, 'urls')).length > 0;
    // An artifact other than an image has layers of any other type.
    return this.#layer(path, name, { isElsewhere, isTar: /\btar\b/.test(type) && !type.endsWith('+encrypted') });
  }

  #layer(
    path: string,
    name: string,
    { isElsewhere, isTar }: { readonly isElsewhere: boolean; readonly isTar: boolean },
  ): LayerBlob | undefined {
    let member = this.#members.get(plainName(path));
    // docker before version 25 writes a repeated layer as a link.
    for (let links = 0; member?.linkTo !== undefined && links < MAX_LINKS; links++)
      member = this.#members.get(member.linkTo);
    if (member !== undefined && member.linkTo === undefined) {
      if (isTar && !this.#beginsLikeLayer(member))
        this.#report(name, 'damaged', 'expected a layer, plain or packed, found what begins like none');
      return { member, name };
    }
    if (!isElsewhere)
      this.#report(name, 'damaged', 'expected a layer that the manifest names, found none in the archive');
    return undefined;
  }

  /** A tar without files is all zeros. */
  #beginsLikeLayer({ start, end }: TarMember): boolean {
    const head = this.#source.read(start, Math.min(LAYER_HEAD_BYTES, end - start));
    return isLayer(head) || isKnown(head);
  }

  #addChain(layers: readonly (LayerBlob | undefined)[]): void {
    const chain = layers.filter((layer) => layer !== undefined);
    const key = chain.map(({ member }) => member.start).join();
    this.#layers += chain.length;
    if (chain.length === 0 || this.#known.has(key) || this.#layers > MAX_LAYERS) return;
    this.#known.add(key);
    this.chains.push(chain);
  }

  /** Undefined when there is no such member. */
  #json(name: string): unknown {
    const member = this.#members.get(name);
    if (member === undefined) return undefined;
    const { start, end } = member;
    if (end - start > MAX_JSON_BYTES) {
      this.#report(
        name,
        'unsupported',
        `expected a manifest of at most ${MAX_JSON_BYTES} bytes; layers keep their names`,
      );
      return undefined;
    }
    try {
      return JSON.parse(decodeUtf8OrLatin1(this.#source.read(start, end - start)));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.#report(name, 'damaged', 'expected JSON in a manifest; layers that it names are read without it');
      return undefined;
    }
  }

  #report(name: string, code: 'damaged' | 'encrypted' | 'unsupported', message: string): void {
    if (!this.troubles.some((told) => told.name === name && told.trouble.message === message))
      this.troubles.push({ name, trouble: { code, message } });
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MAX_LAYERS) : [];
}

/** Image layout: `blobs/<algorithm>/<digest>`. */
function blobPath(digest: unknown): string | undefined {
  const match = typeof digest === 'string' ? /^([a-z0-9+._-]{1,32}):([0-9a-zA-Z=_-]{32,256})$/.exec(digest) : null;
  return match === null ? undefined : `blobs/${match[1]}/${match[2]}`;
}

/** A digest by its first digits, as docker prints it. The id in `<id>/layer.tar` is not a digest of the content. */
function shortName(path: string): string {
  const digits = /[0-9a-f]{64}/.exec(path)?.[0].slice(0, 12);
  return digits === undefined || !/sha256|^[0-9a-f]{64}\./.test(path) ? (digits ?? path) : `sha256:${digits}`;
}
