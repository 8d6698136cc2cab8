/** Whether a tar is a container image, by the names in its first blocks: if so, `image` opens it, and `tar` does not. */
import { BLOCK_BYTES, isTarHeader, looksLikeTar, parseTarHeader } from './tar-header.ts';

export const IMAGE_HEAD_BYTES = 8 * BLOCK_BYTES;

/**
 * Names that docker, podman, skopeo, buildkit, kaniko, jib, bazel and crane write first: `blobs/`, the files beside it, a
 * layer or a configuration under its digest. Another tar that begins so is still read as a tar.
 */
const NAMES =
  /^(?:\.\/)?(?:blobs\/|oci-layout$|(?:index|manifest|config)\.json$|repositories$|(?:sha256:)?[0-9a-f]{64}(?:\/|\.json$|\.tar(?:\.gz)?$|$))/;

/** @param head of IMAGE_HEAD_BYTES, or all there is */
export function beginsLikeImage(head: Uint8Array): boolean {
  if (!looksLikeTar(head)) return false;
  for (let at = 0; at + BLOCK_BYTES <= Math.min(head.length, IMAGE_HEAD_BYTES); ) {
    const block = head.subarray(at, at + BLOCK_BYTES);
    if (!isTarHeader(block)) return false;
    const { name, size = Number.POSITIVE_INFINITY } = parseTarHeader(block);
    if (NAMES.test(name)) return true;
    at += BLOCK_BYTES + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  }
  return false;
}
