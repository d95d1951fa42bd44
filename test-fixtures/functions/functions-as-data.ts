/** Functions over arrays, trees of functions, handlers, and functions that throw. */
type Vec = number[];
type Field = (x: Vec) => Vec;
type Op2 = (a: number, b: number) => number;
interface Node1 { eval: (env: Vec) => number; kids?: Node1[] }
type Callback = (v: number) => void;

// functions over arrays that write into captured and given memory
// @differentiable
export function fields(x: Vec, k: number): number {
  const fs: Field[] = [];
  const shared: Vec = [k, k * k];
  for (let i = 0; i < 3; i++) {
    fs.push((v) => { v[0]! += shared[0]!; shared[1]! *= v[1]!; return v.map((e, j) => e * shared[j % 2]!); });
  }
  fs.push((v) => v.toReversed());
  let v = [...x];
  for (const f of fs) v = f(v);
  shared[0] = 3 * k;
  v = fs[0]!(v);
  return v[0]! * v[1]! + shared[1]!;
}
// expression tree
const op = (f: Op2, a: Node1, b: Node1): Node1 => ({ eval: (e) => f(a.eval(e), b.eval(e)), kids: [a, b] });
// @differentiable
export function tree(env: Vec, c: number): number {
  let t: Node1 = { eval: (e) => e[0]! };
  for (let i = 1; i < env.length; i++) {
    const leaf: Node1 = { eval: (e) => e[i]! * c };
    t = i % 2 === 0 ? op((a, b) => a + b * c, t, leaf) : op((a, b) => a * b, t, leaf);
  }
  return t.eval(env) + (t.kids ? t.kids[0]!.eval(env) : 0);
}
// events
class Bus {
  private readonly handlers: Callback[] = [];
  on(h: Callback): void { this.handlers.push(h); }
  emit(v: number): void { for (const h of this.handlers) h(v); }
}
// @differentiable
export function events(x: number, y: number): number {
  const bus = new Bus();
  let sum = 0;
  const log: number[] = [];
  bus.on((v) => { sum += v * x; });
  bus.on((v) => { log.push(v * y); if (v > 1) sum *= 2; });
  bus.emit(x);
  bus.emit(y * 2);
  return sum + log[0]! * log[1]!;
}
// memo with optional function, early exits, break/continue
// @differentiable
export function picky(xs: Vec): number {
  let best: ((t: number) => number) | undefined;
  let total = 0;
  for (const x of xs) {
    if (x < 0) continue;
    if (!best) { best = (t) => t * x; continue; }
    const old = best;
    if (x > 2) { best = undefined; break; }
    best = (t) => old(t) - x;
    total += best(x);
  }
  return total + (best ? best(0.5) : xs[0]! ** 2);
}
// switch choosing, throws inside
// @differentiable
export function switched(x: number, kinds: string[]): number {
  const steps: ((t: number) => number)[] = [];
  for (const kind of kinds) {
    switch (kind) {
      case "sin": steps.push(Math.sin); break;
      case "scale": { const s = x + steps.length; steps.push((t) => t * s); break; }
      case "bad": steps.push((t) => { if (t > 0) throw new Error("bad"); return t; }); break;
      default: steps.push((t) => t + 1);
    }
  }
  let y = x;
  for (const step of steps) {
    try { y = step(y); } catch { y = y * x; }
  }
  return y;
}
// grad of a closure inside, function returning record of functions
function make(a: number): { f: (t: number) => number; g: (t: number) => number } {
  let n = 0;
  return { f: (t) => { n++; return t * a * n; }, g: (t) => t + a * n };
}
// @differentiable
export function pairs(x: number): number {
  const all = [];
  for (let i = 0; i < 3; i++) all.push(make(x + i));
  let y = x;
  for (const { f, g } of all) { y = f(y); y = g(f(y)); }
  all[0] = all[2]!;
  return y + all[0].f(x) * all[2]!.f(1);
}

// @check fields([0.5, 1.5], 0.7)
// @check tree([0.5, 1.5, 0.8, 1.2], 0.7)
// @check events(0.6, 0.9)
// @check picky([0.5, 1.1, -1, 1.5, 0.3])
// @check picky([0.5, 1.1, 2.5, 0.3])
// @check switched(0.6, ["sin", "scale", "bad", "x", "scale"])
// @check pairs(0.7)
