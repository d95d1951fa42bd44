// @differentiable
export function f(x: number): number {
  const stack = [x];
  let s = 0;
  for (let k = 0; k < 4; k++) {
    const t = stack.pop();
    if (t !== undefined) s += t * t; else stack.push(x * s + k);
  }
  return s;
}

// @check f(1.3)
