// @differentiable
export function f(x: number, y: number): number {
  const stack: (number | { re: number; im: number })[] = [];
  for (let i = 0; i < 4; i++) {
    const v: number | { re: number; im: number } = i % 2 ? { re: x * i, im: y } : x * y * i;
    stack.push(v);
  }
  let s = 0;
  while (stack.length > 0) {
    const top = stack.pop()!;
    s = s * 1.1 + (typeof top === "number" ? top * top : top.re * top.im);
  }
  return s;
}

// @check f(0.7, 2)
