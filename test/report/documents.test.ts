import { expect, test } from 'vitest';
import { documentsFor } from '../../src/report/documents.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { leakExample } from './verdict-example.ts';

test('each report file that is asked for is made, under the name that was given, and no other', () => {
  const verdict = leakExample();
  const json = { file: 'a.json', text: renderJson(verdict) };
  const sarif = { file: 'b/c.sarif', text: renderSarif(verdict) };
  expect(documentsFor(verdict, {})).toEqual([]);
  expect(documentsFor(verdict, { json: 'a.json', sarif: undefined })).toEqual([json]);
  expect(documentsFor(verdict, { json: 'a.json', sarif: 'b/c.sarif' })).toEqual([json, sarif]);
});
