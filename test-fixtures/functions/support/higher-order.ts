export type Scalar = (t: number) => number;

const damping = 0.9;

export const power =
  (k: number): Scalar =>
  (t) =>
    t ** k * damping;

export function fixedPoint(g: Scalar, start: number, rounds = 4): number {
  let x = start;
  let last = start;
  const turn = (): void => {
    last = x;
    x = damping * g(x) + (1 - damping) * last;
  };
  for (let i = 0; i < rounds; i++) turn();
  return x + last;
}

export function zip<A, B, C>(as: readonly A[], bs: readonly B[], join: (a: A, b: B) => C): C[] {
  const out: C[] = [];
  for (let i = 0; i < as.length; i++) out.push(join(as[i]!, bs[i]!));
  return out;
}

export function total<T>(xs: readonly T[], by: (x: T) => number): number {
  return xs.reduce((sum, x) => sum + by(x), 0);
}
