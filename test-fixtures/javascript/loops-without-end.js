// @differentiable
export function root(x) {
  let y = x;
  while (1) {
    const next = 0.5 * (y + x / y);
    if (Math.abs(next - y) < 1e-12) return next;
    y = next;
  }
}

// @differentiable
export function halvings(x, limit) {
  for (let n = 1; 1; n++) {
    x /= 2;
    if (x < limit) return x * n;
  }
}

// @differentiable
export function grown(x) {
  do {
    x += Math.sin(x);
    if (x > 2) break;
  } while (1);
  return x * x;
}

// @check root(3.7)
// @closed grad root(4) = 0.25
// @check halvings(9.5, 1.1)
// @check grown(0.3)
