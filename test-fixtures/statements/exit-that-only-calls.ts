function counted(log: number[], u: number): number {
  log.push(u);
  return log.length;
}

// @differentiable
export function f(x: number): number {
  const log: number[] = [];
  for (const e of [x, x * x, x]) {
    switch (log.length) {
      case 0:
      case 1:
      case 3: {
        if (e <= counted(log, e)) continue;
      }
    }
  }
  let sum = 0;
  for (const one of log) sum += one * one;
  return sum;
}

// @check f(0.7)
// @check f(1.7)
