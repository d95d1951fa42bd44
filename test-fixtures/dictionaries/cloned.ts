type Params = Record<string, number[]>;
// @differentiable
// @check f({ w: [1, 2], b: [0.5] }, [0.3, 0.7])
export function f(p: Params, x: readonly number[]): number {
  const [w, b] = [p["w"]!, p["b"]!];
  let z = b[0]!;
  for (let i = 0; i < w.length; i++) z += w[i]! * x[i]!;
  const q: Params = structuredClone(p);
  q["w"]![0] = 5;
  return z * z + q["w"]![0]! * q["w"]![1]!;
}
