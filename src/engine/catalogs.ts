/**
 * The part of the engine that needs the catalogs of detectors and containers. Loading them takes a quarter of a second,
 * which is most of a short run. So the main thread loads this module by `import()`, and only when it needs it; where
 * workers do all the work, it does not.
 */
export { ruleCatalog } from '../detect/rule-catalog.ts';
export { planChain } from './chain.ts';
export { configuredChain } from './configured-chain.ts';
export { Examiner } from './examiner.ts';
export { prepareKnownSecrets } from './known-secrets.ts';
export { ruleIdsOf } from './plug-ins.ts';
export { readLeaves } from './read-leaves.ts';
export { readWatchList } from './read-watch-list.ts';
