export { anchorPositions, inspectAll, inspectAt } from '../../src/contract/inspect-all.ts';
