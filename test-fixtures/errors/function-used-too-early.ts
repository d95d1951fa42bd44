function apply(model: { at: (t: number) => number }, x: number): number {
  let s = 0;
  for (let i = 0; i < 3; i++) s += model.at(x + i) * model.at(s) + Math.sin(s) * Math.cos(s); // @expect AD2011
  return s;
}

// @differentiable
export function f(x: number): number {
  const model = { at: (t: number): number => t * factor };
  const factor = x * x;
  return apply(model, x);
}
