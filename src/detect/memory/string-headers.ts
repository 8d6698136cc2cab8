/**
 * Byte strings of several languages, and numbers of Common Lisp, recognised by the 64-bit words before them. Offsets before the
 * bytes:
 *   zend_string of PHP (Zend/zend_types.h):          24 u32 references, 20 u32 type and flags, 16 u64 hash or 0, 8 u64 length
 *   heap binary of Erlang (erl_term.h, erl_bits.h):  16 u64 words << 6 | tag, 8 u64 size: in bits with tag 0x20 (OTP 27 and later), in bytes
 *                                                   with 0x24; up to 64 bytes
 *   string of OCaml (caml/mlvalues.h):               8 u64 words << 10 | colour << 8 | 252; the last byte of the words is the number of
 *                                                   padding bytes before it. mirage-crypto-ec has a scalar in both orders
 *   vector of bytes of SBCL (early-objdef.lisp):     16 u64 tag of the kind of vector, 8 u64 length << 1: ironclad
 *   integer of SBCL:                                 8 u64 words << 8 | 17; one more word of zeros if the top bit is set
 */
import { BYTE_ARRAYS, type HeadedClaim } from './nominee.ts';

/** @param view with 24 bytes before `at` */
export function stringClaim(view: DataView, at: number): HeadedClaim | undefined {
  const low = view.getUint32(at - 8, true);
  if (view.getUint32(at - 4, true) !== 0) return undefined;
  if ((low & 0xff) === OCAML_STRING) return ocamlString(view, at, (low >>> 10) * WORD_BYTES);
  if (BYTE_ARRAYS.has(low) && isPhp(view, at)) return { length: low, spellings: ['big-endian'], form: 'php-string' };
  const bytes = erlangBytes(view, at, low);
  if (BYTE_ARRAYS.has(bytes)) return { length: bytes, spellings: ['big-endian'], form: 'erlang-binary' };
  return lispObject(view, at, low);
}

const WORD_BYTES = 8;
const OCAML_STRING = 252;

function ocamlString(view: DataView, at: number, room: number): HeadedClaim | undefined {
  if (room === 0 || at + room > view.byteLength) return undefined;
  const length = room - 1 - view.getUint8(at + room - 1);
  if (length < room - WORD_BYTES || !BYTE_ARRAYS.has(length)) return undefined;
  return { length, spellings: ['little-endian', 'big-endian'], form: 'ocaml-string' };
}

function lispObject(view: DataView, at: number, low: number): HeadedClaim | undefined {
  const words = low >>> 8;
  if ((low & 0xff) === LISP_BIGNUM && LISP_WORDS.has(words))
    return { length: WORD_BYTES * words, spellings: ['little-endian'], form: 'lisp-integer' };
  const [tag, rest] = [view.getUint32(at - 16, true), view.getUint32(at - 12, true)];
  const isVector = rest === 0 && tag < 0x100 && tag >= MIN_VECTOR && (tag & 3) === 1;
  if (!isVector || !BYTE_ARRAYS.has(low / 2)) return undefined;
  return { length: low / 2, spellings: ['big-endian'], form: 'lisp-bytes' };
}
const LISP_BIGNUM = 0x11;
/** Words for 256, 384 and 521 bits. */
const LISP_WORDS = new Set([4, 5, 6, 7, 9]);
/** Tags of numeric vectors start here (0x9d in SBCL 2.5); the one for bytes differs between releases. */
const MIN_VECTOR = 0x80;

/** IS_STRING in GC_TYPE_MASK, with only flags above it. */
function isPhp(view: DataView, at: number): boolean {
  const references = view.getUint32(at - 24, true);
  const type = view.getUint32(at - 20, true);
  return (type & 0x0f) === 6 && type < 0x400 && references > 0 && references < MAX_REFERENCES;
}
const MAX_REFERENCES = 1 << 24;

/** The header's number of words must agree: it counts the size and the bytes. */
function erlangBytes(view: DataView, at: number, size: number): number {
  const header = view.getUint32(at - 16, true);
  const tag = header & 0x3f;
  const bytes = tag === 0x20 ? size / 8 : tag === 0x24 ? size : 0;
  const words = 1 + Math.ceil(bytes / WORD_BYTES);
  return header >>> 6 === words && view.getUint32(at - 12, true) === 0 ? bytes : 0;
}
