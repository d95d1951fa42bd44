interface Body {
  x: number;
  v: number;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(bodies: Body[], k: number): number {
  bodies.forEach((body, i) => {
    body.v += k * bodies.reduce((s, other) => s + (other.x - body.x), 0);
    body.x += body.v * k * (i + 1);
  });
  const fastest = bodies.find((body) => body.v > 0.5);
  if (fastest) fastest.x *= k;
  const [lead] = bodies.toSorted((a, b) => a.x - b.x);
  lead!.v *= 2;
  Object.assign(bodies[0]!, { v: bodies[0]!.v * k });
  return bodies.map(({ x, v }) => x * v).reduce((s, e) => s + e, 0);
}

// @writes f(bodies)
// @check f([{ x: 0.5, v: 1 }, { x: -0.3, v: 0.2 }, { x: 1.2, v: -0.4 }], 0.3)
