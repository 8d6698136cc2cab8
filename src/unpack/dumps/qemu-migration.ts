/**
 * State of a virtual machine as QEMU migrates or saves it (its docs/devel/migration, migration/savevm.c and ram.c, stream version 3;
 * `virsh save` and `virsh dump` put libvirt's header and XML before it). Its memory comes page by page, each with a header, and is
 * handed on as a LiME image: the first block, the machine's main memory, at its addresses (on x86 without the hole below 4 GiB), the
 * other blocks behind it. Device state is handed on as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import { drain } from '../../bytes/chunks.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { MEMORY_NAME } from './lime-image.ts';
import { QemuRam } from './qemu-ram.ts';
import { findRamSection, SEARCHED_BYTES } from './qemu-ram-section.ts';

/** "QEVM" and the version. */
const MAGIC = magic('51 45 56 4d 00 00 00 03');

export const qemuMigration: StreamContainer = {
  id: 'qemu-migration',
  title: 'saved state of a virtual machine (QEMU, `virsh save`)',
  limits: 'pages sent as changes of earlier ones (XBZRLE)',
  reads: 'stream',
  headBytes: SEARCHED_BYTES,
  embeddedBy: [MAGIC],
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => findRamSection(head) !== undefined,
  entries,
};

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const section = findRamSection(await reader.peek(SEARCHED_BYTES));
  if (section === undefined) throw reader.endError('expected a section with memory in the state of a virtual machine');
  const ram = new QemuRam(reader, section, budget);
  try {
    yield { name: MEMORY_NAME, open: () => ram.image() };
    // Reads what the consumer left.
    await drain(ram.image(), budget);
    if (ram.unreadPages > 0)
      yield damaged(`${ram.unreadPages} pages cannot be unpacked; their bytes are scanned as is`, MEMORY_NAME);
    if (ram.end !== undefined && !reader.failed) yield damaged(ram.end, MEMORY_NAME);
    yield* ram.passed.entries();
    const { position } = reader;
    if ((await reader.peek(1)).length > 0) yield remainder('behind', () => reader.rest(), position);
    reader.throwIfFailed();
  } finally {
    ram.close();
    await reader.close();
  }
}
