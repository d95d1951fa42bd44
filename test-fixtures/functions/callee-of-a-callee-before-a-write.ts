function square(q: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < q.length; i++) sum += q[i]! * q[i]!;
  return sum;
}

function scaled(q: Float64Array, k: number): number {
  return square(q) * k;
}

// What the inner callee read is overwritten by the caller of the outer one.
// @differentiable
export function f(q0: Float64Array, k: number): number {
  const q = new Float64Array(q0.length);
  for (let i = 0; i < q.length; i++) q[i] = q0[i]! * 2;
  let total = 0;
  for (let step = 0; step < 2; step++) {
    total += scaled(q, k);
    for (let i = 0; i < q.length; i++) q[i] = Math.sin(q[i]!);
  }
  return total;
}

// @check f(new Float64Array([0.3, -0.5]), 0.7)
