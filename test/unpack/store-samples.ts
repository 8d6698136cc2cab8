/** Images, repositories, documents and databases. Marks stand in what is packed, and in the plain bytes beside it. */
import { buildDockerImage, buildOciImage } from '../builders/image.ts';
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
