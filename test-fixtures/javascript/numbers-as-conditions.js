// @differentiable
export function remainder(a, b) {
  for (let i = 3; i; i--) {
    a %= b;
    if (!a) return b;
    [a, b] = [b, a];
  }
  return a;
}

// @differentiable
export function inverse(arg, es) {
  let phi = arg;
  for (let i = 20; i; --i) {
    const t = Math.sin(phi) - es;
    phi -= t;
    if (Math.abs(t) < 1e-9) return phi;
  }
  return phi;
}

// @differentiable
export function halved(x) {
  let n = 3;
  do {
    if (x > 40) return x * x;
    x *= x + 0.5;
    n -= 1;
  } while (n);
  return x;
}

// @check remainder(7.5, 2.2)
// @check inverse(0.7, 0.3)
// @check halved(1.3)
// @check halved(0.4)
