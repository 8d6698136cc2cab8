/** Images, repositories, documents and databases. Marks stand in what is packed, and in the plain bytes beside it. */
import { buildAsar } from '../builders/asar.ts';
import { buildBundle, buildDelta, buildPack, looseObject } from '../builders/git.ts';
import { buildDockerImage, buildOciImage } from '../builders/image.ts';
import { setupList } from '../builders/inno-setup.ts';
import { buildJournal, lz4Value } from '../builders/journal.ts';
import { storedFields } from '../builders/lucene.ts';
import { buildPdf } from '../builders/pdf.ts';
import { buildPhar } from '../builders/phar.ts';
import { mozLz4, ostreeFile, redisCommands, redisDump, xalz } from '../builders/redis.ts';
import { buildSqlite } from '../builders/sqlite.ts';
import { unityBundle } from '../builders/unity-bundle.ts';
import type { ContainerSample } from './container-samples.ts';

const mark = (where: string): string => `<mark of ${where}>`;

export function imageSamples(): readonly ContainerSample[] {
  const layers = [
    { files: { 'etc/key.pem': mark('a deleted file'), 'a.txt': mark('a file') } },
    { files: { 'etc/.wh.key.pem': '', [mark('a name')]: 'x' }, packed: 'gzip' as const },
    { files: {}, bytes: Buffer.from(mark('a layer that is none')) },
  ];
  const image = { layers, config: { config: { Env: [mark('environment')] } } };
  const marks = ['a deleted file', 'a file', 'a name', 'a layer that is none', 'environment'].map(mark);
  const extra = [{ name: 'blobs/sha256/none', data: mark('a blob that nothing names') }];
  return [
    { variant: 'docker save', bytes: buildDockerImage(image), marks },
    {
      variant: 'OCI image layout',
      bytes: buildOciImage([image], { manifestsLast: true, extra }),
      marks: [...marks, mark('a blob that nothing names')],
    },
    { variant: 'OCI image layout, index of an index', bytes: buildOciImage([image], { nested: true }), marks },
  ];
}

export function gitPackSamples(): readonly ContainerSample[] {
  const base = mark('a blob');
  const delta = buildDelta(base.length, [{ copy: [0, base.length] }, mark('a delta')]);
  const records = [
    { type: 'blob', data: base },
    { base: 0, data: delta },
    { type: 'tree', data: `100644 ${mark('a name')}\0hash` },
    { type: 'commit', data: mark('a commit') },
  ] as const;
  const bytes = buildPack(records, { suffix: mark('behind') });
  const lost = buildPack([records[0], { base: '0'.repeat(40), data: delta }, records[3]]);
  const marks = ['a blob', 'a delta', 'a commit'].map(mark);
  return [
    { variant: 'whole', bytes, marks: [...marks, mark('a name'), mark('behind')] },
    { variant: 'thin', bytes: lost, marks },
  ];
}

export function gitObjectSamples(): readonly ContainerSample[] {
  const text = `${mark('start')}${'x'.repeat(100_000)}${mark('end')}`;
  const bytes = Buffer.concat([looseObject('blob', text), Buffer.from(mark('behind'))]);
  return [{ variant: 'blob', bytes, marks: ['start', 'end', 'behind'].map(mark) }];
}

export function gitBundleSamples(): readonly ContainerSample[] {
  const pack = Buffer.from(`PACK ${mark('pack')}`);
  const bytes = buildBundle([`${'0'.repeat(40)} refs/heads/${mark('reference')}`, `-${mark('base')}`], pack);
  return [{ variant: 'version 2', bytes, marks: ['pack', 'reference', 'base'].map(mark) }];
}

export function pdfSamples(): readonly ContainerSample[] {
  const bytes = buildPdf(
    [
      { data: mark('a page'), filters: ['FlateDecode'] },
      { data: mark('text'), filters: ['ASCII85Decode', 'LZWDecode'], entries: { Note: `(${mark('a dictionary')})` } },
      { data: mark('plain') },
      { data: `${'x'.repeat(300_000)}${mark('the end of a long stream')}`, filters: ['FlateDecode'] },
      { data: mark('hex'), filters: ['ASCIIHexDecode'] },
    ],
    { suffix: mark('behind'), prefix: mark('before') },
  );
  const marks = ['a page', 'text', 'a dictionary', 'plain', 'the end of a long stream', 'hex', 'behind', 'before'];
  return [{ variant: 'filters', bytes, marks: marks.map(mark) }];
}

export function sqliteSamples(): readonly ContainerSample[] {
  // The mark lies across the end of a page, and between the halves stand other pages.
  const split = (where: string): string => `${'x'.repeat(440)}${mark(where)}`.padEnd(2000, 'x');
  const payload = (where: string): string => split(where).repeat(2);
  const bytes = buildSqlite([
    { kind: 'table', records: [{ payload: mark('a record that fits') }, { payload: payload('a table') }] },
    { kind: 'index', records: [{ payload: payload('an index') }] },
  ]);
  return [{ variant: 'records that overflow', bytes, marks: ['a record that fits', 'a table', 'an index'].map(mark) }];
}

