import {
  attributes,
  CREATE,
  ERRNO,
  type FileSystem,
  MODE,
  type MountType,
  type Node,
  type Stream,
  seek,
} from './emscripten.ts';

/** Receives what 7-Zip writes. */
export interface Sink {
  begin(path: string): void;
  /** @param bytes a view of 7-Zip's memory, valid during the call */
  data(bytes: Uint8Array): void;
  end(): void;
  /** A folder was made, or its attributes were set: no output, but a sign of life. */
  folder(): void;
}

/**
 * A file system that keeps nothing. Each file is passed to `sink` while it is written and forgotten when it is closed,
 * so that a name that occurs twice is two files, and a million files take no memory. Folders are kept while 7-Zip runs.
 * 7-Zip writes one file at a time, each from beginning to end, with one exception: in a file known to be sparse it
 * seeks over a hole. That is skipped here too, since nothing lies in it.
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
  // 7-Zip sets a file's attributes by name after closing it. So a file is forgotten only when the next node is made.
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

/**
 * Makes `open` create missing folders; call once for each instance. Emscripten reads names that are not UTF-8 (in a cab
 * or an LZH with another character set) in two ways: it decodes up to 16 bytes by itself and longer ones with
 * `TextDecoder`. So the folder that 7-Zip has made can differ from the one in the file's path, which must then be
 * created or the file could not be written.
 */
export function makeMissingFolders(fs: FileSystem, root: string): void {
  const open = fs.open;
  fs.open = (path, flags, mode) => {
    try {
      return open(path, flags, mode);
    } catch (error) {
      const isMissing = (flags & CREATE) !== 0 && (error as { errno?: unknown }).errno === ERRNO.noEntry;
      if (!isMissing) throw error;
    }
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    fs.mkdirTree([path.startsWith('/') ? '' : root, ...parts.slice(0, -1)].join('/'));
    return open(path, flags, mode);
  };
}

function setSize(node: Node, { size }: { readonly size?: number }): void {
  if (size !== undefined) node.size = size;
}

function readlink({ link = '' }: Node): string {
  return link;
}
