/** Functions, and records with functions, in lists that loops fill, change and run over. */
type Act = (x: number) => number;

interface Layer {
  apply(x: number): number;
  readonly scale?: number;
}

// @differentiable
export function network(x: number, ws: readonly number[]): number {
  const layers: Layer[] = [];
  for (const w of ws) {
    if (w > 0) layers.push({ apply: (t) => Math.tanh(w * t) });
    else {
      layers.push({
        scale: w,
        apply(t) {
          return Math.sin(w * t);
        },
      });
    }
  }
  let y = x;
  for (const layer of layers) y = layer.apply(y) * (layer.scale ?? 1);
  return y;
}

// @differentiable
export function mixed(x: number, ws: readonly number[]): number {
  const acts: Act[] = [];
  for (const w of ws) acts.push((t) => t * w);
  acts.push(Math.sin);
  acts.unshift((t) => t - x);
  acts[1] = (t) => t * t * x;
  const last = acts.pop();
  let y = x;
  for (let i = 0; i < acts.length; i++) y += acts[i]!(y);
  return last ? last(y) : y;
}

// @differentiable
export function mapped(x: number, ws: readonly number[]): number {
  const acts = ws.map((w) => (t: number) => Math.tanh(t * w));
  const odd = acts.filter((_, i) => i % 2 === 1).reverse();
  return odd.reduce((y, act) => act(y), x) + acts[ws.length - 1]!(x);
}

// @differentiable wrt: x
export function shared(x: number, n: number): number {
  let total = 0;
  const adders: ((t: number) => void)[] = [];
  for (let i = 1; i <= n; i++) {
    adders.push((t) => {
      total += t * x * i;
    });
  }
  for (const add of adders) add(total + 1);
  return total;
}

// @check network(0.7, [0.5, -1.2, 1.1])
// @check mixed(0.3, [0.5, 1.2, 0.9])
// @check mapped(0.3, [0.5, 1.2, 0.9, 1.4])
// @check shared(0.6, 3)
// @closed grad shared(2, 2) = 11
