/**
 * The memory of the dumped process, for detectors that follow pointers. Outside a memory image, `peek` always returns
 * undefined.
 */
export interface Memory {
  /** Bytes at a virtual address, or undefined when the image does not hold all of them. Valid until the next call. */
  peek(address: bigint, length: number): Uint8Array | undefined;
  /** Size of a pointer in bytes, 4 or 8, where the view knows it. */
  readonly pointerBytes?: 4 | 8;
  readonly littleEndian?: boolean;
}

export const NO_MEMORY: Memory = { peek: () => undefined };
