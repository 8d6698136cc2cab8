import { gzipSync } from 'node:zlib';

/** As problem_report.py of Apport writes it: text first, then each binary value as gzip, one line of base64 for each piece of it. */
export function apportReport(
  text: Readonly<Record<string, string>>,
  binary: Readonly<Record<string, Uint8Array>>,
  { pieceBytes = 100_001, level = 9 } = {},
): Buffer {
  const fields = Object.entries(text).map(([name, value]) =>
    value.includes('\n') ? `${name}:\n ${value.replaceAll('\n', '\n ')}` : `${name}: ${value}`,
  );
  for (const [name, value] of Object.entries(binary)) {
    const packed = gzipSync(value, { level });
    // Its header is the first piece.
    const cuts = [0, 10];
    for (let at = 10 + pieceBytes; at < packed.length; at += pieceBytes) cuts.push(at);
    const lines = cuts.map((start, index) => packed.subarray(start, cuts[index + 1]).toString('base64'));
    fields.push(`${name}: base64\n ${lines.join('\n ')}`);
  }
  return Buffer.from(`ProblemType: Crash\n${fields.join('\n')}\n`);
}
