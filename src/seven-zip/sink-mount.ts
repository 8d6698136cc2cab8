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
export class SinkMount implements MountType {
  readonly #fs: FileSystem;
  readonly #root: string;
  readonly #sink: Sink;
  readonly #folderOperations: Pick<Node, 'node_ops' | 'stream_ops'>;
  readonly #fileOperations: Pick<Node, 'node_ops' | 'stream_ops'>;
  /** 7-Zip sets a file's attributes by name after closing it. So a file is forgotten only when the next node is made. */
  #latest: Node | undefined;

  /** @param root where it is mounted */
  constructor(fs: FileSystem, root: string, sink: Sink) {
    this.#fs = fs;
    this.#root = root;
    this.#sink = sink;
    this.#folderOperations = { node_ops: this.#operationsOfFolders(), stream_ops: {} };
    this.#fileOperations = {
      node_ops: { getattr: attributes, setattr: setSize, readlink },
      stream_ops: this.#operationsOfStreams(),
    };
  }

  mount(): Node {
    return Object.assign(this.#fs.createNode(null, '/', MODE.folder, 0), this.#folderOperations);
  }

  #operationsOfFolders(): Node['node_ops'] {
    return {
      lookup: () => {
        throw new this.#fs.ErrnoError(ERRNO.noEntry);
      },
      getattr: attributes,
      setattr: () => this.#sink.folder(),
      mknod: (parent: Node, name: string, mode: number) => this.#make(parent, name, mode),
      symlink: (parent: Node, name: string, target: string) => this.#link(parent, name, target),
      unlink: () => {},
      rmdir: () => {},
      readdir: () => ['.', '..'],
      rename: () => {},
    };
  }

  #operationsOfStreams(): Node['stream_ops'] {
    return {
      open: ({ path }: Stream) => this.#sink.begin(this.#nameOf(path)),
      close: () => this.#sink.end(),
      llseek: seek(this.#fs),
      write: ({ node }: Stream, heap: Uint8Array, offset: number, length: number, position: number) => {
        node.size = Math.max(node.size ?? 0, position + length);
        this.#sink.data(heap.subarray(offset, offset + length));
        return length;
      },
    };
  }

  #make(parent: Node, name: string, mode: number): Node {
    if (this.#latest !== undefined) this.#fs.destroyNode(this.#latest);
    this.#latest = undefined;
    const node = this.#fs.createNode(parent, name, mode, 0);
    if (this.#fs.isDir(mode)) {
      Object.assign(node, this.#folderOperations);
      this.#sink.folder();
    } else {
      Object.assign(node, this.#fileOperations, { size: 0 });
      this.#latest = node;
    }
    return node;
  }

  /** A symbolic link is handed on as a file that contains its target. */
  #link(parent: Node, name: string, target: string): Node {
    const node = this.#make(parent, name, MODE.link);
    node.link = target;
    this.#sink.begin(this.#nameOf(this.#fs.getPath(node)));
    this.#sink.data(new TextEncoder().encode(target));
    this.#sink.end();
    return node;
  }

  #nameOf(path: string): string {
    return path.startsWith(`${this.#root}/`) ? path.slice(this.#root.length + 1) : path;
  }
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
