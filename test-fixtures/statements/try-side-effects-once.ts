function note(x: number, log: string[]): number {
  log.push("called");
  console.log("called");
  if (log.length > 2) throw new RangeError("enough");
  return x * x;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  const log: string[] = [];
  let s = x;
  try {
    for (;;) s += note(s, log) * 0.1;
  } catch (e) {
    console.log("caught", (e as Error).message);
    s = s * log.length;
  } finally {
    console.log("done");
  }
  return s;
}

// @check f(0.7)
