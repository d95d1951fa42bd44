// @differentiable
export function f(a: readonly number[], x: number): number {
  const b = new Float64Array(a);
  for (let i = 0; i < b.length; i++) {
    const old = b[i]!;
    b[i] = x * old * old;
    const wave = Math.sin(b[i]!);
    b[i] = old + wave;
  }
  let s = 0;
  for (let i = 0; i < b.length; i++) s += b[i]! * b[i]!;
  return s;
}

// @differentiable
export function between(a: readonly number[], x: number): number {
  const b = new Float64Array(a);
  for (let i = 0; i < b.length; i++) {
    const old = b[i]!;
    b[i] = x;
    let wave = 0;
    for (let k = 0; k < b.length; k++) wave += Math.sin(b[k]! * x);
    b[i] = old - wave;
  }
  let s = 0;
  for (let i = 0; i < b.length; i++) s += b[i]! * b[i]!;
  return s;
}

// @check f([0.4, 1.3], 0.7)
// @check between([0.4, 1.3, 0.2], 0.7)