export function journalSamples(): readonly ContainerSample[] {
  const objects = [
    { payload: lz4Value(`MESSAGE=${mark('LZ4')}`), flags: 2 },
    { payload: mark('plain') },
    { payload: mark('xz, as it lies'), flags: 1 },
  ];
  const marks = ['LZ4', 'plain', 'xz, as it lies'].map(mark);
  return [false, true].map((compact) => ({
    variant: compact ? 'compact' : 'regular',
    bytes: buildJournal(objects, { compact }),
    marks,
  }));
}

export const unityFsSamples = (): readonly ContainerSample[] => {
  const blocks = [{ content: '<mark-first>' }, { content: '<mark-middle>', method: 0 }, { content: '<mark-last>' }];
  const marks = blocks.map(({ content }) => content);
  return [
    { variant: 'table in front', bytes: unityBundle({ blocks }), marks },
    { variant: 'table at the end', bytes: unityBundle({ blocks, flags: 0xc0 }), marks },
  ];
};

export function asarSamples(): readonly ContainerSample[] {
  const files = {
    'package.json': { data: mark('a file') },
    [`lib/${mark('a name')}`]: { data: mark('another file') },
    large: { data: `${'x'.repeat(400_000)}${mark('the end of a large file')}` },
  };
  const marks = ['a file', 'a name', 'another file', 'the end of a large file', 'between', 'behind'].map(mark);
  const bytes = buildAsar(files, { between: mark('between'), suffix: mark('behind') });
  return [{ variant: 'files', bytes, marks }];
}

export function redisSamples(): readonly ContainerSample[] {
  const values = {
    [mark('a key')]: mark('a value'),
    'session:1': { packed: `${'x'.repeat(30)}${mark('a packed value')}` },
  };
  const marks = ['a key', 'a value', 'a packed value'].map(mark);
  const commands = Buffer.from(`*3\r\n$3\r\nSET\r\n${mark('a command')}`);
  return [
    { variant: 'Redis', bytes: redisDump(values), marks },
    { variant: 'Valkey, without a checksum', bytes: redisDump(values, { magic: 'VALKEY080', hasSum: false }), marks },
    {
      variant: 'with commands behind it',
      bytes: Buffer.concat([redisDump(values), commands]),
      marks: [...marks, mark('a command')],
    },
  ];
}

export function redisCommandsSamples(): readonly ContainerSample[] {
  const commands = redisCommands([
    ['SELECT', '0'],
    ['SET', 'a_key', mark('a value')],
    ['SADD', 'set', mark('a member')],
    ['HSET', 'h', 'name', 'app', 'field', mark('a field')],
  ]);
  const marks = ['a value', 'a member', 'a field'].map(mark);
  return [
    { variant: 'commands', bytes: commands, marks },
    { variant: 'with times', bytes: Buffer.concat([Buffer.from('#TS:1700000000\r\n'), commands]), marks },
  ];
}

export function ostreeSamples(): readonly ContainerSample[] {
  const bytes = Buffer.concat([
    ostreeFile(mark('a file'), { attribute: mark('an attribute') }),
    Buffer.from(mark('behind')),
  ]);
  return [{ variant: 'a file', bytes, marks: ['a file', 'an attribute', 'behind'].map(mark) }];
}

export function mozLz4Samples(): readonly ContainerSample[] {
  const marks = ['a cookie', 'a form', 'an address'].map(mark);
  return [{ variant: 'a session', bytes: mozLz4(JSON.stringify(marks)), marks }];
}

export function luceneSamples(): readonly ContainerSample[] {
  const marks = ['a document', 'an address', 'a message'].map(mark);
  return ['Fast', 'High'].map((mode) => ({
    variant: `${mode}, and text behind it`,
    bytes: Buffer.concat([
      storedFields(marks, { name: `Lucene90StoredFields${mode}Data` }),
      Buffer.from(mark('text behind')),
    ]),
    marks: [...marks, mark('text behind')],
  }));
}

export function xalzSamples(): readonly ContainerSample[] {
  const marks = ['a string', 'a resource', 'an attribute'].map(mark);
  return [
    { variant: 'an assembly', bytes: xalz(marks.join('')), marks },
    {
      variant: 'an assembly, and text behind it',
      bytes: Buffer.concat([xalz(marks.join('')), Buffer.from(mark('text behind'))]),
      marks: [...marks, mark('text behind')],
    },
  ];
}

export function pharSamples(): readonly ContainerSample[] {
  const marks = ['a packed file', 'a stored file', 'a name', 'metadata', 'metadata of a file', 'a signature'].map(mark);
  const files = [
    { name: `src/${mark('a name')}.php`, content: mark('a packed file'), metadata: mark('metadata of a file') },
    { name: 'stored', content: mark('a stored file'), isStored: true },
    { name: 'empty', content: '' },
  ];
  const stub = '__HALT_COMPILER(); ?>\n';
  return [
    {
      variant: 'its list',
      bytes: buildPhar(files, { stub, metadata: mark('metadata'), signature: mark('a signature') }),
      marks,
    },
  ];
}

export const innoSetupSamples = (): readonly ContainerSample[] => [
  {
    variant: 'a list',
    bytes: setupList(['mark-first', 'mark-second', 'mark-third'], { isPacked: false }),
    marks: ['mark-first', 'mark-second', 'mark-third'],
  },
];
