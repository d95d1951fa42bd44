// @differentiable
export function f(x: number, y: number): number {
  const scale = x * y;
  const outer = (t: number): number => {
    let s = t;
    for (let i = 0; i < 3; i++) s = Math.sin(s * scale) + Math.cos(s + scale) * t;
    return s * scale;
  };
  const inner = (scale: number): number => {
    let s = scale;
    for (let i = 0; i < 2; i++) s = outer(s * scale) + outer(scale) * y + s * scale;
    return s * scale + outer(scale);
  };
  return inner(x) * inner(y);
}

// @check f(1.5, 0.7)
