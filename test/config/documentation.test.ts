import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfiguration } from '../../src/config/parse-configuration.ts';
import { allowSchema, configurationSchema, ownRuleSchema } from '../../src/config/schema.ts';
import { rules } from '../../src/run.ts';

const text = readFileSync('docs/configuration.md', 'utf8');
const blocks = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);
const known = { rules: (await rules()).map(({ id }) => id) };

describe('docs/configuration.md', () => {
  test.each(blocks)('has examples that are read: %j', async (block) => {
    const parsed = await parseConfiguration({ name: 'c.yml', bytes: Buffer.from(block) }, known, async () => undefined);
    expect(Array.isArray(parsed) ? parsed : []).toEqual([]);
  });

  test('names every key', () => {
    expect(blocks.length).toBeGreaterThan(3);
    for (const { shape } of [configurationSchema, ownRuleSchema, allowSchema])
      for (const key of Object.keys(shape)) expect(text).toContain(`\`${key}\``);
  });
});

describe('docs/config.schema.json', () => {
  const validate = new Ajv2020({ strict: false, formats: { date: true } }).compile(
    JSON.parse(readFileSync('docs/config.schema.json', 'utf8')),
  );

  test.each(blocks)('takes what is read: %j', (block) => {
    expect(validate(parse(block)) ? [] : validate.errors).toEqual([]);
  });

  test.each(['frobnicate: 1', 'fail-on: sometimes', 'allow: [{path: a}]', 'own-rules: [{id: a}]', 'rules: {jwt: on}'])(
    'refuses %j',
    (block) => {
      expect(validate(parse(block))).toBe(false);
    },
  );
});
