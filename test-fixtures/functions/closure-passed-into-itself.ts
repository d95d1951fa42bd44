type Body = (add: (t: number) => void, depth: number) => void;

function collect(body: Body, depth: number): number {
  let held = depth;
  const add = (t: number): void => {
    held += t * held;
  };
  body(add, depth);
  return held;
}

// @differentiable
export function f(x: number, y: number): number {
  return collect((outer, depth) => {
    outer(x);
    const inside = collect((inner, deeper) => {
      outer(y);
      inner(x * y);
      outer(deeper);
    }, depth + 1);
    outer(inside);
  }, 1);
}

// @check f(1.5, 0.7)
