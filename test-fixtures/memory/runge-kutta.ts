interface State {
  readonly theta: number;
  readonly omega: number;
}

function slope(s: State, damping: number): State {
  return { theta: s.omega, omega: -damping * s.omega - Math.sin(s.theta) };
}
function moved(s: State, d: State, h: number): State {
  return { theta: s.theta + h * d.theta, omega: s.omega + h * d.omega };
}

// @differentiable
export function f(start: State, damping: number): State {
  const h = 0.1;
  let s = start;
  for (let i = 0; i < 5; i++) {
    const a = slope(s, damping);
    const b = slope(moved(s, a, h / 2), damping);
    const c = slope(moved(s, b, h / 2), damping);
    const d = slope(moved(s, c, h), damping);
    s = {
      theta: s.theta + (h / 6) * (a.theta + 2 * b.theta + 2 * c.theta + d.theta),
      omega: s.omega + (h / 6) * (a.omega + 2 * b.omega + 2 * c.omega + d.omega),
    };
  }
  return s;
}

// @check f({ theta: 1.2, omega: -0.3 }, 0.2)
