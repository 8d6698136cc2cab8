import { samplesOfAllDetectors } from '../contract/samples.ts';
import { type Flip, flips, nameOf } from '../support/flips.ts';
import { seededRandom } from '../support/seeded-random.ts';

/*
 * `npm run test:flips [SEED]`: at least 10,000 bits flipped in proved keys of every form, and as many a sample in the others. Fails
 * when anything is then proven that the sample does not hold. Shows what became of them and the processor time of the
 * dearest of each form, which is for reading: it fails nothing.
 */

const MIN_PROVED_FLIPS = 10_000;
const SLOW_MS = 50;

interface Row {
  readonly flips: number;
  readonly proved: number;
  readonly gone: number;
  readonly same: number;
  readonly wrong: number;
  readonly worstMs: number;
  readonly variant: string;
}

const all = await samplesOfAllDetectors();
const proved = all.flatMap(({ samples }) => samples).filter(({ confidence }) => confidence === 'proven').length;
const seed = Number(process.argv[2] ?? 1);
const made = [...flips(all, Math.ceil(MIN_PROVED_FLIPS / proved), seededRandom(seed))];

function row(ofForm: readonly Flip[]): Row {
  const count = (outcome: Flip['outcome']) => ofForm.filter((flip) => flip.outcome === outcome).length;
  const dearest = ofForm.reduce((worst, flip) => (flip.cpuMs > worst.cpuMs ? flip : worst));
  return {
    flips: ofForm.length,
    proved: ofForm.filter(({ sample }) => sample.confidence === 'proven').length,
    ...{ gone: count('gone'), same: count('same'), wrong: count('wrong') },
    ...{ worstMs: Math.round(dearest.cpuMs * 10) / 10, variant: dearest.sample.variant },
  };
}

const rows = all.map(({ detector }) => [detector.id, row(made.filter(({ id }) => id === detector.id))]);
console.table(Object.fromEntries(rows));
const total = row(made);
console.log(`seed ${seed}: ${total.flips} flips, ${total.proved} of them in proved keys; ${total.gone} leave nothing`);
console.log(
  `proven, ${total.same} leave the same key proven, ${total.wrong} another; the dearest took ${total.worstMs} ms`,
);
for (const flip of made.filter(({ cpuMs }) => cpuMs > SLOW_MS))
  console.log(`${flip.cpuMs.toFixed(1)} ms: ${nameOf(flip)}`);
for (const flip of made.filter(({ outcome }) => outcome === 'wrong')) {
  console.error(`proven, and not what the sample holds: ${nameOf(flip)}`);
  process.exitCode = 1;
}
