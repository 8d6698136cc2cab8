import * as nodeModule from 'node:module';
import { detectors as catalog, namedFiles, searches } from '../detect/catalog.ts';
import type { Detector } from '../detect/detector.ts';
import { KNOWN_SECRET } from '../detect/known/known-secret.ts';
import { UsageError } from '../model/errors.ts';
import { checkDetector } from './check-detector.ts';

/** A module with detectors from outside. */
export interface PlugIn {
  /** As the user named it. */
  readonly name: string;
  /** `file:`, or `data:` for a module whose text was handed in. */
  readonly url: string;
}

/**
 * Loads and checks the detectors of a plug-in; each thread does so for itself.
 * @throws UsageError that says what is wrong
 */
export async function loadPlugIn({ name, url }: PlugIn): Promise<readonly Detector[]> {
  provideInterface();
  const { detectors } = await importModule(name, url);
  if (!Array.isArray(detectors) || detectors.length === 0)
    throw new UsageError(`detectors: ${name}: expected an export \`detectors\`, a list with at least one, found none`);
  for (const [index, detector] of detectors.entries()) {
    const expected = checkDetector(detector);
    if (expected !== undefined)
      throw new UsageError(
        `detectors: ${name}: detector ${index + 1}${idText(detector)}: expected ${expected}, found something else`,
      );
  }
  return detectors;
}

/** Ids of all rules of the plug-ins. @throws UsageError as `loadPlugIn` does */
export async function ruleIdsOf(plugIns: readonly PlugIn[]): Promise<ReadonlySet<string>> {
  const loaded = await Promise.all(plugIns.map(loadPlugIn));
  return new Set(loaded.flat().map(({ id }) => id));
}

/** Examples and look-alikes that the module exports for its trial, by id; empty when it has none. */
export async function loadSamples({ name, url }: PlugIn): Promise<Readonly<Record<string, unknown>>> {
  const { samples } = await importModule(name, url);
  return typeof samples === 'object' && samples !== null ? (samples as Readonly<Record<string, unknown>>) : {};
}

/**
 * Ids are API, and a finding names one rule, so no two detectors may share one.
 * @param ownRules rules of the configuration
 * @throws UsageError
 */
export function assertUniqueIds(
  plugIns: readonly { readonly name: string; readonly detectors: readonly Detector[] }[],
  ownRules: readonly { readonly id: string }[] = [],
): void {
  const owners = new Map(
    [KNOWN_SECRET, ...catalog, ...searches, ...namedFiles].map(({ id }) => [id, 'keysieve itself']),
  );
  for (const { id } of ownRules) owners.set(id, 'the configuration');
  for (const { name, detectors } of plugIns) {
    for (const { id } of detectors) {
      const owner = owners.get(id);
      if (owner !== undefined)
        throw new UsageError(
          `detectors: ${name}: expected a unique id, found ${id}, which is one of ${owner}; rename it`,
        );
      owners.set(id, name);
    }
  }
}

async function importModule(
  name: string,
  url: string,
): Promise<{ readonly detectors?: unknown; readonly samples?: unknown }> {
  try {
    return await import(url);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const advice =
      code === 'ERR_UNKNOWN_FILE_EXTENSION'
        ? `this Node (${process.version}) runs JavaScript only; compile it, or use Node 22.18 or later`
        : code === 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING'
          ? 'Node runs no TypeScript in node_modules; a package has to bring JavaScript'
          : // For a module that was handed in, the URL is its whole text.
            message.replaceAll(url, name);
    throw new UsageError(`detectors: ${name}: cannot be loaded: ${advice}`);
  }
}

function idText(detector: unknown): string {
  const id = (detector as { id?: unknown } | null)?.id;
  return typeof id === 'string' && id.length <= 100 ? ` (${id})` : '';
}

/**
 * What plug-ins import. It always resolves to the version that is running, wherever the plug-in lies and whether or not
 * keysieve is installed there.
 */
const INTERFACE = 'keysieve/detector';
let isProvided = false;

function provideInterface(): void {
  if (isProvided) return;
  isProvided = true;
  const file = import.meta.url.endsWith('.ts') ? '../contract/plug-in-interface.ts' : './detector.js';
  const url = new URL(file, import.meta.url).href;
  if (nodeModule.registerHooks !== undefined) {
    nodeModule.registerHooks({
      resolve: (specifier, context, next) =>
        specifier === INTERFACE ? { url, shortCircuit: true } : next(specifier, context),
    });
    return;
  }
  // Before Node 22.15, hooks run in a thread of their own, which shares nothing with ours, so the hook is passed as
  // text.
  const source = `export const resolve = (specifier, context, next) =>
    specifier === ${JSON.stringify(INTERFACE)} ? { url: ${JSON.stringify(url)}, shortCircuit: true } : next(specifier, context);`;
  nodeModule.register(`data:text/javascript,${encodeURIComponent(source)}`);
}
