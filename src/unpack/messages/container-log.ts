/**
 * Logs of containers: Kubernetes' (CRI, `2025-01-01T10:00:00.1Z stdout P text`) and Docker's (`{"log":"text","stream":"stdout",…}`), both
 * of which cut a line after 16 KiB, within a setting or a word. What stands on both sides of a cut is an entry, joined. Tags of CRI are
 * `P` where the line goes on and `F` where it ends; in Docker's, text that goes on has no line end.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { bufferOf } from '../container/magic.ts';
import { latin1 } from '../container/text.ts';

const HEAD_BYTES = 64;
const CRI = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}(?:Z|[+-]\d\d:\d\d) (stdout|stderr) ([PF])(?::\w{1,8})* /;
const DOCKER_HEAD = /^\{"log":"/;
const DOCKER = /^\{"log":("(?:[^"\\]|\\.)*"),"stream":"(stdout|stderr)"/s;
/** Six characters may stand for a byte. */
const MAX_LINE_BYTES = 128 << 10;
/** Of text on each side of a cut: more than any name with its value takes. */
const CONTEXT_BYTES = 4096;
const LINE_FEED = 0x0a;

export const containerLog: SourceContainer = {
  id: 'container-log',
  title: 'lines that logs of Kubernetes and Docker cut',
  limits: 'keys of more than 4 KiB that are cut',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'searched',
  notInDecodedText: true,
  firstBytes: [...Buffer.from('{0123456789')],
  sniff(head) {
    const text = latin1(head.subarray(0, HEAD_BYTES));
    return DOCKER_HEAD.test(text) || CRI.test(text);
  },
  async *entries(source, budget): AsyncGenerator<Entry> {
    for await (const _ of joinedAtCuts(source, budget)) {
      yield { name: 'joined lines', open: () => joinedAtCuts(source, budget) };
      return;
    }
  },
};

interface Piece {
  readonly stream: string;
  readonly text: string;
  readonly goesOn: boolean;
}

/** The end of an unfinished line. */
interface Begun {
  readonly text: string;
  /** Whether there is a cut in it. */
  readonly isJoined: boolean;
}

/** Text that is joined stays together up to here: if each short piece came with all its context, a few bytes would become thousands. */
const MAX_JOINED_BYTES = 16 * CONTEXT_BYTES;

async function* joinedAtCuts(source: ByteSource, budget: Budget): AsyncGenerator<Uint8Array> {
  /** By its stream. */
  const begun = new Map<string, Begun>();
  for await (const line of linesOf(source, budget)) {
    const piece = pieceOf(line);
    if (piece === undefined) continue;
    const before = begun.get(piece.stream);
    const text = `${before?.text ?? ''}${piece.text.slice(0, CONTEXT_BYTES)}`;
    // The beginning of a long piece is far from what follows it.
    const isLong = piece.text.length > CONTEXT_BYTES || text.length > MAX_JOINED_BYTES;
    if (before !== undefined && (isLong || !piece.goesOn)) yield lineOf(text);
    if (!piece.goesOn) begun.delete(piece.stream);
    else if (isLong)
      begun.set(piece.stream, {
        text: `${text}${piece.text.slice(CONTEXT_BYTES)}`.slice(-CONTEXT_BYTES),
        isJoined: false,
      });
    else begun.set(piece.stream, { text, isJoined: before !== undefined });
  }
  for (const { text, isJoined } of begun.values()) if (isJoined) yield lineOf(text);
}

const lineOf = (text: string): Uint8Array => Buffer.from(`${text}\n`, 'latin1');

function pieceOf(line: Buffer): Piece | undefined {
  return line[0] === '{'.charCodeAt(0) ? dockerPiece(line) : criPiece(line.toString('latin1'));
}

function criPiece(line: string): Piece | undefined {
  const [head, stream, tag] = CRI.exec(line) ?? [];
  return head === undefined ? undefined : { stream: stream!, text: line.slice(head.length), goesOn: tag === 'P' };
}

function dockerPiece(line: Buffer): Piece | undefined {
  const [, json, stream] = DOCKER.exec(line.toString('latin1')) ?? [];
  const text = json === undefined ? undefined : unescaped(json);
  return text === undefined ? undefined : { stream: stream!, text, goesOn: !text.endsWith('\n') };
}

/** Undefined if it is no JSON. */
function unescaped(json: string): string | undefined {
  try {
    return Buffer.from(JSON.parse(Buffer.from(json, 'latin1').toString())).toString('latin1');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** One that is too long is left out: no log has it. */
async function* linesOf(source: ByteSource, budget: Budget): AsyncGenerator<Buffer> {
  let begun: Buffer = Buffer.alloc(0);
  for await (const chunk of streamOf(source)) {
    budget.checkTime();
    const bytes = begun.length === 0 ? bufferOf(chunk) : Buffer.concat([begun, chunk]);
    let from = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
      yield bytes.subarray(from, end);
      from = end + 1;
    }
    begun = bytes.length - from > MAX_LINE_BYTES ? Buffer.alloc(0) : Buffer.from(bytes.subarray(from));
  }
  if (begun.length > 0) yield begun;
}
