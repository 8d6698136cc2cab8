import type { Container, Entry, Trouble } from '../container/container.ts';

/** How opening an archive in the middle of other bytes went. */
export interface Outcome {
  /** Where the archive ends, if it was opened and says so, or left nothing over of what is its own. Offsets are relative to its beginning. */
  readonly end: number | undefined;
  /** It may end earlier than `end`, since not all of it was sound. */
  readonly isBroken: boolean;
  /** See `Entry`. */
  readonly soundUntil: number | undefined;
  /** It was damaged, or had no content: possibly no archive at all. */
  readonly isFailure: boolean;
  /** Items that it yielded before it ended: entries, troubles, remainders. */
  readonly steps: number;
  /** See `Entry`. */
  readonly wastedBytes: number;
  /** Bytes of all entries, as far as they were read. */
  readonly unpackedBytes: number;
}

export const NOT_OPENED: Outcome = {
  ...{ end: undefined, isBroken: false, soundUntil: undefined, isFailure: false, steps: 0 },
  ...{ wastedBytes: 0, unpackedBytes: 0 },
};

/** Watches an archive in the middle of other bytes while it is read, and draws the conclusion. */
export class OpeningRecord {
  readonly #mayFillSource: boolean;
  #steps = 0;
  #isDamaged = false;
  /** Something in its input belongs to no entry, or could not be read. */
  #hasLeftover = false;
  #hasYieldedAll = false;
  #isInputExhausted = false;
  /** Entries that were opened and have not been read to their end. */
  #unread = 0;
  /** Bytes of all entries. */
  #bytes = 0;
  #end: number | undefined;
  #soundUntil: Entry['soundUntil'];
  #wastedBytes: Entry['wastedBytes'];

  /** @param isMeasured its input ends where its end was found before (`endInside`) */
  constructor(container: Container, isMeasured: boolean) {
    this.#mayFillSource = container.isCodec === true || container.reads === 'stream' || isMeasured;
  }

  /** A container that reads forwards has received all bytes and asks for more. */
  inputExhausted(): void {
    this.#isInputExhausted = true;
  }

  /** Passes on what is to be visited or reported: neither bytes that lie around the archive, nor troubles about them. */
  async *watch(items: AsyncIterable<Entry | Trouble>): AsyncGenerator<Entry | Trouble> {
    try {
      for await (const item of items) {
        this.#steps++;
        if ('trouble' in item) {
          if (item.notInside) continue;
          this.#addTrouble(item);
          yield item;
        } else {
          this.#addEntry(item);
          if (!isAround(item)) yield this.#watchEntry(item);
        }
      }
      this.#hasYieldedAll = true;
    } catch (error) {
      this.#isDamaged = true;
      throw error;
    }
  }

  #addTrouble({ trouble }: Trouble): void {
    this.#hasLeftover = true;
    this.#isDamaged ||= trouble.code === 'damaged';
  }

  #addEntry(entry: Entry): void {
    this.#hasLeftover ||= isAround(entry);
    this.#end = entry.startsAt ?? this.#end;
    this.#soundUntil ??= entry.soundUntil;
    this.#wastedBytes ??= entry.wastedBytes;
  }

  #watchEntry(entry: Entry): Entry {
    return {
      ...entry,
      open: () => this.#content(entry.open()),
      whole: () => {
        const content = entry.whole?.();
        this.#bytes += content?.length ?? 0;
        return content;
      },
    };
  }

  async *#content(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    this.#unread++;
    for await (const chunk of chunks) {
      this.#bytes += chunk.length;
      yield chunk;
    }
    this.#unread--;
  }

  /** @param sourceBytes from its beginning to its measured end, or to the end of what it lies in. @param hasEntry whether an entry of it was visited */
  outcome(sourceBytes: number, hasEntry: boolean): Outcome {
    const isThrough = this.#mayFillSource && this.#hasYieldedAll && !this.#hasLeftover && this.#unread === 0;
    const isCut = !isThrough && this.#isInputExhausted && this.#end === undefined;
    // A flood of small frames counts as one file: otherwise each frame would be opened again with all that follow it. So does
    // one that the end of the leaf cuts off.
    const end = this.#bytes > 0 && (isThrough || isCut) ? sourceBytes : this.#end;
    return {
      end: hasEntry ? end : undefined,
      isBroken: this.#isDamaged || this.#unread > 0 || isCut,
      isFailure: this.#isDamaged || this.#bytes === 0,
      ...{
        unpackedBytes: this.#bytes,
        steps: this.#steps,
        soundUntil: this.#soundUntil?.(),
        wastedBytes: this.#wastedBytes?.() ?? 0,
      },
    };
  }
}

function isAround({ isRemainder, startsAt }: Entry): boolean {
  return isRemainder === true || startsAt !== undefined;
}
