/** Seeds of whose programs every oracle says that they are right: all of a run, but for those between the ranges, which are findings. */
export const cleanRanges: readonly (readonly [first: number, programs: number])[] = [
  [710_005, 41],
  [710_047, 73],
  [710_121, 56],
  [710_178, 82],
  [710_261, 75],
  [710_337, 178],
];
