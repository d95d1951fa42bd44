// @differentiable
export function f(x: number): number {
  if (x > 0) {
    var y = x * x;
  } else {
    y = Math.exp(x);
  }
  for (var i = 0; i < 2; i++) {
    var y = y * x;
  }
  return y + i;
}

// @check f(1.2)
// @check f(-0.4)
