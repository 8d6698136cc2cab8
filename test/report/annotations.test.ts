import { error, notice, warning } from '@actions/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Annotation, MAX_ANNOTATIONS, renderAnnotations } from '../../src/report/annotations.ts';
import { expectGolden } from './golden.ts';
import { hostileCases } from './hostile-text.ts';
import { allowedExample, findingExample, gapExample, leakExample, verdictExample } from './verdict-example.ts';

const pretty = (annotations: readonly Annotation[]) => `${JSON.stringify(annotations, undefined, 2)}\n`;

function secrets(count: number, fields: Parameters<typeof findingExample>[0] = {}) {
  return Array.from({ length: count }, (_, index) => findingExample({ fingerprint: `key:${index}`, ...fields }));
}

test('secrets that are allowed have no annotation', () => {
  expect(renderAnnotations(allowedExample()).map(({ level }) => level)).toEqual(['error']);
});

test('annotations of a leak are the golden file', () => {
  expectGolden('report/leak.annotations.json', pretty(renderAnnotations(leakExample())));
});

test('a clean scan has no annotation', () => {
  expect(renderAnnotations(verdictExample())).toEqual([]);
});

describe('the level', () => {
  test.each([
    ['error', { fails: true, severity: 'low' }],
    ['warning', { fails: false, severity: 'critical' }],
    ['warning', { fails: false, severity: 'medium' }],
    ['notice', { fails: false, severity: 'low' }],
  ] as const)('is %s for a finding with %j', (level, fields) => {
    const [annotation] = renderAnnotations(verdictExample({ findings: [findingExample(fields)] }));
    expect(annotation!.level).toBe(level);
  });

  test.each([
    ['fail', ['error']],
    ['warn', ['warning']],
    ['ignore', []],
  ] as const)('of a gap whose outcome is %s is %j', (outcome, levels) => {
    const annotations = renderAnnotations(verdictExample({ gaps: [gapExample({ outcome })] }));
    expect(annotations.map(({ level }) => level)).toEqual(levels);
  });
});

test('what matched nothing is a warning, where it is counted at all', () => {
  const stats = { ...verdictExample().stats, leftOut: { hidden: 3, unmatched: 2 } };
  const annotations = renderAnnotations(
    verdictExample({ stats, gaps: Array.from({ length: 12 }, () => gapExample()) }),
  );
  expect(annotations).toHaveLength(MAX_ANNOTATIONS.warning);
  expect(annotations[0]).toMatchObject({ level: 'warning', title: '2 patterns that matched nothing' });
  expect(annotations.at(-1)!.title).toBe('And 4 more places not scanned');
});

describe('ten annotations of a level', () => {
  test('are nine errors, since setFailed is one too', () => {
    expect(MAX_ANNOTATIONS).toEqual({ error: 9, warning: 10, notice: 10 });
    expect(renderAnnotations(verdictExample({ findings: secrets(9) }))).toHaveLength(9);
  });

  test('end with one that counts the others and says where they are', () => {
    const findings = [...secrets(30), ...secrets(25, { fails: false, severity: 'low' })].map((finding, index) => ({
      ...finding,
      fingerprint: `key:${index}`,
    }));
    const gaps = Array.from({ length: 4 }, () => gapExample({ outcome: 'fail' }));
    const annotations = renderAnnotations(verdictExample({ findings, gaps }));
    const errors = annotations.filter(({ level }) => level === 'error');
    const notices = annotations.filter(({ level }) => level === 'notice');
    expect(errors).toHaveLength(9);
    expect(errors.at(-1)!.title).toBe('And 22 more secrets and 4 more places not scanned');
    expect(errors.at(-1)!.message).toMatch(
      /job summary and the JSON report .* list the others, as far as they have room\.$/,
    );
    expect(notices).toHaveLength(10);
    expect(notices.at(-1)!.title).toBe('And 16 more secrets');
  });

  test('keep the order of the verdict: what ranks first is shown', () => {
    const findings = secrets(20).map((finding, index) => ({ ...finding, title: `secret ${index}` }));
    const titles = renderAnnotations(verdictExample({ findings })).map(({ title }) => title);
    expect(titles.slice(0, 8)).toEqual(findings.slice(0, 8).map(({ title, rule }) => `${title} (${rule})`));
  });

  test('count a secret once, in however many artifacts it lies', () => {
    const findings = Array.from({ length: 12 }, (_, index) => findingExample({ artifact: `dist/${index}.zip` }));
    const annotations = renderAnnotations(verdictExample({ findings }));
    expect(annotations).toHaveLength(1);
    expect(annotations[0]!.message).toContain('and 11 more places (in 12 artifacts)');
  });
});

