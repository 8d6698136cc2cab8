/**
 * Rich Text Format, version 1.9.1: what LibreOffice, WordPad, TextEdit, pandoc, Pygments and highlight(1) write, and what is in messages
 * of Outlook. Groups and control words may be anywhere within a word: highlight(1) puts each run of digits into a group of its own.
 * The text without them is an entry. The document itself is scanned too, which opens pictures and objects: they are in hexadecimal.
 */
import { streamOf } from '../../bytes/byte-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { latin1 } from '../container/text.ts';
import { RtfText } from './rtf-text.ts';

const HEAD_BYTES = 8;
const NAME = 'text';

export const rtf: SourceContainer = {
  id: 'rtf',
  title: 'text of RTF',
  limits: 'characters of code pages other than Windows-1252',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'searched',
  firstBytes: [...Buffer.from('{')],
  sniff: (head) => /^\{\\u?rtf[0-9\\]/.test(latin1(head.subarray(0, HEAD_BYTES))),
  async *entries(source, budget): AsyncGenerator<Entry | Trouble> {
    const text = new RtfText();
    yield {
      name: NAME,
      async *open() {
        for await (const chunk of streamOf(source)) {
          budget.checkTime();
          yield text.read(chunk);
          if (text.state === 'ended') return;
        }
        text.state = 'cut';
      },
    };
    if (text.state === 'cut')
      yield damaged(
        'expected the end of the first group of RTF, found the end of the data; the text up to there is scanned',
        NAME,
      );
  },
};
