type Act = (t: number) => number;
interface Layer { act: Act; w: number }
// @differentiable wrt: x
export function scale(l: Layer, x: number): number { return l.w * x; }
// @differentiable
export function viaMarked(x: number): number {
  const ls: Layer[] = [];
  for (let i = 0; i < 2; i++) ls.push({ act: (t) => t * x, w: x });
  let y = x;
  for (const l of ls) y = l.act(scale(l, y)); // @expect AD2011
  return y;
}
