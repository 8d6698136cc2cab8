/** The sets of packages that `npm run test:clean` scans, in the order in which RESULTS.md has them. */
import {
  DEBIAN,
  DEBIAN_FIFTH,
  DEBIAN_FOURTH,
  DEBIAN_HELD_OUT,
  DEBIAN_THIRD,
  NPM,
  NPM_FIFTH,
  NPM_FIFTH_PACKED,
  NPM_FOURTH,
  NPM_HELD_OUT,
  NPM_THIRD,
} from './packages.ts';
import { DEBIAN_EIGHTH } from './packages-eighth.ts';
import { DEBIAN_ELEVENTH, NPM_ELEVENTH, NPM_ELEVENTH_PACKED } from './packages-eleventh.ts';
import { DEBIAN_FIFTEENTH, NPM_FIFTEENTH_PACKED } from './packages-fifteenth.ts';
import { DEBIAN_FOURTEENTH, NPM_FOURTEENTH, NPM_FOURTEENTH_PACKED } from './packages-fourteenth.ts';
import { DEBIAN_NINETEENTH, NPM_NINETEENTH_PACKED } from './packages-nineteenth.ts';
import { DEBIAN_NINTH, NPM_NINTH } from './packages-ninth.ts';
import { DEBIAN_SEVENTEENTH, NPM_SEVENTEENTH_PACKED } from './packages-seventeenth.ts';
import { DEBIAN_SEVENTH, NPM_SEVENTH_PACKED } from './packages-seventh.ts';
import { DEBIAN_SIXTEENTH, NPM_SIXTEENTH_PACKED } from './packages-sixteenth.ts';
import { DEBIAN_SIXTH, NPM_SIXTH_PACKED } from './packages-sixth.ts';
import { DEBIAN_TENTH, NPM_TENTH, NPM_TENTH_PACKED } from './packages-tenth.ts';
import { DEBIAN_THIRTEENTH, NPM_THIRTEENTH_PACKED } from './packages-thirteenth.ts';
import { DEBIAN_TWELFTH, NPM_TWELFTH_PACKED } from './packages-twelfth.ts';
import { DEBIAN_TWENTIETH, NPM_TWENTIETH_PACKED } from './packages-twentieth.ts';

/** Packages of one client. */
export interface Corpus {
  readonly name: string;
  /** Below the folder that the run works in. */
  readonly folder: string;
  readonly client: 'npm' | 'npm pack' | 'Debian';
  readonly packages: readonly string[];
}

const named = (text: string) => text.trim().split(/\s+/);

