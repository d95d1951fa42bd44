/** Seeds of whose programs every oracle says that they are right: all of a run, but for those between the ranges, which are findings. */
export const cleanRanges: readonly (readonly [first: number, programs: number])[] = [
  [850_001, 137],
  [850_139, 33],
  [850_173, 115],
  [850_289, 158],
  [850_448, 62],
];
