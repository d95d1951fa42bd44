interface State {
  at: number;
  speed: number;
}

function advance(s: State, h: number): void {
  s.at += h * s.speed;
  if (s.at > 2) throw new RangeError("left");
  s.speed -= h * s.at;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(at: number, speed: number, h: number): number {
  const s: State = { at, speed };
  let steps = 0;
  try {
    while (steps < 4) {
      advance(s, h);
      steps++;
    }
  } catch {
    s.speed = s.speed * s.at;
  }
  return s.at * s.speed + steps;
}

// @check f(0.5, 0.7, 0.3)
// @check f(0.5, 2.7, 0.4)
