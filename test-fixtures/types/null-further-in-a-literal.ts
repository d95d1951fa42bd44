// What is `null` in a literal within a literal may be something else later, and the other way round.
interface Chain {
  value: number;
  next: Chain | null;
}

function total(chain: Chain | null): number {
  return chain === null ? 0 : chain.value + 0.5 * total(chain.next);
}

// @differentiable
export function f(x: number): number {
  const chain: Chain = { value: x, next: { value: 0.5, next: null } as Chain | null };
  const whole = total(chain);
  chain.next = null;
  return whole * total(chain);
}

// @check f(1.2)
