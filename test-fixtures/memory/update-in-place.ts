// What stood in an element is a term of what is stored there.

// @differentiable wrt: x modes: jvp, vjp, grad, hvp
// @check sameIndex([1, 2, 3], [0, 1, 1, 2, 0])
export function sameIndex(x: number[], at: number[]): number {
  for (const i of at) {
    x[i] = x[i]! + x[0]! * x[1]! - 2 * x[i]!;
    x[i]! -= Math.sin(x[2]!);
  }
  return x[0]! * x[1]! * x[2]!;
}

// @differentiable modes: jvp, vjp, grad, hvp
// @check written([1, 2, 3])
export function written(x: number[]): number {
  for (let i = 0; i < 2; i++) {
    const old = x[i]!;
    x[i] = x[i + 1]! * 2;
    x[i] = old + x[i]!;
    x[i] = x[i]! + (x[i] = 3 * old);
  }
  return x[0]! * x[1]! * x[2]!;
}

// @differentiable
// @check field({ a: 2, b: 3 })
export function field(r: { a: number; b: number }): number {
  const p = { ...r };
  p.a = p.a - (p.b - p.a * p.b);
  p.b -= p.a;
  p.b = 3 - p.b;
  p.a += (p.b = p.a * p.b);
  return p.a * p.b;
}

// @differentiable
// @check value(new Float64Array([1, 2]))
export function value(x: Float64Array): number {
  const y = new Float64Array(2);
  let s = 0;
  for (let i = 0; i < 2; i++) s += y[i]! += x[i]! * x[0]!;
  y[0]! -= y[1]! - s;
  return y[0]! * y[1]! + s;
}

function bump(x: number[], by: number): number {
  x[0]! += by;
  return by * 2;
}

// @differentiable modes: jvp, vjp, grad, hvp
// @check inCall([1, 2], 3)
export function inCall(x: number[], a: number): number {
  x[0] = x[0]! + bump(x, a * a) * x[1]!;
  return x[0] * x[0];
}

// @writes sameIndex(x)
// @writes written(x)
// @writes inCall(x)