describe('the anchor', () => {
  test('is the outermost file, without a line for what lies inside it', () => {
    const [annotation] = renderAnnotations(verdictExample({ findings: [findingExample()] }));
    expect(annotation).toMatchObject({ file: 'dist/app.zip' });
    expect(annotation).not.toHaveProperty('startLine');
  });

  test('has the line of a file that lies open', () => {
    const places = [{ path: 'dist/a.txt', offset: 5, length: 9, line: 4 }];
    const [annotation] = renderAnnotations(
      verdictExample({ findings: [findingExample({ artifact: 'dist/a.txt', places })] }),
    );
    expect(annotation).toMatchObject({ file: 'dist/a.txt', startLine: 4 });
  });

  test('is left out where the name cannot be written as it is', () => {
    const artifact = 'dist/\u202egpj.exe';
    const [annotation] = renderAnnotations(verdictExample({ findings: [findingExample({ artifact })] }));
    expect(annotation).not.toHaveProperty('file');
    expect(annotation).not.toHaveProperty('startLine');
  });
});

describe('written by @actions/core', () => {
  afterEach(() => vi.restoreAllMocks());

  function writtenBy(deliver: () => void): string {
    const written: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
    deliver();
    vi.restoreAllMocks();
    return written.join('');
  }

  /** As ActionCommand.cs of actions/runner does: the line's first word, properties between commas, data, unescaped. */
  function parse(line: string): Annotation {
    const [, level, properties, data] = /^::(\w+) (.*?)::(.*)$/s.exec(line)!;
    const decode = (text: string) =>
      text
        .replaceAll('%0D', '\r')
        .replaceAll('%0A', '\n')
        .replaceAll('%3A', ':')
        .replaceAll('%2C', ',')
        .replaceAll('%25', '%');
    const pairs = properties!.split(',').map((pair): [string, string] => {
      const [name, ...value] = pair.split('=');
      return [name!, decode(value.join('='))];
    });
    const { title, file, line: startLine } = Object.fromEntries(pairs);
    const message = data!.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
    return {
      level: level as Annotation['level'],
      title: title!,
      message,
      ...(file === undefined ? {} : { file }),
      ...(startLine === undefined ? {} : { startLine: Number(startLine) }),
    };
  }

  test.each(hostileCases)('%s comes back as it was, and forges nothing', (_name, text) => {
    const findings = [
      findingExample({
        title: text,
        rule: text,
        artifact: text,
        preview: text,
        facts: { provider: text, issuer: text },
        places: [{ path: `${text}!/${text}`, offset: 1, length: 1, region: text, form: text }],
      }),
    ];
    const gaps = [gapExample({ path: text, message: text })];
    const annotations = renderAnnotations(verdictExample({ findings, gaps }));
    const write = { error, warning, notice };
    const lines = writtenBy(() => {
      for (const { level, message, ...properties } of annotations) write[level](message, properties);
    })
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
    expect(lines.map(parse)).toEqual(annotations);
    for (const { message } of annotations) expect(message.length).toBeLessThanOrEqual(4096);
  });
});
