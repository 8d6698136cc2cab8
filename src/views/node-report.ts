/**
 * Diagnostic report of Node.js (JSON; documentation of Node.js, "Diagnostic report"). One region for each section of the outermost
 * object, so that a place reads `report environmentVariables`. No addresses: those in the report are text.
 */
import { FormatError } from '../model/errors.ts';
import { NO_MEMORY } from '../model/memory.ts';
import { beginsWithBrace } from './begins-with.ts';
import { type JsonSections, jsonSections } from './json-sections.ts';
import type { Region, Trouble, View, ViewReader } from './view.ts';

/** Reports have 20 KiB to some MiB; text beyond this has no section name. */
const MAX_BYTES = 64 << 20;

export const nodeReport: ViewReader = {
  id: 'node-report',
  title: 'Node.js diagnostic report',
  headBytes: 128,

  sniff(head: Uint8Array): boolean {
    if (!beginsWithBrace(head)) return false;
    const text = Buffer.from(head.subarray(0, nodeReport.headBytes)).toString('latin1');
    return /^\s*\{\s*"header"\s*:\s*\{\s*"reportVersion"\s*:/.test(text);
  },

  open(source): View {
    const head = source.read(0, Math.min(nodeReport.headBytes, source.size));
    if (!nodeReport.sniff(head)) throw new FormatError('diagnostic report: expected {"header": {"reportVersion": …');
    const found = jsonSections(source, MAX_BYTES);
    return {
      id: nodeReport.id,
      regions: regionsOf(found),
      memory: NO_MEMORY,
      troubles: troublesOf(found, source.size),
    };
  },
};

function regionsOf({ sections }: JsonSections): Region[] {
  return sections.map(({ key, offset, length }) => ({ offset, length, name: `report ${key}` }));
}

function troublesOf({ complete }: JsonSections, size: number): Trouble[] {
  if (complete || size > MAX_BYTES) return [];
  const message = `diagnostic report: expected the end of the JSON object, but the file ends at ${size}`;
  return [{ code: 'damaged', message }];
}
