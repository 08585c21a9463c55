/** Last word of a Philox counter: what the random numbers are for. */
export const randomStreams = { langevin: 0, bussi: 1, velocities: 2, placement: 3 } as const;
export type RandomStream = (typeof randomStreams)[keyof typeof randomStreams];

/** The Philox key of a seed, an integer in [0, 2⁵³): its low 32 bits, then its high bits. */
export function seedKey(seed: number): readonly [low: number, high: number] {
  return [seed >>> 0, Math.floor(seed / 2 ** 32)];
}

/** Upper half of the 64-bit product of two 32-bit words. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return aHigh * bHigh + (middle >>> 16) + (carry >>> 16);
}

/**
 * Philox4x32-10, a counter-based generator: the same counter and key give the same four words.
 * Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11.
 *
 * @param words receives the four random words
 */
export function philox4x32(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  key: readonly [number, number],
  words: Uint32Array,
): void {
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd2511f53, c0);
    const low0 = Math.imul(0xd2511f53, c0);
    const high1 = multiplyHigh(0xcd9e8d57, c2);
    const low1 = Math.imul(0xcd9e8d57, c2);
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}

/** Uniform in (0, 1) from the upper 23 bits of a word: exact in float32 too. */
export function uniform23(word: number): number {
  return ((word >>> 9) + 0.5) * 2 ** -23;
}

/**
 * Three standard normal numbers of four random words (Box & Muller, Ann. Math. Stat. 29, 610 (1958)).
 *
 * @param gaussians receives them
 */
export function threeGaussians(words: Uint32Array, gaussians: Float64Array): void {
  const radius = Math.sqrt(-2 * Math.log(uniform23(words[0])));
  const angle = 2 * Math.PI * uniform23(words[1]);
  gaussians[0] = radius * Math.cos(angle);
  gaussians[1] = radius * Math.sin(angle);
  gaussians[2] = Math.sqrt(-2 * Math.log(uniform23(words[2]))) * Math.cos(2 * Math.PI * uniform23(words[3]));
}

/** Random numbers one after another, for set-ups: Philox words of the counters (n, 0, 0, stream), n = 0, 1, 2, … */
export class RandomSequence {
  readonly #key: readonly [number, number];
  readonly #words = new Uint32Array(4);
  #blocks = 0;
  #used = 4;

  /** @param seed an integer in [0, 2⁵³) */
  constructor(
    seed: number,
    private readonly stream: RandomStream,
  ) {
    this.#key = seedKey(seed);
  }

  /** Uniform in [0, 1), with 53 bits. */
  uniform(): number {
    if (this.#used === 4) this.#refill();
    const upper = this.#words[this.#used] >>> 5;
    const lower = this.#words[this.#used + 1] >>> 6;
    this.#used += 2;
    return (upper * 2 ** 26 + lower) * 2 ** -53;
  }

  /** Standard normal, of two uniforms. */
  gaussian(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  #refill(): void {
    const [low, high] = seedKey(this.#blocks++);
    philox4x32(low, high, 0, this.stream, this.#key, this.#words);
    this.#used = 0;
  }
}
