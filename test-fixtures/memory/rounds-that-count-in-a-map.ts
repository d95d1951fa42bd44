function tally(counts: ReadonlyMap<string, number[]>, key: string): number {
  const count = counts.get(key)!;
  count[0]! += 1;
  return count[0]!;
}

// @differentiable
// @check f(0.7, ["a", "b", "a", "a"])
export function f(x: number, keys: readonly string[]): number {
  const counts = new Map([
    ["a", [0]],
    ["b", [0]],
  ]);
  let s = 0;
  const rounds = keys.length;
  for (let i = 0; i < rounds; i++) {
    const n = tally(counts, keys[i]!);
    let p = 1;
    for (let j = 0; j < n; j++) p *= Math.sin(x + j);
    s += p;
  }
  return s + counts.get("a")![0]! * x;
}
