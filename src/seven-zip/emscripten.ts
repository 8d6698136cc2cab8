/** The part of Emscripten's file system (FS) that we use. Its documentation is its source: `src/lib/libfs.js` of Emscripten. */
export interface Node {
  mode: number;
  id: number;
  name: string;
  /** What it belongs to, and goes with. */
  mount?: object;
  /** Ours: bytes of a file. */
  size?: number;
  /** Ours: target of a symbolic link. */
  link?: string;
  node_ops: Record<string, unknown>;
  stream_ops: Record<string, unknown>;
}

export interface Stream {
  readonly node: Node;
  readonly path: string;
  readonly position: number;
}

/** What can be mounted. */
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
  /** With all folders on the way to it. */
  mkdirTree(path: string): void;
  /** What open(2) of WebAssembly calls. */
  open(path: string, flags: number, mode?: number): Stream;
  mount(type: MountType, options: object, path: string): Node;
  unmount(path: string): void;
  chdir(path: string): void;
}

/** POSIX types and permissions of nodes, octal as in stat(2). */
export const MODE = { folder: 0o040777, file: 0o100444, link: 0o120777 } as const;
/** Emscripten's numbers are WASI's. */
export const ERRNO = { noEntry: 44, invalid: 28 } as const;

/** Of open(2), as musl has it. */
export const CREATE = 0o100;

const TIME = new Date(0);
const OF_ALL = { dev: 1, nlink: 1, uid: 0, gid: 0, rdev: 0, blksize: 4096, blocks: 0 };
const TIMES = { atime: TIME, mtime: TIME, ctime: TIME };

/** Asked for each part of each path. */
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
