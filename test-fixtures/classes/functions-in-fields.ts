/** Instances that hold functions, in lists, and given others. */
type Act = (x: number) => number;

class Dense {
  readonly weights: readonly number[];
  act: Act;

  constructor(weights: readonly number[], act: Act) {
    this.weights = weights;
    this.act = act;
  }

  forward(xs: readonly number[]): number[] {
    return xs.map((x, i) => this.act(x * this.weights[i]!));
  }

  soften(by: number): void {
    const { act } = this;
    this.act = (x) => act(x) * by;
  }
}

// @differentiable
export function network(ws: readonly number[], x: number): number {
  const layers: Dense[] = [];
  for (const w of ws) layers.push(new Dense([w, w * x], w > 0 ? Math.tanh : (t) => w * t * t));
  layers[0]!.soften(x);
  layers[0]!.soften(0.5);
  let ys = [x, 1];
  for (const layer of layers) ys = layer.forward(ys);
  return ys[0]! + ys[1]!;
}

// @check network([0.4, -1.3, 0.8], 0.6)
