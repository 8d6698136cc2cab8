/**
 * What of the engine needs the catalogs of detectors and containers. A quarter of a second to load, most of a short run: the main thread
 * loads it, by `import()`, where it needs it, and not where workers do all the work.
 */
export { ruleCatalog } from '../detect/rule-catalog.ts';
export { planChain } from './chain.ts';
export { configuredChain } from './configured-chain.ts';
export { Examiner } from './examiner.ts';
export { prepareKnownSecrets } from './known-secrets.ts';
export { ruleIdsOf } from './plug-ins.ts';
export { readLeaves } from './read-leaves.ts';
export { readWatchList } from './read-watch-list.ts';
