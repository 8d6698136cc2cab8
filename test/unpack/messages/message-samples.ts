/** Samples of what mail and patches carry. */

import { deflateRawSync, gzipSync } from 'node:zlib';
import { apportReport } from '../../builders/apport-report.ts';
import { characterDump } from '../../builders/character-dump.ts';
import { signedInPieces } from '../../builders/cms.ts';
import { packRtf } from '../../builders/compressed-rtf.ts';
import { binaryHunk } from '../../builders/git-patch.ts';
import { mysqlColumnOf, mysqlLiteralOf } from '../../builders/mysql.ts';
import {
  armoured,
  compressedPacket,
  literalPacket,
  onePassPacket,
  signaturePacket,
} from '../../builders/openpgp-message.ts';
import { uuencoded } from '../../builders/uuencode.ts';
import { asWindowsText } from '../../builders/windows-text.ts';
import type { ContainerSample } from '../container-samples.ts';

const mark = (where: string): string => `<mark of ${where}>`;

export function openpgpSamples(): readonly ContainerSample[] {
  const signed = Buffer.concat([
    onePassPacket(),
    literalPacket(mark('name'), `${mark('start')}${'x'.repeat(3000)}${mark('end')}`, 'parts'),
    signaturePacket(mark('notation')),
  ]);
  const marks = ['name', 'start', 'end', 'notation'].map(mark);
  const packed = compressedPacket(
    1,
    Buffer.concat([deflateRawSync(literalPacket('a', 'x'.repeat(99))), Buffer.from(mark('behind deflate'))]),
  );
  const two = Buffer.concat([onePassPacket(), packed, literalPacket('b', mark('second')), Buffer.from(mark('behind'))]);
  const text = `${armoured(signed, { lines: `Comment: ${mark('comment')}\n` })}${mark('behind')}`;
  return [
    { variant: 'signed, in parts', bytes: signed, marks },
    { variant: 'compressed, and more', bytes: two, marks: ['behind deflate', 'second', 'behind'].map(mark) },
    { variant: 'armoured', bytes: Buffer.from(text), marks: [...marks, mark('comment'), mark('behind')] },
  ];
}

export function compressedRtfSamples(): readonly ContainerSample[] {
  const rtf = `{\\rtf1\\ansi ${mark('start')}${'some text '.repeat(20_000)}${mark('end')}}`;
  const bytes = Buffer.concat([packRtf(rtf), Buffer.from(`\0\0${mark('behind')}`)]);
  return [{ variant: 'and more behind it', bytes, marks: ['start', 'end', 'behind'].map(mark) }];
}

export function cmsContentSamples(): readonly ContainerSample[] {
  const data = Buffer.from(`${mark('start')}${'some text '.repeat(20_000)}${mark('end')}`);
  const certificate = Buffer.from(mark('certificate'));
  return [
    {
      variant: 'signed',
      bytes: signedInPieces(data, 4096, certificate),
      marks: ['start', 'end', 'certificate'].map(mark),
    },
  ];
}

export function uuencodeSamples(): readonly ContainerSample[] {
  const data = `${mark('start')}${'some text '.repeat(20_000)}${mark('end')}`;
  const text = `${uuencoded(mark('name'), data)}${uuencoded('b', mark('second'), ' ')}${mark('behind')}`;
  return [
    {
      variant: 'two files and text',
      bytes: Buffer.from(text),
      marks: ['start', 'end', 'name', 'second', 'behind'].map(mark),
    },
  ];
}

export function characterDumpSamples(): readonly ContainerSample[] {
  const data = Buffer.from(`${mark('start')}${'some text '.repeat(2000)}${mark('end')}`);
  return [
    {
      variant: 'text around it',
      bytes: Buffer.from(`${characterDump(data)}${mark('behind')}`),
      marks: ['start', 'end', 'behind'].map(mark),
    },
  ];
}

export function foldedLinesSamples(): readonly ContainerSample[] {
  const [cut, again, last] = ['cut', 'cut again', 'last'].map(mark) as [string, string, string];
  const broken = (text: string, lineBreak: string) =>
    [text.slice(0, 4), text.slice(4, 9), text.slice(9)].join(lineBreak);
  return [
    ['ldapsearch', '# extended LDIF\n#\n# LDAPv3\n\ndn: o=example\n', '\n'],
    ['version first', 'version: 1\n\ndn:: bz1leGFtcGxl\n', '\n'],
    ['iCalendar', 'BEGIN:VCALENDAR\r\n', '\r\n'],
    ['iCalendar of Outlook', 'BEGIN:VCALENDAR\r\n', '\r\n', '\t'],
    ['vCard', 'BEGIN:VCARD\r\n', '\r\n'],
    ['manifest', 'Manifest-Version: 1.0\r\n', '\r\n'],
  ].map(([variant, head, end, blank = ' ']) => {
    const [one, two, four] = [cut, again, last].map((text) => broken(text, end + blank));
    const lines = [`a: ${one}`, `b: ${two}`, 'c: whole', `d: ${four}`];
    return { variant: variant!, bytes: Buffer.from(head + lines.join(end)), marks: [cut, again, last] };
  });
}

