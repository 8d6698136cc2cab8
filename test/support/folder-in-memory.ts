import { mkdtempSync, rmSync, statfsSync } from 'node:fs';

/** Linux keeps in memory what lies here (tmpfs). A container of docker has 64 MB of it, other systems none. */
const SHARED_MEMORY = '/dev/shm';
const NEEDED_BYTES = 2 ** 32;

/**
 * The environment in which tests write into memory: they write tens of thousands of small files. Three files of tests that took
 * 92 s of both processors with a disk took 77 s so. Without room for it they write where they always did.
 */
export function inMemory(): { readonly TMPDIR?: string } {
  try {
    const { bavail, bsize } = statfsSync(SHARED_MEMORY);
    if (bavail * bsize < NEEDED_BYTES) return {};
    const folder = mkdtempSync(`${SHARED_MEMORY}/keysieve-tests-`);
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return { TMPDIR: folder };
  } catch {
    return {};
  }
}
