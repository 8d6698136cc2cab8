// Where things lie in the kernel's memory. Read by the AssemblyScript modules beside it and by the host (plan, open-kernel),
// so it holds nothing but numbers. Constants, because the compiler folds them into the address of each load.

/** 65536 entries of 8 bytes, one a byte pair (little-endian): u32 buckets whose windows may start with it, u32 … may end. */
export const PAIRS = 0x40000;
/** One bit a hash of the folded window: is there an anchor with such a window at all? */
export const WINDOW_BITS = 0xc0000;
export const HASH_BITS = 15;
/** u32 a slot, one more than slots: index of the slot's first entry. A slot is 4 neighbouring hashes. */
export const SLOTS = 0xc1000;
export const SLOT_SHIFT = 2;
/** 16 + 16 + 16 + 16 bytes: buckets by low and high nibble of a window's second byte, then of its third. */
export const NIBBLES = 0xc9100;
/** End of the tables of fixed size, which the plan makes as one piece from PAIRS. Entries follow. */
export const ENTRIES = 0xc9140;
export const ENTRY_BYTES = 32;

/** Scratch below the tables: the queues for one stride. A queue holds at most one item a place and one being written. */
export const STRIDE_BYTES = 0x4000;
export const BLOCK_QUEUE = 0x1000;
export const WINDOW_QUEUE = 0x3000;
export const CHECK_QUEUE = 0xc000;
