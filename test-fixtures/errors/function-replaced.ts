interface Model {
  at: (x: number) => number;
}

// @differentiable
export function f(x: number): number {
  const model: Model = { at: (t) => t * t };
  model.at = Math.sin; // @expect AD2011
  return model.at(x);
}

// @differentiable
export function g(x: number): number {
  const pair: [(t: number) => number, (t: number) => number] = [Math.sin, Math.cos]; // @expect AD2011
  pair.reverse(); 
  return pair[0](x);
}

// @differentiable
export function h(x: number): number {
  let step = (t: number): number => t * t; // @expect AD2011
  let s = x;
  for (let i = 0; i < 3; i++) {
    s += step(s); // @expect AD2011
    step = Math.sin; // @expect AD2011
  }
  return s;
}
