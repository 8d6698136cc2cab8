/** Whether `text` contains eight consecutive bytes of `secret`: as they are, in hex, or in base64 of any alignment. */
export function showsSecret(text: string, secret: Uint8Array): boolean {
  const bytes = Buffer.from(secret);
  const printable = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  const shifted = [0, 1, 2].map((by) => bytes.subarray(by).toString('base64'));
  return (
    (printable && sharesPiece(text, bytes.toString('latin1'), 8)) ||
    sharesPiece(text, bytes.toString('hex'), 16) ||
    shifted.some((base64) => sharesPiece(text, base64, 10))
  );
}

function sharesPiece(text: string, secret: string, characters: number): boolean {
  // A quick first test. Wherever a common piece begins, it contains the next multiple of `step` and enough characters
  // after it. There are fewer such pieces to search for.
  const step = characters >> 1;
  return holdsOne(text, secret, characters - step + 1, step) && holdsOne(text, secret, characters, 1);
}

function holdsOne(text: string, secret: string, characters: number, step: number): boolean {
  const pieces = new Set<string>();
  for (let at = 0; at + characters <= secret.length; at += step) pieces.add(secret.slice(at, at + characters));
  // A few pieces are searched for one by one, which is four times as fast; many are looked up at each position.
  if (pieces.size < 300) return [...pieces].some((piece) => text.includes(piece));
  for (let at = 0; at + characters <= text.length; at++) if (pieces.has(text.slice(at, at + characters))) return true;
  return false;
}
