type Act = (x: number) => number;

export class Layer {
  readonly act: Act;
  readonly w: number;

  constructor(w: number, act: Act = Math.tanh) {
    this.w = w;
    this.act = act;
  }

  forward(x: number): number {
    return this.act(this.w * x);
  }
}

// @differentiable
// @check layers(1.3)
export function layers(x: number): number {
  const list = [new Layer(x), new Layer(2, Math.sin), new Layer(x, (v) => v * v + x)];
  let y = 1.5;
  for (const layer of list) y = layer.forward(y);
  return y;
}

export class Scaled {
  protected readonly f: Act;
  k: number;

  constructor(f: Act, k: number) {
    this.f = f;
    this.k = k;
  }

  apply(x: number): number {
    return this.f(x) * this.k;
  }
}

export class Composed extends Scaled {
  private readonly g: Act;

  constructor(f: Act, g: Act, k: number) {
    super(f, k * 2);
    this.g = g;
  }

  override apply(x: number): number {
    return super.apply(this.g(x));
  }

  get once(): number {
    return this.f(this.g(this.k));
  }
}

function twice(one: Scaled, x: number): number {
  return one.apply(x) + one.apply(x * 2);
}

// @differentiable
// @check inherited(1.3)
export function inherited(x: number): number {
  const composed = new Composed(Math.sin, (y) => y * x, x);
  return twice(new Scaled((y) => y ** 3, x), x) + twice(composed, x) + composed.once;
}

export class Integrator {
  #rhs: (t: number, y: number) => number;
  steps = 0;

  constructor(options: { rhs: (t: number, y: number) => number }) {
    this.#rhs = options.rhs;
  }

  run(y: number, h: number, n: number): number {
    for (let i = 0; i < n; i++) {
      const k = this.#rhs(i * h, y);
      y += 0.5 * h * (k + this.#rhs((i + 1) * h, y + h * k));
      this.steps++;
    }
    return y;
  }
}

// @differentiable
// @check integrated(0.7)
export function integrated(x: number): number {
  const integrator = new Integrator({ rhs: (t, y) => t - x * y });
  return integrator.run(1, 0.1, 5) * integrator.steps;
}

export class Hooked {
  private readonly hook: Act | undefined;

  constructor(hook?: Act) {
    this.hook = hook;
  }

  run(x: number): number {
    return this.hook ? this.hook(x) : x;
  }

  orDouble(x: number): number {
    return this.hook?.(x) ?? x * 2;
  }
}

// @differentiable
// @check hooked(1.3)
export function hooked(x: number): number {
  const [none, sine] = [new Hooked(), new Hooked(Math.sin)];
  return none.run(x) * sine.run(x) + none.orDouble(x) * sine.orDouble(x);
}

function made(kind: "sine" | "cosine", k: number): Scaled {
  return new Scaled(kind === "sine" ? Math.sin : Math.cos, k);
}

// @differentiable
// @check factory(1.3)
// @check factory(0.4)
export function factory(x: number): number {
  return made("sine", x).apply(x) + made(x > 1 ? "cosine" : "sine", 2).apply(x);
}
