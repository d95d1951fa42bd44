export interface Tree { value: number; children: { value: number; children: any[] }[] }
// @differentiable
export function total(t: Tree): number {
  let s = t.value * t.value;
  for (const c of t.children) s += total(c); // @expect AD2001
  return s;
}
