type Outcome = "fine" | "large" | "small";

function weigh(x: number): number {
  if (x > 2) throw "large";
  if (x < 0.1) throw "small";
  return x * x;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(xs: readonly number[]): number {
  let outcome: Outcome = "fine";
  let total = 0;
  let bad = 0;
  let last: number | undefined;
  for (const x of xs) {
    outcome = "fine";
    try {
      total += weigh(x);
      last = x * total;
      total += weigh(x * x);
    } catch (e) {
      bad++;
      outcome = e === "large" ? "large" : "small";
      total += (last ?? 1) * x;
    }
    if (outcome === "large") total *= 0.5;
  }
  return total * (1 + bad);
}

// @check f([0.5, 1.2, 1.7])
// @check f([0.05, 3, 1.7])
// @check f([1.9, 0.2, 2.5])
