import type { ContainerSample } from '../container-samples.ts';

const AT = '2025-01-01T10:00:00.000000001Z';
const MARKS = ['mark-in-two-pieces', 'mark-in-three-pieces', 'mark-beside-others'];
/** Each text that ends a line has its line end. */
const PIECES = [
  'mark-in-tw',
  'o-pieces\n',
  'more\n',
  'mark-in-',
  'three',
  '-pieces\n',
  'mark-beside-',
  'others and more\n',
];

export function containerLogSamples(): readonly ContainerSample[] {
  const cri = PIECES.map((text) => `${AT} stdout ${text.endsWith('\n') ? 'F' : 'P'} ${text.trimEnd()}\n`);
  const docker = PIECES.map((log) => `${JSON.stringify({ log, stream: 'stdout', time: AT })}\n`);
  return [
    { variant: 'Kubernetes', bytes: Buffer.from(cri.join('')), marks: MARKS },
    { variant: 'Docker', bytes: Buffer.from(docker.join('')), marks: MARKS },
  ];
}
