function repeat(n: number, body: (i: number) => void): void {
  for (let i = 0; i < n; i++) body(i);
}

// @differentiable
export function f(x: number): number {
  let product = 1;
  let turns = 0;
  repeat(3, (i) => {
    product *= x + i;
    turns++;
  });
  repeat(2, () => {
    product += x * turns;
  });
  return product;
}

// @check f(1.5)
// @closed value f(1) = 6 + 3 + 3
