import { closeTo } from "./support/close-to.ts";
import { price_grad, price_hvp } from "./black-scholes.ad.ts";
import { price } from "./black-scholes.ts";

const [spot, strike, rate, volatility, time] = [100, 105, 0.03, 0.2, 0.75];

// The closed forms, with the normal distribution by another way: Simpson's rule on its density.
const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
function normal(x: number): number {
  const n = 4000;
  let sum = density(0) + density(x);
  for (let i = 1; i < n; i++) sum += (i % 2 === 1 ? 4 : 2) * density((i * x) / n);
  return 0.5 + (sum * x) / (3 * n);
}

console.log("        price     delta     gamma     vega      theta     rho");
for (const kind of ["call", "put"] as const) {
  const [delta, , rho, vega, decay] = price_grad(kind, spot, strike, rate, volatility, time);
  const gamma = price_hvp(kind, spot, strike, rate, volatility, time, 1, 0, 0, 0, 0).hvp[0];
  const theta = -decay;
  const value = price(kind, spot, strike, rate, volatility, time);
  const row = [value, delta, gamma, vega, theta, rho].map((x) => x.toFixed(5).padStart(9));
  console.log(`${kind.padEnd(5)}${row.join(" ")}`);

  const root = Math.sqrt(time);
  const d1 = (Math.log(spot / strike) + (rate + volatility ** 2 / 2) * time) / (volatility * root);
  const d2 = d1 - volatility * root;
  const discounted = strike * Math.exp(-rate * time);
  const sign = kind === "call" ? 1 : -1;
  closeTo(value, sign * (spot * normal(sign * d1) - discounted * normal(sign * d2)));
  closeTo(delta, sign * normal(sign * d1));
  closeTo(gamma, density(d1) / (spot * volatility * root));
  closeTo(vega, spot * density(d1) * root);
  closeTo(theta, (-spot * density(d1) * volatility) / (2 * root) - sign * rate * discounted * normal(sign * d2));
  closeTo(rho, sign * time * discounted * normal(sign * d2));
}
