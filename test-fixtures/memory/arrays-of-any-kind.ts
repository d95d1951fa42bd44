// Arrays of numbers of whatever kind: an integer array among them carries no derivative, and has no tangent or adjoint.
type Numbers = number[] | Float64Array | Float32Array | Int32Array | Uint8Array;
interface Series {
  readonly x: Numbers;
  readonly y: Numbers;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function distance(a: Numbers, b: Numbers): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2 * (1 + a[i]!);
  return Math.sqrt(sum);
}
// @check distance([1.5, 2, 3], new Float64Array([0.3, 1.1, 2.4]))
// @check distance(new Int32Array([1, 2, 3]), [0.3, 1.1, 2.4])
// @check distance([0.3, 1.1, 2.4], new Uint8Array([1, 2, 3]))

/** The integral by the trapezoidal rule. */
// @differentiable modes: jvp, vjp, grad, hvp
export function integral(data: Series): number {
  const { x, y } = data;
  let sum = 0;
  for (let i = 1; i < x.length; i++) sum += ((x[i]! - x[i - 1]!) * (y[i]! + y[i - 1]!) ** 2) / 2;
  return sum;
}
// @check integral({ x: new Int32Array([0, 1, 3]), y: new Float64Array([1.2, 1.7, 0.4]) })
// @check integral({ x: [0.2, 1.1, 3.3], y: new Uint8Array([1, 4, 2]) })

// @differentiable
export function softmax(scores: Numbers): Float64Array {
  const out = new Float64Array(scores.length);
  let total = 0;
  for (let i = 0; i < scores.length; i++) total += Math.exp(scores[i]! - Math.max(...scores));
  for (let i = 0; i < scores.length; i++) out[i] = Math.exp(scores[i]! - Math.max(...scores)) / total;
  return out;
}
// @check softmax([0.3, 1.2, 0.7])
// @check softmax(new Float32Array([0.5, 1.25, 0.75]))

// @differentiable
export function copied(values: Numbers, scale: number): number {
  const all = [...values, scale];
  all.reverse();
  const middle = values.slice(1, 3);
  let sum = 0;
  for (let i = 0; i < all.length; i++) sum += all[i]! * all[i]! * (i + 1);
  for (const one of middle) sum += one * scale;
  return sum;
}
// @check copied([0.3, 1.2, 0.7, 2.1], 1.3)
// @check copied(new Int32Array([3, 1, 2, 4]), 1.3)
// @check copied(new Float64Array([0.3, 1.2, 0.7, 2.1]), 1.3)

// @writes scaled(target)
// @differentiable
export function scaled(target: Float64Array | Int32Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = target[i]! * factor;
}
// @check scaled(new Float64Array([0.3, 1.2, 0.7]), 1.5)

// @differentiable
export function smallest(values: Numbers): number {
  let least = values[0]!;
  for (const value of values) if (value < least) least = value * 1.5;
  return least * least;
}
// @check smallest([1.3, 0.4, 2.2])
// @check smallest(new Float64Array([1.3, 0.4, 2.2]))

function swap(values: Numbers, i: number, j: number): void {
  const kept = values[j]!;
  values[j] = values[i]!;
  values[i] = kept;
}

// @differentiable
export function median(values: Numbers): number {
  const sorted = values.slice();
  for (let k = 0; k < sorted.length - 1;) {
    if (sorted[k]! <= sorted[k + 1]!) k++;
    else {
      swap(sorted, k, k + 1);
      k = 0;
    }
  }
  return sorted[1]! * sorted[1]!;
}
// @check median([1.3, 0.4, 2.2])
// @check median(new Float64Array([1.3, 0.4, 2.2]))
// @check median(new Int32Array([3, 1, 2]))

// @writes doubled(into)
// @differentiable
export function doubled(values: Numbers, into: Numbers = new Float64Array(values.length)): Numbers {
  for (let i = 0; i < values.length; i++) into[i] = values[i]! * values[i]! * 2;
  return into;
}
// @check doubled([1.3, 0.4], [])
// @check doubled(new Float64Array([1.3, 0.4]), [0.1, 0.2, 0.3])
// @check doubled(new Int32Array([1, 4]), new Float64Array(2))
