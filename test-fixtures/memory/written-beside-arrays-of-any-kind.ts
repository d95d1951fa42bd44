// What is written may be the memory of another argument, whatever kind of array that is; fields that are private to a class are read by name.
type Numbers = number[] | Float64Array | Int32Array;

// @writes lowered(into)
// @differentiable
export function lowered(values: Numbers, into: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < into.length; i++) {
    into[i] = into[i]! - values[i]! * 0.5;
    sum += into[i]! * into[i]!;
  }
  return sum;
}
// @check lowered([1.5, 2], new Float64Array([0.3, 1.1]))
// @check lowered(new Float64Array([1.5, 2]), new Float64Array([0.3, 1.1]))
// @check lowered(new Int32Array([1, 2]), new Float64Array([0.3, 1.1]))

export class Contour {
  constructor(private lines: number[][]) {}

// @writes Contour_shift(self)
  // @differentiable
  shift(by: number): number {
    let sum = 0;
    for (const line of this.lines) {
      line[0] = line[0]! + by;
      sum += line[0]! * line[1]!;
    }
    return sum;
  }
}
// @check Contour_shift(new Contour([[0.3, 1.2], [0.7, 2]]), 1.5)
