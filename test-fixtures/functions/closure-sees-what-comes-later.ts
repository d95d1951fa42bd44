function call(g: () => number): number {
  return g();
}

// @differentiable
export function f(x: number): number {
  const later = (): number => factor * x;
  const factor = x * x;
  const a = later();
  const b = call(later);
  return a * b + hoisted(2) + call(() => hoisted(factor));

  function hoisted(t: number): number {
    return t * factor;
  }
}

// @check f(1.5)
