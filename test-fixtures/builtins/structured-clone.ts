interface Body {
  readonly position: number[];
  readonly mass: number;
  readonly tag: string;
  readonly rows: readonly (readonly [number, number])[];
  readonly spin?: Float64Array;
}

// @differentiable
export function f(body: Body, k: number): number {
  const copy = structuredClone(body);
  copy.position[0] = copy.position[0]! * k;
  copy.position.push(k * k);
  const [[a, b] = [1, 2]] = copy.rows;
  let s = copy.position.reduce((t, x) => t + x * x, 0) * body.position[0]! * copy.mass + a * b;
  if (copy.spin) s += copy.spin[0]! * body.spin![1]!;
  return s;
}

// @check f({ position: [0.5, 1.5], mass: 2, tag: "a", rows: [[1, 2]], spin: new Float64Array([3, 4]) }, 0.7)
// @check f({ position: [0.5, 1.5], mass: 2, tag: "a", rows: [[1, 2]] }, 0.7)
