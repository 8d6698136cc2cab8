import {
  attributes,
  ERRNO,
  type FileSystem,
  MODE,
  type MountType,
  type Node,
  type Stream,
  seek,
} from './emscripten.ts';

/** Who gets what 7-Zip writes. */
export interface Sink {
  begin(path: string): void;
  /** @param bytes a view of 7-Zip's memory, valid during the call */
  data(bytes: Uint8Array): void;
  end(): void;
  /** A folder is made, or its attributes are set: nothing to hand on, but a sign of life. */
  folder(): void;
}

/**
 * A folder that keeps nothing: each file goes to `sink` while it is written, and is forgotten when it is closed, so that a
 * name that comes twice is a file of its own, and a million of them take no memory. Folders are kept while 7-Zip runs.
 * 7-Zip writes one file at a time and each from its beginning to its end, with one exception: where a file is known to be
 * sparse it seeks over a hole, which is passed over here too: nothing lies in it.
 */
export function sinkMount(fs: FileSystem, root: string, sink: Sink): MountType {
  const folder = {
    lookup: () => {
      throw new fs.ErrnoError(ERRNO.noEntry);
    },
    getattr: attributes,
    setattr: () => sink.folder(),
    mknod: make,
    symlink(parent: Node, name: string, target: string): Node {
      const node = make(parent, name, MODE.link);
      node.link = target;
      tell(node, new TextEncoder().encode(target));
      return node;
    },
    unlink: () => {},
    rmdir: () => {},
    readdir: () => ['.', '..'],
    rename: () => {},
  };
  const tell = (node: Node, bytes: Uint8Array): void => {
    sink.begin(nameOf(fs.getPath(node)));
    sink.data(bytes);
    sink.end();
  };
  const nameOf = (path: string): string => (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path);
  const file = {
    open: ({ path }: Stream): void => sink.begin(nameOf(path)),
    close: (): void => sink.end(),
    llseek: seek(fs),
    write: (stream: Stream, heap: Uint8Array, offset: number, length: number, position: number): number => {
      stream.node.size = Math.max(stream.node.size ?? 0, position + length);
      sink.data(heap.subarray(offset, offset + length));
      return length;
    },
  };
  // 7-Zip sets a file's attributes by its name when it has closed it; when it makes the next node, the file is forgotten.
  let latest: Node | undefined;
  function make(parent: Node, name: string, mode: number): Node {
    if (latest !== undefined) fs.destroyNode(latest);
    latest = undefined;
    const node = fs.createNode(parent, name, mode, 0);
    if (fs.isDir(mode)) {
      Object.assign(node, { node_ops: folder, stream_ops: {} });
      sink.folder();
    } else {
      Object.assign(node, { node_ops: { getattr: attributes, setattr: setSize, readlink }, stream_ops: file, size: 0 });
      latest = node;
    }
    return node;
  }
  return {
    mount() {
      const node = fs.createNode(null, '/', MODE.folder, 0);
      return Object.assign(node, { node_ops: folder, stream_ops: {} });
    },
  };
}

function setSize(node: Node, { size }: { readonly size?: number }): void {
  if (size !== undefined) node.size = size;
}

function readlink({ link = '' }: Node): string {
  return link;
}
