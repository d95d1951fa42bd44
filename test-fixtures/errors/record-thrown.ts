function step(x: number): number {
  if (x > 1) throw { at: x * x };
  return x;
}

// @differentiable
export function f(x: number): number {
  try {
    return step(x);
  } catch (e) {
    const { at } = e as { at: number }; // @expect AD2029
    return at * x;
  }
}
