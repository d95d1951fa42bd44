/** A stream of choices, drawn from fast-check's random numbers, so that its seeds make every program again. */
import type { Random } from "fast-check";

export class Choices {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** In [0, 1). */
  next(): number {
    return this.#random.nextInt(0, 0x3fff_ffff) / 0x4000_0000;
  }

  /** 0 … n − 1 */
  below(n: number): number {
    return this.#random.nextInt(0, n - 1);
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  /** The index of one of several, by weight; undefined where all weights are 0. */
  weighted(weights: readonly number[]): number | undefined {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (total <= 0) return undefined;
    let at = this.next() * total;
    for (const [i, weight] of weights.entries()) if (weight > 0 && (at -= weight) < 0) return i;
    return weights.findLastIndex((weight) => weight > 0);
  }
}
