function deep(x: number, n: number, stop: number): number {
  if (n === stop) throw new RangeError("bottom");
  if (n === 0) return x;
  return deep(Math.sin(x) + 1, n - 1, stop) * x;
}

function mending(x: number, n: number): number {
  if (n === 0) throw new Error("none left");
  try {
    return mending(x * x, n - 1) + x;
  } catch {
    return Math.sqrt(x) * n;
  }
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, stop: -1 | 1): number {
  let y = x;
  try {
    y = deep(x, 3, stop);
  } catch {
    y = y * y;
  }
  return y + mending(x, 3);
}

// @check f(1.2, -1)
// @check f(1.2, 1)
