export { type SeededRandom, seededRandom } from '../../src/contract/seeded-random.ts';
