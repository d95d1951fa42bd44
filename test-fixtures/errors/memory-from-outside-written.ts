declare function pool(size: number): number[];

// @differentiable
export function filled(x: number, k: number): number {
  const a = pool(3);
  for (let i = 0; i < 3; i++) a[i] = x * k; // @expect AD2018
  return a[0]! * x;
}

// @differentiable
export function seen(x: number, k: number): number {
  const a = pool(0);
  const b = pool(0);
  a.push(x * k); // @expect AD2018
  return b[0]! * x;
}

// @differentiable wrt: x
export function read(x: number, k: number): number {
  const a = pool(0);
  a[0] = k;
  const copy = a.slice();
  copy[1] = x;
  return a[0]! * x * copy[1]!;
}
