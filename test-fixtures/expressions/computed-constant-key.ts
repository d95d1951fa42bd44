const key = "rate";

// @differentiable
export function f(x: number): number {
  const o = { [key]: x * x, ["other"]: x };
  return o[key] * o["other"] * o.rate;
}

// @check f(1.2)
