/** No record stands for a function from elsewhere, and none of those that stand for functions leaves. */
type Act = (x: number) => number;

interface Layer {
  apply: Act;
  scale: number;
}

function made(x: number): Layer[] {
  const layers: Layer[] = [];
  for (let i = 0; i < 2; i++) layers.push({ apply: (t) => t * x, scale: 1 });
  return layers;
}

// @differentiable wrt: x
export function pushed(x: number, extra: Layer): number {
  const layers = made(x);
  layers.push(extra); // @expect AD2011
  return layers[0]!.apply(x) + layers[1]!.apply(x);
}

// @differentiable wrt: x
export function printed(x: number): number {
  const layers = made(x);
  console.log(layers); // @expect AD2011
  return layers[0]!.apply(x) + layers[1]!.apply(x);
}

// @differentiable wrt: x
export function compared(x: number): number {
  const layers = made(x);
  return layers[0]!.apply === layers[1]!.apply ? layers[1]!.apply(x) : layers[0]!.apply(x); // @expect AD2011
}

// @differentiable wrt: x
export function cast(x: number, text: string): number {
  const layers = made(x);
  layers[0] = JSON.parse(text) as Layer; // @expect AD2011
  return layers[0]!.apply(x) + layers[1]!.apply(x);
}

// @differentiable wrt: x
export function thrown(x: number): number {
  const layers = made(x);
  if (x < 0) throw layers; // @expect AD2011
  return layers[0]!.apply(x) + layers[1]!.apply(x);
}

// @differentiable wrt: x
export function given(x: number): Layer[] {
  return made(x); // @expect AD2011
}

// @differentiable wrt: x
export function filled(x: number, into: Layer[]): number {
  const layers = made(x);
  into.push(layers[0]!); // @expect AD2011
  return layers[0]!.apply(x) + layers[1]!.apply(x);
}
