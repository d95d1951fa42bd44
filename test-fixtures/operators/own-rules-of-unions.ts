export interface Circle {
  kind: "circle";
  r: number;
}
export interface Box {
  kind: "box";
  w: number;
  h: number;
}
export type Shape = Circle | Box;

export function area(s: Shape): number {
  return s.kind === "circle" ? 3 * s.r * s.r : s.w * s.h;
}

// @derivative of area
export function areaAdjoint(
  s: Shape,
  seed: number,
): { value: number; grad: { r: number } | { w: number; h: number } } {
  const value = area(s);
  return s.kind === "circle"
    ? { value, grad: { r: 6 * s.r * seed } }
    : { value, grad: { w: s.h * seed, h: s.w * seed } };
}

export interface Options {
  rate: number;
  decay?: number;
}

function weight(o: Options): number {
  return o.rate * (o.decay ?? 2);
}

// @derivative of weight
export function weightAdjoint(o: Options, seed: number): { value: number; grad: { rate: number; decay?: number } } {
  const value = weight(o);
  return o.decay === undefined
    ? { value, grad: { rate: 2 * seed } }
    : { value, grad: { rate: o.decay * seed, decay: o.rate * seed } };
}

// A rule whose result is a union.
function boxed(x: number, y: number): Shape {
  return x > 1 ? { kind: "circle", r: x * y } : { kind: "box", w: x, h: y };
}

// @derivative of boxed
export function boxedTangent(
  x: number,
  y: number,
  xDot: number,
  yDot: number,
): { value: Shape; tangent: { r: number } | { w: number; h: number } } {
  const value = boxed(x, y);
  return x > 1 ? { value, tangent: { r: xDot * y + x * yDot } } : { value, tangent: { w: xDot, h: yDot } };
}

// @differentiable
export function mixed(r: number, w: number): number {
  const shapes: Shape[] = [
    { kind: "circle", r },
    { kind: "box", w, h: r * w },
  ];
  let sum = area(boxed(r, w)) * area(boxed(w * 3, r));
  for (const s of shapes) sum += area(s) * sum;
  return sum;
}

// @differentiable
export function weighed(rate: number, decay: number): number {
  return weight({ rate, decay }) * weight({ rate: decay });
}

// @check mixed(0.7, 1.3)
// @check weighed(0.7, 1.3)
