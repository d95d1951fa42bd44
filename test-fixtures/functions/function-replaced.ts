interface Model {
  at: (x: number) => number;
}

// @differentiable
export function f(x: number): number {
  const model: Model = { at: (t) => t * t };
  model.at = Math.sin;
  return model.at(x);
}

// @differentiable
export function g(x: number): number {
  const pair: [(t: number) => number, (t: number) => number] = [Math.sin, Math.cos];
  pair.reverse();
  return pair[0](x);
}

// @differentiable
export function h(x: number): number {
  let step = (t: number): number => t * t;
  let s = x;
  for (let i = 0; i < 3; i++) {
    s += step(s);
    step = Math.sin;
  }
  return s;
}

// @check f(0.6)
// @check g(0.6)
// @check h(0.6)
// @closed grad f(0.6) = 0.8253356149096783
// @closed grad g(0.6) = -0.5646424733950354
