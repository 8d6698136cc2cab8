import { readSync } from 'node:fs';
import type { Piece } from '../bytes/byte-source.ts';
import { attributes, ERRNO, type FileSystem, MODE, type MountType, type Stream, seek } from './emscripten.ts';

/** A folder with a single file, the archive, which can be read at any offset. @param onRead receives the size of every read, in bytes */
export function sourceMount(
  fs: FileSystem,
  name: string,
  pieces: readonly Piece[],
  onRead: (bytes: number) => void,
): MountType {
  return {
    mount(mount) {
      const root = fs.createNode(null, '/', MODE.folder, 0);
      // Emscripten sets this only after `mount` returns. That is too late for the file, which copies it from its folder
      // and would otherwise survive the unmount.
      root.mount = mount;
      root.node_ops = {
        lookup: () => {
          throw new fs.ErrnoError(ERRNO.noEntry);
        },
        readdir: () => ['.', '..', name],
        getattr: attributes,
      };
      const file = fs.createNode(root, name, MODE.file, 0);
      file.size = pieces.reduce((sum, { size }) => sum + size, 0);
      file.node_ops = { getattr: attributes, setattr: () => {} };
      file.stream_ops = {
        llseek: seek(fs),
        read: (_: Stream, heap: Uint8Array, offset: number, length: number, position: number) => {
          const bytes = readPieces(pieces, heap.subarray(offset, offset + length), position);
          onRead(bytes);
          return bytes;
        },
      };
      return root;
    },
  };
}

/** @returns bytes read: fewer than asked for at the end, and when a file has become shorter */
function readPieces(pieces: readonly Piece[], target: Uint8Array, position: number): number {
  let done = 0;
  let at = 0;
  for (const piece of pieces) {
    const from = position + done - at;
    const length = Math.min(target.length - done, piece.size - from);
    if (from >= 0 && length > 0) {
      const read = readPiece(piece, target.subarray(done, done + length), from);
      done += read;
      if (read < length) return done;
    }
    at += piece.size;
  }
  return done;
}

function readPiece(piece: Piece, target: Uint8Array, from: number): number {
  if ('bytes' in piece) {
    target.set(piece.bytes.subarray(from, from + target.length));
    return target.length;
  }
  let done = 0;
  while (done < target.length) {
    const read = readSync(piece.descriptor, target, done, target.length - done, piece.offset + from + done);
    if (read === 0) break;
    done += read;
  }
  return done;
}