export const CORPORA: readonly Corpus[] = [
  { name: 'npm', folder: 'npm', client: 'npm', packages: named(NPM) },
  { name: 'Debian', folder: 'debian', client: 'Debian', packages: named(DEBIAN) },
  { name: 'npm, held out', folder: 'npm-held-out', client: 'npm', packages: named(NPM_HELD_OUT) },
  { name: 'Debian, held out', folder: 'debian-held-out', client: 'Debian', packages: named(DEBIAN_HELD_OUT) },
  { name: 'npm, third', folder: 'npm-third', client: 'npm', packages: named(NPM_THIRD) },
  { name: 'Debian, third', folder: 'debian-third', client: 'Debian', packages: named(DEBIAN_THIRD) },
  { name: 'npm, fourth', folder: 'npm-fourth', client: 'npm', packages: named(NPM_FOURTH) },
  { name: 'Debian, fourth', folder: 'debian-fourth', client: 'Debian', packages: named(DEBIAN_FOURTH) },
  { name: 'npm, fifth', folder: 'npm-fifth', client: 'npm', packages: named(NPM_FIFTH) },
  { name: 'npm, fifth, packed', folder: 'npm-fifth-packed', client: 'npm pack', packages: named(NPM_FIFTH_PACKED) },
  { name: 'Debian, fifth', folder: 'debian-fifth', client: 'Debian', packages: named(DEBIAN_FIFTH) },
  { name: 'npm, sixth', folder: 'npm-sixth', client: 'npm pack', packages: named(NPM_SIXTH_PACKED) },
  { name: 'Debian, sixth', folder: 'debian-sixth', client: 'Debian', packages: named(DEBIAN_SIXTH) },
  { name: 'npm, seventh', folder: 'npm-seventh', client: 'npm pack', packages: named(NPM_SEVENTH_PACKED) },
  { name: 'Debian, seventh', folder: 'debian-seventh', client: 'Debian', packages: named(DEBIAN_SEVENTH) },
  { name: 'Debian, eighth', folder: 'debian-eighth', client: 'Debian', packages: named(DEBIAN_EIGHTH) },
  { name: 'npm, ninth', folder: 'npm-ninth', client: 'npm', packages: named(NPM_NINTH) },
  { name: 'Debian, ninth', folder: 'debian-ninth', client: 'Debian', packages: named(DEBIAN_NINTH) },
  { name: 'npm, tenth', folder: 'npm-tenth', client: 'npm', packages: named(NPM_TENTH) },
  { name: 'npm, tenth, packed', folder: 'npm-tenth-packed', client: 'npm pack', packages: named(NPM_TENTH_PACKED) },
  { name: 'Debian, tenth', folder: 'debian-tenth', client: 'Debian', packages: named(DEBIAN_TENTH) },
  { name: 'npm, eleventh', folder: 'npm-eleventh', client: 'npm', packages: named(NPM_ELEVENTH) },
  {
    name: 'npm, eleventh, packed',
    folder: 'npm-eleventh-packed',
    client: 'npm pack',
    packages: named(NPM_ELEVENTH_PACKED),
  },
  { name: 'Debian, eleventh', folder: 'debian-eleventh', client: 'Debian', packages: named(DEBIAN_ELEVENTH) },
  { name: 'npm, twelfth', folder: 'npm-twelfth', client: 'npm pack', packages: named(NPM_TWELFTH_PACKED) },
  { name: 'Debian, twelfth', folder: 'debian-twelfth', client: 'Debian', packages: named(DEBIAN_TWELFTH) },
  { name: 'npm, thirteenth', folder: 'npm-thirteenth', client: 'npm pack', packages: named(NPM_THIRTEENTH_PACKED) },
  { name: 'Debian, thirteenth', folder: 'debian-thirteenth', client: 'Debian', packages: named(DEBIAN_THIRTEENTH) },
  { name: 'npm, fourteenth', folder: 'npm-fourteenth', client: 'npm', packages: named(NPM_FOURTEENTH) },
  {
    name: 'npm, fourteenth, packed',
    folder: 'npm-fourteenth-packed',
    client: 'npm pack',
    packages: named(NPM_FOURTEENTH_PACKED),
  },
  { name: 'Debian, fourteenth', folder: 'debian-fourteenth', client: 'Debian', packages: named(DEBIAN_FOURTEENTH) },
  { name: 'npm, fifteenth', folder: 'npm-fifteenth', client: 'npm pack', packages: named(NPM_FIFTEENTH_PACKED) },
  { name: 'Debian, fifteenth', folder: 'debian-fifteenth', client: 'Debian', packages: named(DEBIAN_FIFTEENTH) },
  { name: 'npm, sixteenth', folder: 'npm-sixteenth', client: 'npm pack', packages: named(NPM_SIXTEENTH_PACKED) },
  { name: 'Debian, sixteenth', folder: 'debian-sixteenth', client: 'Debian', packages: named(DEBIAN_SIXTEENTH) },
  { name: 'npm, seventeenth', folder: 'npm-seventeenth', client: 'npm pack', packages: named(NPM_SEVENTEENTH_PACKED) },
  { name: 'Debian, seventeenth', folder: 'debian-seventeenth', client: 'Debian', packages: named(DEBIAN_SEVENTEENTH) },
  { name: 'npm, nineteenth', folder: 'npm-nineteenth', client: 'npm pack', packages: named(NPM_NINETEENTH_PACKED) },
  { name: 'Debian, nineteenth', folder: 'debian-nineteenth', client: 'Debian', packages: named(DEBIAN_NINETEENTH) },
  { name: 'npm, twentieth', folder: 'npm-twentieth', client: 'npm pack', packages: named(NPM_TWENTIETH_PACKED) },
  { name: 'Debian, twentieth', folder: 'debian-twentieth', client: 'Debian', packages: named(DEBIAN_TWENTIETH) },
];
