import { grad } from "@adgen/runtime";
type Act = (t: number) => number;
interface Layer { act: Act; w: number }
export function forward(l: Layer, x: number): number {
  const ls: Layer[] = [l];
  for (let i = 0; i < 2; i++) ls.push({ act: Math.sin, w: x });
  let y = x;
  for (const one of ls) y = one.act(y * one.w);
  return y;
}
export const g = grad(forward, 1); // @expect AD2011
