interface Twins {
  readonly left: number[];
  readonly right: number[];
}

function twins(n: number): Twins {
  const both = new Array<number>(n).fill(0);
  return { left: both, right: both };
}

function twinsOf(n: number, x: number): Twins & { readonly x: number } {
  const both = new Array<number>(n).fill(1);
  return { left: both, right: both, x };
}

// @differentiable
export function f(x: number): number {
  const made = twins(2);
  made.left[0] = x * x;
  return made.right[0]! * x;
}

// @differentiable
export function g(x: number): number {
  const made = twinsOf(2, x);
  made.left[0] = x * x;
  return made.right[0]! * made.x + made.right[1]!;
}

// @check f(3)
// @check g(3)
// @closed grad f(3) = 27
// @closed grad g(3) = 27
