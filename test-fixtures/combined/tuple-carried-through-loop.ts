// @differentiable
export function f(x: number, y: number): number {
  let pair: readonly [number, number] = [x, y];
  for (let i = 0; i < 4; i++) pair = i % 2 === 0 ? [pair[1] * x, pair[0]] : [pair[0] + y, pair[1] * pair[0]];
  const [a, b] = pair;
  return a * b;
}

// @check f(0.8, 1.1)
