interface Body {
  readonly position: number[];
  readonly tag: string;
  readonly pair: readonly [number, { readonly w: number }];
}

interface Part {
  readonly spin?: Float64Array;
  readonly mass: number;
}

// @differentiable
export function f(body: Body, k: number): number {
  const copy = structuredClone(body);
  copy.position[0] = copy.position[0]! * k;
  copy.position.push(k * k);
  const [a, { w }] = copy.pair;
  return copy.position.reduce((t, x) => t + x * x, 0) * body.position[0]! + a * w;
}

// @differentiable
export function g(part: Part, k: number): number {
  const copy = structuredClone(part);
  return copy.spin ? copy.spin[0]! * copy.mass * part.spin![1]! : copy.mass * k;
}

// @check f({ position: [0.5, 1.5], tag: "a", pair: [1, { w: 2 }] }, 0.7)
// @check g({ mass: 2, spin: new Float64Array([3, 4]) }, 0.7)
// @check g({ mass: 2 }, 0.7)
