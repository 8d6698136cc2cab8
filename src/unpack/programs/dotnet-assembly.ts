/** Finds the metadata of .NET in a program or library (ECMA-335, II.25.3.3), and the settings in its code. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { bufferOf } from '../container/magic.ts';
import { DotnetMetadata } from './dotnet-metadata.ts';
import { DotnetSettings } from './dotnet-settings.ts';
import { type MappedSection, placeIn } from './pe-header.ts';
import { NAMES_OF_SECRETS, ProgramSettings } from './program-settings.ts';

/** Microsoft.CodeAnalysis.CSharp, one of the largest, has 20 MiB. */
const MAX_BYTES = 64 << 20;
const CLI_HEAD_BYTES = 72;
/** Windows loads no more (Microsoft, "PE Format"); each method is looked for in them. */
const MAX_SECTIONS = 96;

/*  0  4  size of this head: 72
 *  8  8  address and size of the metadata */
/**
 * What obfuscators wrote so that no decompiler reads it is left as it is, without a gap: all bytes are scanned anyway. Of a file that
 * ends early, the sections are told of (pe.ts).
 * @param address of the head of .NET
 */
export function* dotnetSettingsOf(
  source: ByteSource,
  address: number,
  sections: readonly MappedSection[],
  budget: Budget,
): Generator<Entry | Trouble> {
  const headAt = placeIn(sections, address);
  if (headAt === undefined || headAt + CLI_HEAD_BYTES > source.size) return;
  if (source.size > MAX_BYTES) return yield { trouble: { code: 'budget', message: LARGE } };
  const head = Buffer.from(source.read(headAt, CLI_HEAD_BYTES));
  const start = placeIn(sections, head.readUInt32LE(8));
  if (start === undefined || start > source.size) return;
  const settings = new ProgramSettings('an assembly of .NET');
  let isFull = false;
  try {
    const end = Math.min(source.size, start + head.readUInt32LE(12));
    const metadata = new DotnetMetadata(bufferOf(source.read(start, end - start)));
    if (!metadata.words.some(nameSecrets)) return;
    const file = bufferOf(source.read(0, source.size));
    const home = sections.slice(0, MAX_SECTIONS);
    const place = (at: number) => (at === 0 ? undefined : placeIn(home, at));
    const code = new DotnetSettings(metadata, settings.add);
    code.read(file, place, budget);
    isFull = code.isFull;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  yield* settings.entries();
  if (isFull) yield { trouble: { code: 'budget', message: MANY_NAMES } };
}
const LARGE = 'an assembly of .NET with more than 64 MiB; its code was not read for settings';
const MANY_NAMES = 'more than 1,048,576 names in code of .NET; no more of it was read for settings';

/** In parts, so that no string of many megabytes is made. Of texts in UTF-16, which begin at even and odd places, the zeros are left out. */
function nameSecrets(words: Buffer): boolean {
  for (let at = 0; at < words.length; at += PART_BYTES) {
    const part = words.toString('latin1', at, at + PART_BYTES + LONGEST_WORD_BYTES);
    if (NAMES_OF_SECRETS.test(part.replaceAll('\0', ''))) return true;
  }
  return false;
}
const PART_BYTES = 1 << 18;
const LONGEST_WORD_BYTES = 32;
