/** Numbers that look random and depend on a seed only: a run can be repeated. */
export type Random = () => number;

/** Uniform in [0, 1): mulberry32 started from a hash (FNV-1a) of a text. */
export function randomFrom(text: string): Random {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A direction without small components, so that no part of a derivative can hide behind another. */
export function directionOf(random: Random, size: number): readonly number[] {
  return Array.from({ length: size }, () => (random() < 0.5 ? -1 : 1) * (0.25 + 0.75 * random()));
}

export function oneOf<T>(random: Random, items: readonly T[]): T | undefined {
  return items[Math.floor(random() * items.length)];
}
