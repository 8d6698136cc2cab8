import { DICTIONARY_BYTES, SlidingWindow } from './sliding-window.ts';

/*  Runs of compressed RTF ([MS-OXRTFCP] 2.1.3 and 2.2.2):
 *  0  1  flags, the lowest bit first, of what follows:
 *  .  1  0: a byte
 *  .  2  1: a copy, big-endian; 12 bits: a place in the dictionary, the end of all where the next byte would stand; 4 bits: bytes - 2   */
export const MAX_RTF_RUN_BYTES = 17;
const ITEMS = 8;
const MIN_COPY_BYTES = 2;
const LENGTH_MASK = 15;

/** Initial content of the dictionary (2.1.2.1). */
const FIRST_WORDS = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor ' +
    'MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n' +
    '\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
);

/** Unpacks compressed RTF one run at a time. */
export class RtfDecoder {
  state: 'open' | 'ended' | 'damaged' = 'open';
  readonly window = new SlidingWindow(FIRST_WORDS);

  /**
   * @param run one run, or as much of it as there is
   * @returns how many of its bytes were read: all of them, or up to what ended it
   */
  run(run: Uint8Array): number {
    let at = 1;
    for (let item = 0; item < ITEMS; item++) {
      const isCopy = ((run[0]! >> item) & 1) === 1;
      if (at + (isCopy ? 2 : 1) > run.length) return this.#stop('damaged', Math.min(at, run.length));
      if (!isCopy) {
        this.window.put(run[at++]!);
        continue;
      }
      const copy = (run[at]! << 8) | run[at + 1]!;
      const place = FIRST_WORDS.length + this.window.made;
      const distance = (place - (copy >> 4)) & (DICTIONARY_BYTES - 1);
      if (distance === 0) return this.#stop('ended', at + 2);
      if (distance > place) return this.#stop('damaged', at);
      this.window.copy(distance, (copy & LENGTH_MASK) + MIN_COPY_BYTES);
      at += 2;
    }
    return at;
  }

  #stop(state: 'ended' | 'damaged', read: number): number {
    this.state = state;
    return read;
  }
}
