/**
 * The part of Emscripten's file system (FS) that we use. Its only documentation is its source: `src/lib/libfs.js` of
 * Emscripten.
 */
export interface Node {
  mode: number;
  id: number;
  name: string;
  /** The mount that the node belongs to, and is destroyed with. */
  mount?: object;
  /** Our own field: bytes of a file. */
  size?: number;
  /** Our own field: target of a symbolic link. */
  link?: string;
  node_ops: Record<string, unknown>;
  stream_ops: Record<string, unknown>;
}

export interface Stream {
  readonly node: Node;
  readonly path: string;
  readonly position: number;
}

/** A kind of file system that can be mounted. */
export interface MountType {
  /** Makes the root. */
  mount(mount: object): Node;
}

export interface FileSystem {
  readonly ErrnoError: new (errno: number) => Error;
  createNode(parent: Node | null, name: string, mode: number, device: number): Node;
  destroyNode(node: Node): void;
  getPath(node: Node): string;
  isDir(mode: number): boolean;
  mkdir(path: string): Node;
  /** Creates missing parent folders too. */
  mkdirTree(path: string): void;
  /** Called by open(2) of the WebAssembly program. */
  open(path: string, flags: number, mode?: number): Stream;
  mount(type: MountType, options: object, path: string): Node;
  unmount(path: string): void;
  chdir(path: string): void;
}

/** POSIX types and permissions of nodes, octal as in stat(2). */
export const MODE = { folder: 0o040777, file: 0o100444, link: 0o120777 } as const;
/** Emscripten uses WASI's numbers. */
export const ERRNO = { noEntry: 44, invalid: 28 } as const;

/** O_CREAT of open(2), as musl defines it. */
export const CREATE = 0o100;

const TIME = new Date(0);
const OF_ALL = { dev: 1, nlink: 1, uid: 0, gid: 0, rdev: 0, blksize: 4096, blocks: 0 };
const TIMES = { atime: TIME, mtime: TIME, ctime: TIME };

/** Called for each part of each path. */
export function attributes({ id, mode, size = 0 }: Node): object {
  return { ...OF_ALL, ...TIMES, ino: id, mode, size };
}

/** lseek(2). */
export function seek(fs: FileSystem): (stream: Stream, offset: number, whence: number) => number {
  return ({ position, node }, offset, whence) => {
    const base = [0, position, node.size ?? 0][whence];
    if (base === undefined || base + offset < 0) throw new fs.ErrnoError(ERRNO.invalid);
    return base + offset;
  };
}
