/** Stream types and processor types of minidumps: minidumpapiset.h, Breakpad's minidump_format.h. */

/** A stream: the range of its bytes according to the directory. */
export interface Stream {
  readonly type: number;
  readonly offset: number;
  readonly length: number;
}

export const StreamType = {
  threadList: 3,
  moduleList: 4,
  memoryList: 5,
  exception: 6,
  systemInfo: 7,
  threadExList: 8,
  memory64List: 9,
  memoryInfoList: 16,
  crashpadInfo: 0x43500001,
  linuxMaps: 0x47670009,
} as const;

const NAMES: ReadonlyMap<number, string> = new Map([
  [3, 'thread list'],
  [4, 'module list'],
  [5, 'memory list'],
  [6, 'exception'],
  [7, 'system info'],
  [8, 'thread list'],
  [9, 'memory list'],
  [10, 'comment (ANSI)'],
  [11, 'comment (UTF-16)'],
  [12, 'handle data'],
  [13, 'function table'],
  [14, 'unloaded module list'],
  [15, 'misc info'],
  [16, 'memory info list'],
  [17, 'thread info list'],
  [18, 'handle operation list'],
  [19, 'token info'],
  [20, 'JavaScript data'],
  [21, 'system memory info'],
  [22, 'process VM counters'],
  [23, 'processor trace'],
  [24, 'thread names'],
  [0x43500001, 'Crashpad info'],
  [0x47670001, 'Breakpad info'],
  [0x47670002, 'assertion info'],
  [0x47670003, 'Linux cpuinfo'],
  [0x47670004, 'Linux process status'],
  [0x47670005, 'Linux lsb-release'],
  [0x47670006, 'Linux command line'],
  [0x47670007, 'Linux environment'],
  [0x47670008, 'Linux auxiliary vector'],
  [0x47670009, 'Linux maps'],
  [0x4767000a, 'Linux DSO debug'],
]);

/** Types from 0x10000 on are reserved for the writer of the dump. */
export function streamName(type: number): string {
  return NAMES.get(type) ?? `stream 0x${type.toString(16)}`;
}

/** PROCESSOR_ARCHITECTURE_ of the system info stream; those from 0x8001 on are Breakpad's. */
const POINTER_BYTES: ReadonlyMap<number, 4 | 8> = new Map([
  [0, 4], // x86
  [1, 4], // MIPS
  [3, 4], // PowerPC
  [5, 4], // Arm
  [6, 8], // IA-64
  [9, 8], // AMD64
  [10, 4], // x86 on Windows 64
  [12, 8], // Arm 64
  [0x8001, 4], // SPARC
  [0x8002, 8], // PowerPC 64
  [0x8003, 8], // Arm 64, older Breakpad
  [0x8004, 8], // MIPS 64
  [0x8005, 4], // RISC-V
  [0x8006, 8], // RISC-V 64
]);

export function pointerBytesOf(processor: number): 4 | 8 | undefined {
  return POINTER_BYTES.get(processor);
}

/**
 * Where the entries of a list begin: after its 32-bit count, or after 4 more bytes of padding, which Breakpad and others write if
 * the entries are aligned to 8 (minidump.cc of Breakpad checks the same way).
 */
export function entriesOf(stream: Stream, count: number, entryBytes: number): number {
  return stream.offset + (stream.length === 8 + count * entryBytes ? 8 : 4);
}
