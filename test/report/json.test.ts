import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import schema from '../../docs/report.schema.json' with { type: 'json' };
import { MAX_PLACES } from '../../src/model/finding.ts';
import { GAP_CODES } from '../../src/model/gap.ts';
import { CONFIDENCES, SEVERITIES } from '../../src/model/severity.ts';
import { renderJson } from '../../src/report/json.ts';
import { expectGolden } from './golden.ts';
import { hostileTexts } from './hostile-text.ts';
import { allowedExample, findingExample, gapExample, leakExample, verdictExample } from './verdict-example.ts';

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

function parsed(json: string) {
  const report = JSON.parse(json);
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  return report;
}

describe('the JSON Schema', () => {
  test('has the words of the model, in their order', () => {
    const { severity, confidence, gapCode } = schema.$defs;
    expect(severity.enum).toEqual([...SEVERITIES]);
    expect(confidence.enum).toEqual([...CONFIDENCES]);
    expect(gapCode.enum).toEqual([...GAP_CODES]);
    expect(schema.properties.policy.properties.failOn.enum).toEqual([...SEVERITIES, 'never']);
    expect(Object.keys(schema.properties.policy.properties.onGap.properties)).toEqual([...GAP_CODES]);
    expect(schema.properties.policy.properties.onGap.required).toEqual([...GAP_CODES]);
    expect(schema.$defs.finding.properties.places.maxItems).toBe(MAX_PLACES);
  });

  test('refuses a field that it does not name, wherever an object is', () => {
    const report = JSON.parse(renderJson(leakExample()));
    const objects = [
      ['report', report],
      ['tool', report.tool],
      ['artifact', report.artifacts[0]],
      ['finding', report.findings[0]],
      ['place', report.findings[0].places[0]],
      ['gap', report.gaps[0]],
      ['policy', report.policy],
      ['rule', report.rules[0]],
      ['stats', report.stats],
      ['omitted', report.omitted],
    ] as const;
    for (const [name, object] of objects) {
      object.secret = 'x';
      expect(validate(report), name).toBe(false);
      delete object.secret;
    }
    expect(validate(report)).toBe(true);
  });
});

describe('the JSON report', () => {
  test('of a leak is the golden file, and valid', () => {
    const json = renderJson(leakExample());
    parsed(json);
    expectGolden('report/leak.json', json);
  });

  test('of secrets that are allowed is the golden file, and valid', () => {
    const json = renderJson(allowedExample());
    parsed(json);
    expectGolden('report/allowed.json', json);
  });

  test('of a clean scan is the golden file, and valid', () => {
    const json = renderJson(verdictExample());
    parsed(json);
    expectGolden('report/clean.json', json);
  });

  test('writes an address as a string, whatever its size', () => {
    const place = { path: 'core', offset: 1, length: 2, address: 0xffff_ffff_ffff_ff00n };
    const report = parsed(renderJson(verdictExample({ findings: [findingExample({ places: [place] })] })));
    expect(report.findings[0].address).toBe('0xffffffffffffff00');
    expect(report.findings[0].places[0].address).toBe('0xffffffffffffff00');
  });

  test('keeps every name exactly', () => {
    const gaps = hostileTexts.map((text) => gapExample({ path: text, message: text }));
    const report = parsed(renderJson(verdictExample({ gaps })));
    expect(report.gaps.map((gap: { path: string }) => gap.path)).toEqual(hostileTexts);
  });

  test('has the facts of a finding in one order, whoever made them', () => {
    const render = (facts: Record<string, string>) =>
      renderJson(verdictExample({ findings: [findingExample({ facts })] }));
    expect(render({ b: '1', a: '2' })).toBe(render({ a: '2', b: '1' }));
  });

  test('keeps a fact that is called __proto__', () => {
    const facts = JSON.parse('{ "__proto__": "x", "sub": { "__proto__": "y" } }');
    const json = renderJson(verdictExample({ findings: [findingExample({ facts })] }));
    expect(json).toContain('"__proto__": "x"');
    expect(json).toContain('"__proto__": "y"');
  });

  test('that would be too long lists fewer places of each finding, then fewer findings, and counts what it omits', () => {
    const places = Array.from({ length: 1000 }, (_, offset) => ({ path: 'dist/a.zip!/core', offset, length: 1 }));
    const findings = Array.from({ length: 20 }, (_, index) =>
      findingExample({ fingerprint: `key:${index}`, places, count: 2500 }),
    );
    const verdict = verdictExample({ findings });

    const whole = parsed(renderJson(verdict));
    expect(whole.omitted).toEqual({ findings: 0, gaps: 0, places: 20 * 1500 });

    const shorter = parsed(renderJson(verdict, 100_000));
    expect(shorter.findings).toHaveLength(20);
    expect(shorter.findings[0].places.length).toBeLessThan(1000);
    expect(shorter.findings[0].places.length).toBeGreaterThan(1);
    expect(shorter.findings[0].count).toBe(2500);
    expect(shorter.omitted.places).toBe(20 * (2500 - shorter.findings[0].places.length));

    const shortest = parsed(renderJson(verdict, 10_000));
    expect(shortest.findings.length).toBeGreaterThan(0);
    expect(shortest.findings[0].places).toHaveLength(1);
    expect(shortest.omitted.findings).toBe(20 - shortest.findings.length);
  });

  test('that would be too long counts the gaps that it omits', () => {
    const gaps = Array.from({ length: 100 }, (_, index) => gapExample({ path: `dist/${index}` }));
    const report = parsed(renderJson(verdictExample({ gaps }), 20_000));
    expect(report.gaps.length).toBeGreaterThan(0);
    expect(report.gaps.length + report.omitted.gaps).toBe(100);
  });
});
