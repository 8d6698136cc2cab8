import { describe, expect, test } from 'vitest';
import { drain } from '../../../src/bytes/chunks.ts';
import type { Container, Entry, Trouble } from '../../../src/unpack/container/container.ts';
import { damaged } from '../../../src/unpack/container/damaged.ts';
import { OpeningRecord, type Outcome } from '../../../src/unpack/walk/opening-record.ts';

const SOURCE_BYTES = 100;
const format = { id: 'x', title: 'X', headBytes: 0, sniff: () => true, entries: () => stream([]) };
const codec: Container = { ...format, reads: 'stream' };
const archive: Container = { ...format, reads: 'source' };
const remainder: Entry = { ...entry('rest'), isRemainder: true };
const behind: Entry = { ...entry('behind'), startsAt: 40 };
const around: Trouble = { ...damaged('zeros'), notInside: true };

async function* stream<T>(items: readonly T[], failure?: Error): AsyncGenerator<T> {
  yield* items;
  if (failure !== undefined) throw failure;
}

function entry(name: string, chunks: readonly string[] = ['content'], failure?: Error): Entry {
  return {
    name,
    open: () =>
      stream(
        chunks.map((chunk) => Buffer.from(chunk)),
        failure,
      ),
  };
}

interface Reading {
  readonly container?: Container;
  /** What the container ends with. */
  readonly failure?: Error;
  readonly isInputExhausted?: boolean;
  /** Entries that may be taken. */
  readonly most?: number;
}

/** Reads all entries, as the walk does. */
async function read(
  items: readonly (Entry | Trouble)[],
  reading: Reading = {},
): Promise<Outcome & { passed: string[] }> {
  const { container = codec, failure, isInputExhausted, most = Number.POSITIVE_INFINITY } = reading;
  const record = new OpeningRecord(container, false);
  const passed: string[] = [];
  let entries = 0;
  try {
    for await (const item of record.watch(stream(items, failure))) {
      passed.push('trouble' in item ? item.trouble.message : item.name);
      if ('trouble' in item) continue;
      if (entries === most) break;
      entries++;
      if (item.whole?.() === undefined) await readAll(item.open());
    }
  } catch (error) {
    expect(error).toBe(failure);
  }
  if (isInputExhausted) record.inputExhausted();
  return { passed, ...record.outcome(SOURCE_BYTES, entries > 0) };
}

async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await drain(chunks);
  } catch {}
}

describe('what was opened in the middle of other bytes', () => {
  test('a codec that left nothing over fills all that follows', async () => {
    expect(await read([entry('data')])).toMatchObject({
      end: SOURCE_BYTES,
      isBroken: false,
      isFailure: false,
      steps: 1,
    });
  });

  test('an archive has an end only where it says so', async () => {
    expect(await read([entry('data')], { container: archive })).toMatchObject({ end: undefined, isFailure: false });
    const said = await read([entry('data'), behind], { container: archive });
    expect(said).toMatchObject({ end: 40, passed: ['data'], steps: 2, isBroken: false });
  });

  test('a codec ends where it says that other bytes begin', async () => {
    expect(await read([entry('data'), behind])).toMatchObject({ end: 40, isBroken: false });
    expect(await read([entry('data'), remainder])).toMatchObject({ end: undefined, passed: ['data'] });
  });

  test('without an entry there is no end', async () => {
    expect(await read([behind])).toMatchObject({ end: undefined, isFailure: true });
    expect(await read([entry('data'), behind], { most: 0 })).toMatchObject({ end: undefined, isFailure: true });
  });

  test('entries without content are a failure', async () => {
    expect(await read([entry('data', [])])).toMatchObject({ end: undefined, isBroken: false, isFailure: true });
  });

  test('content that is there as a whole is content', async () => {
    const whole = { ...entry('data', []), whole: () => Buffer.from('content') };
    expect(await read([whole])).toMatchObject({ end: SOURCE_BYTES, isFailure: false });
  });

  test('troubles about the archive are passed on and counted, those about bytes around it are not passed on', async () => {
    const outcome = await read([entry('data'), damaged('a table'), around, behind]);
    expect(outcome).toMatchObject({ end: 40, isBroken: true, isFailure: true, passed: ['data', 'a table'], steps: 4 });
    expect(await read([entry('data'), around])).toMatchObject({ end: SOURCE_BYTES, isBroken: false, isFailure: false });
    const unsupported: Trouble = { trouble: { code: 'unsupported', message: 'a method' } };
    expect(await read([entry('data'), unsupported])).toMatchObject({ end: undefined, isBroken: false });
  });

  test('an entry that could not be read to its end makes it broken, one that was left aside too', async () => {
    const torn = entry('data', ['cont'], new Error('torn'));
    expect(await read([torn, behind])).toMatchObject({ end: 40, isBroken: true, isFailure: false });
    expect(await read([torn])).toMatchObject({ end: undefined, isBroken: true });
    expect(await read([entry('a'), entry('b')], { most: 1 })).toMatchObject({ end: undefined, isBroken: false });
  });

  test('what ended with an error is damaged, and the error goes on', async () => {
    const outcome = await read([entry('data')], { failure: new Error('damaged') });
    expect(outcome).toMatchObject({ end: undefined, isBroken: true, isFailure: true });
  });

  test('a codec that is cut off by the end of the input reaches to there', async () => {
    const outcome = await read([entry('data')], { failure: new Error('cut off'), isInputExhausted: true });
    expect(outcome).toMatchObject({ end: SOURCE_BYTES, isBroken: true, isFailure: true });
    // It asked for more than there was to learn that nothing follows.
    expect(await read([entry('data')], { isInputExhausted: true })).toMatchObject({
      end: SOURCE_BYTES,
      isBroken: false,
    });
    expect(await read([entry('data'), behind], { isInputExhausted: true })).toMatchObject({ end: 40, isBroken: false });
  });

  test('what a codec knows of its data is asked after reading', async () => {
    let [soundUntil, wastedBytes] = [0, 0];
    const known: Entry = { ...entry('data'), soundUntil: () => soundUntil, wastedBytes: () => wastedBytes };
    const record = new OpeningRecord(codec, false);
    for await (const item of record.watch(stream([known]))) if ('open' in item) await readAll(item.open());
    [soundUntil, wastedBytes] = [30, 7];
    expect(record.outcome(SOURCE_BYTES, true)).toMatchObject({ soundUntil: 30, wastedBytes: 7 });
    expect(await read([entry('data')])).toMatchObject({ soundUntil: undefined, wastedBytes: 0 });
  });
});
