function safe(x: number): number {
  try { // @expect AD2004
    return Math.sqrt(x);
  } finally {
    console.log("done");
  }
}

// @differentiable
export function f(x: number): number {
  return safe(x) * x;
}
