import type { FixtureRow } from '../support/container-fixtures.ts';

/** What test/fixtures/containers/PROVENANCE.md says: of every fixture, who made it, and how. */
export function provenance(rows: readonly FixtureRow[]): string {
  const sections = rows.map(({ file, opens, by, version, run, isVisible, note, bytes }) => {
    const seen = isVisible ? 'the marker is stored plainly' : 'the marker is not to be seen in the file';
    const lines = [`## ${file}`, '', `${opens.join(', ')}; ${by} ${version}; ${bytes} bytes; ${seen}.`];
    if (note) lines.push('', note);
    lines.push('', '```sh', run.trim(), '```', '');
    return lines.join('\n');
  });
  return `${HEAD}\n${sections.join('\n')}`;
}

const HEAD = `# Where the fixtures come from

Written by \`test/recipes/make.ts\`, which made all of them with the packages of Debian 13 that are named here; do not edit.
\`note.txt\`, \`long.txt\` and \`other.txt\` are in \`test/recipes/recipe.ts\`. Where several programs took part, the package is
the one that wrote the format. No fixture holds a key: a test looks for the marker in them.

The RAR files are test data of rarfile 4.2 by Marko Kreen (https://github.com/markokr/rarfile), ISC License (\`NOTICE\`): no
program of Debian writes RAR. Their marker is a piece of the numbers in \`stest1.txt\`.

The message of Outlook and the drawings of Visio are test data of Apache POI 4.0.1 (https://github.com/apache/poi), Apache License 2.0 (\`NOTICE\`): no
program of Debian writes their formats. Their markers are what they say.
`;
