/** European options after Black and Scholes (1973). */

const rootOfTwoPi = 2.5066282746310002;

/**
 * The normal distribution by its series Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/(3·5) + …), summed until nothing changes
 * (Marsaglia 2004, "Evaluating the Normal Distribution").
 */
function normal(x: number): number {
  let term = x;
  let sum = x;
  let before = 0;
  for (let n = 3; sum !== before; n += 2) {
    before = sum;
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-0.5 * x * x)) / rootOfTwoPi;
}

/** The price of a call or put on one share; rates and volatility a year, time in years. */
// @differentiable modes: jvp, vjp, grad, hvp
export function price(
  kind: "call" | "put",
  spot: number,
  strike: number,
  rate: number,
  volatility: number,
  time: number,
): number {
  const spread = volatility * Math.sqrt(time);
  const d1 = (Math.log(spot / strike) + (rate + 0.5 * volatility * volatility) * time) / spread;
  const d2 = d1 - spread;
  const discounted = strike * Math.exp(-rate * time);
  if (kind === "call") return spot * normal(d1) - discounted * normal(d2);
  return discounted * normal(-d2) - spot * normal(-d1);
}
