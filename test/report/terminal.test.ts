import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { renderTerminal } from '../../src/report/terminal.ts';
import { expectGolden } from './golden.ts';
import { allowedExample, findingExample, gapExample, leakExample, verdictExample } from './verdict-example.ts';

const plain = { styles: 'plain', width: 100 } as const;

describe('the terminal text', () => {
  test('of a leak is the golden file', () => {
    expectGolden('report/leak.terminal.txt', renderTerminal(leakExample(), plain));
  });

  test('of secrets that are allowed is the golden file', () => {
    expectGolden('report/allowed.terminal.txt', renderTerminal(allowedExample(), plain));
  });

  test('of a clean scan is the golden file', () => {
    expectGolden('report/clean.terminal.txt', renderTerminal(verdictExample(), plain));
  });

  test('of a scan that only has gaps is the golden file', () => {
    const gaps = [gapExample({ code: 'damaged', outcome: 'fail' }), gapExample()];
    expectGolden('report/gaps.terminal.txt', renderTerminal(verdictExample({ gaps }), plain));
  });

  test('with styles is the plain text with SGR sequences in it, wherever it is rendered', () => {
    for (const verdict of [leakExample(), verdictExample()]) {
      const styled = renderTerminal(verdict, { ...plain, styles: 'ansi' });
      expect(stripVTControlCharacters(styled)).toBe(renderTerminal(verdict, plain));
      expect(styled.replaceAll(/\u001b\[\d+m/g, '')).not.toContain('\u001b');
      expect(styled).toContain('\u001b[');
    }
  });

  test.each([
    ['critical', '\u001b[1m\u001b[31mCRITICAL'],
    ['high', '\u001b[31mHIGH'],
    ['medium', '\u001b[33mMEDIUM'],
    ['low', '\u001b[36mLOW'],
  ] as const)('colours the severity %s', (severity, start) => {
    const styled = renderTerminal(verdictExample({ findings: [findingExample({ severity })] }), {
      ...plain,
      styles: 'ansi',
    });
    expect(styled.startsWith(start)).toBe(true);
  });

  test.each([40, 60, 80, 120])(
    'has no line longer than %i characters, but for headings, digests, paths and links',
    (width) => {
      const long = `dist/app.zip!/${'deep/'.repeat(100)}server.key`;
      const findings = [findingExample({ places: [{ path: long, offset: 1, length: 2 }] })];
      const text = renderTerminal(verdictExample({ findings, gaps: [gapExample({ message: 'word '.repeat(60) })] }), {
        styles: 'plain',
        width,
      });
      for (const line of text.split('\n')) {
        if (/SHA-256|private-key-pem|!\/|^ +https:\S+$/.test(line)) continue;
        expect(line.length).toBeLessThanOrEqual(width);
      }
      expect(text).toMatch(/ dist\/app\.zip!?.*…\[\d+ characters\]….*\/server\.key$/m);
    },
  );

  test('does not tell that a format has no checksum, but whether one holds', () => {
    const text = (checksum: string): string =>
      renderTerminal(verdictExample({ findings: [findingExample({ facts: { checksum } })] }), plain);
    expect(text('none')).not.toContain('checksum');
    expect(text('invalid')).toContain('checksum invalid');
  });

  test('does not repeat the form that is beside the place, nor what the title says', () => {
    const places = [{ path: 'core', offset: 1, length: 2, form: 'bignum' }];
    const text = (form: string): string =>
      renderTerminal(verdictExample({ findings: [findingExample({ places, facts: { form, twin: true } })] }), plain);
    expect(text('bignum')).toContain('offset 1, as bignum');
    expect(text('bignum')).not.toMatch(/form bignum|twin/);
    expect(text('pem')).toContain('form pem');
  });

  test('says where secrets that do not fail begin, after those that do', () => {
    const one = (fails: boolean, fingerprint: string) => findingExample({ fails, fingerprint, severity: 'critical' });
    const text = (...findings: ReturnType<typeof one>[]): string => renderTerminal(verdictExample({ findings }), plain);
    const mixed = text(one(true, 'token:a'), one(false, 'token:b'), one(false, 'token:c'));
    const heads = mixed.match(/^CRITICAL|^ +\d+ more secrets?, which do(?:es)? not fail the job:$/gm);
    expect(heads?.map((head) => head.trim())).toEqual([
      'CRITICAL',
      '2 more secrets, which do not fail the job:',
      'CRITICAL',
      'CRITICAL',
    ]);
    expect(text(one(true, 'token:a'), one(false, 'token:b'))).toContain('1 more secret, which does not fail the job:');
    for (const alike of [text(one(true, 'token:a')), text(one(false, 'token:a'))])
      expect(alike).not.toContain('which do');
  });

  test('shows five places and counts the others exactly', () => {
    const places = Array.from({ length: 8 }, (_, offset) => ({ path: `dist/a.zip!/${offset}`, offset, length: 1 }));
    const text = renderTerminal(verdictExample({ findings: [findingExample({ places, count: 1234 })] }), plain);
    expect(text.match(/dist\/a\.zip!\/\d/g)).toHaveLength(5);
    expect(text).toContain('and 1,229 more places');
  });

  test('shows 200 secrets and 50 gaps, and counts the others', () => {
    const findings = Array.from({ length: 10_000 }, (_, index) => findingExample({ fingerprint: `key:${index}` }));
    const gaps = Array.from({ length: 60 }, () => gapExample());
    const text = renderTerminal(verdictExample({ findings, gaps }), plain);
    expect(text.match(/^CRITICAL/gm)).toHaveLength(200);
    expect(text.match(/^WARNS/gm)).toHaveLength(50);
    expect(text).toContain('9,800 more secrets; the JSON report (option json) lists them');
    expect(text).toContain('10 more places not scanned; the JSON report (option json) lists them');
  });

  test('gives the whole digest of a key, to compare it with', () => {
    const { facts } = findingExample();
    expect(renderTerminal(leakExample(), plain)).toContain(`SPKI SHA-256 ${facts.spkiSha256}`);
  });
});