export function apportSamples(): readonly ContainerSample[] {
  const text = { Architecture: mark('text'), ProcMaps: `${mark('maps')}\nof lines` };
  // Stored, so that they can be seen in what the container itself gives.
  const binary = {
    CoreDump: Buffer.from(`${mark('start')}${'some text '.repeat(6000)}${mark('end')}`),
    Other: Buffer.from(mark('other')),
  };
  return [
    {
      variant: 'two binary fields',
      bytes: apportReport(text, binary, { level: 0 }),
      marks: ['text', 'maps', 'start', 'end', 'other'].map(mark),
    },
  ];
}

export function gitBinaryPatchSamples(): readonly ContainerSample[] {
  const [fresh, old] = ['new', 'old'].map((which) => Buffer.from(`${mark(which)}${'some text '.repeat(3000)}`));
  const text = `GIT binary patch\n${binaryHunk('literal', fresh!)}${binaryHunk('literal', old!)}${mark('behind')}\n`;
  return [{ variant: 'both ways, and text', bytes: Buffer.from(text), marks: ['new', 'old', 'behind'].map(mark) }];
}

export function indexedBytesSamples(): readonly ContainerSample[] {
  const marks = ['mark-first', 'mark-second', 'mark-third'];
  const bytes = new Uint8Array(Buffer.from(marks.join(' and ')));
  return [{ variant: 'from its first index on', bytes: Buffer.from(JSON.stringify(bytes).slice(1)), marks }];
}

export function latin1TextSamples(): readonly ContainerSample[] {
  const packed = gzipSync(`${mark('start')}${'some text '.repeat(3000)}${mark('end')}`);
  // No codec of its own: what is packed stays packed.
  const marks = [mark('first'), mark('second'), mark('behind')];
  const inner = [packed.subarray(0, 64), Buffer.from(mark('first')), packed, Buffer.from(mark('second')), packed];
  const written = Buffer.concat(inner).toString('latin1');
  const behind = Buffer.from(`${'\n'.repeat(256)}${mark('behind')}`);
  const wide = Buffer.from(`${written}${'\n'.repeat(256)}`, 'utf16le');
  return [
    { variant: 'gzip, and text behind it', bytes: Buffer.concat([Buffer.from(written), behind]), marks },
    { variant: 'gzip in UTF-16, and text behind it', bytes: Buffer.concat([wide, behind]), marks },
    { variant: 'gzip in UTF-16, high byte first', bytes: Buffer.concat([Buffer.from(wide).swap16(), behind]), marks },
  ];
}

export function mysqlLiteralSamples(): readonly ContainerSample[] {
  // A sequence of a sequence, as keys begin.
  const marks = ['start', 'middle', 'behind'].map(mark);
  const bytes = Buffer.from(`0\x82\x04\x000\x0d\n${marks[0]}\0'\t\\${'x\n'.repeat(3000)}${marks[1]}`, 'latin1');
  const column = Buffer.concat([Buffer.from('\t'), mysqlColumnOf(bytes)]);
  return [
    { variant: 'a literal', bytes: Buffer.concat([mysqlLiteralOf(bytes), Buffer.from(`,'${marks[2]}');`)]), marks },
    { variant: 'a column', bytes: Buffer.concat([column, Buffer.from(`\t${marks[2]}\n`)]), marks },
  ];
}

export function textModeSamples(): readonly ContainerSample[] {
  // A sequence of a sequence, as keys begin.
  const marks = ['start', 'middle', 'end'].map(mark);
  const text = `0\x82\x04\x000\x0d\n${marks[0]}\n\r${marks[1]}\r\n${'x\n'.repeat(3000)}${marks[2]}\r`;
  return [{ variant: 'with carriage returns of its own', bytes: asWindowsText(Buffer.from(text, 'latin1')), marks }];
}

export function terminalRecordingSamples(): readonly ContainerSample[] {
  const events = (kind: string, text: string) => [...text].map((letter, at) => JSON.stringify([at / 8, kind, letter]));
  const marks = ['mark-shown', 'mark-typed', 'mark-title'];
  const lines = ['{"version": 2, "width": 80, "height": 24, "title": "mark-title"}'];
  lines.push(...events('o', 'text with mark-shown'), ...events('i', 'text with mark-typed'));
  return [{ variant: 'a letter an event', bytes: Buffer.from(`${lines.join('\n')}\n`), marks }];
}
