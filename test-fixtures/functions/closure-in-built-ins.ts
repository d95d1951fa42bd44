// @differentiable
export function f(xs: readonly number[], k: number): number {
  let running = k;
  const step = (x: number): number => {
    running = running * 0.5 + x;
    return running * x;
  };
  const stepped = xs.map(step);
  xs.forEach((x, i) => {
    stepped.forEach((y) => {
      running += x * y * i;
    });
    step(x);
  });
  let largest = 0;
  const sum = xs.reduce((acc, x) => {
    if (x > largest) largest = x;
    return acc + x * largest + running;
  }, 0);
  const some = xs.some((x) => {
    running *= 1.5;
    return x > 1;
  });
  return sum * running + largest + stepped[1]! + (some ? running : 0);
}

// @check f([0.5, 1.5, 3], 0.7)
