// @differentiable
export function f(x: number, y: number): number {
  let s = 0;
  let weight = 1;
  const note = (t: number, factor: number): void => {
    weight *= 0.9;
    const scaled = Math.tanh(t * factor) + Math.sin(t) * Math.cos(factor) + t * factor * weight;
    if (scaled > 2) {
      s += Math.log(scaled) * weight + Math.sqrt(scaled) * factor - Math.exp(-scaled) * t;
    } else if (scaled > 1) {
      s += scaled * scaled * weight + factor * Math.exp(-scaled) + Math.atan(t * scaled);
    } else {
      s += scaled * weight - factor * t * Math.exp(-scaled * scaled) + Math.sinh(scaled);
    }
  };
  note(x, y);
  note(y, x);
  note(x * y, 1);
  note(x + y, 2);
  note(x - y, 3);
  note(y / x, 4);
  return s * weight;
}

// @check f(1.5, 0.7)
