interface Problem {
  readonly value: (x: number) => number;
  readonly slope: (x: number) => number;
  readonly start: number;
}

function newton(problem: Problem, steps: number): number {
  let x = problem.start;
  for (let i = 0; i < steps; i++) x -= problem.value(x) / problem.slope(x);
  return x;
}

function rootOf(a: number, start: number): Problem {
  return { value: (x) => x * x - a, slope: (x) => 2 * x, start };
}

// @differentiable
export function f(a: number): number {
  const problem = rootOf(a, 1.5);
  const { value } = problem;
  return newton(problem, 4) + newton({ value: Math.sin, slope: Math.cos, start: a }, 2) * value(3);
}

// @check f(2)
// @check f(1.3)
