import { grad, hessian, hvp, jacobian, valueAndGrad } from "@adgen/runtime";

interface Model {
  readonly w: readonly number[];
  readonly b: number;
  readonly name: string;
}

function loss(model: Model, x: Float64Array, label = 0.5): number {
  let z = model.b;
  for (let i = 0; i < model.w.length; i++) z += model.w[i]! * x[i]!;
  return (Math.tanh(z) - label) ** 2;
}

// @differentiable
export function penalty(model: Model, x: Float64Array): number {
  const { value, grad: [modelBar, xBar] } = valueAndGrad(loss)(model, x);
  let sum = value + modelBar.b * modelBar.b;
  for (let i = 0; i < modelBar.w.length; i++) sum += modelBar.w[i]! * xBar[i]!;
  return sum;
}

// @differentiable
export function curvature(x: number, y: number): number {
  const [[xx, xy], [, yy]] = hessian((a: number, b: number) => a * a * b + Math.sin(b * x))(x, y);
  return xx * yy - xy * xy;
}

// @differentiable
export function volume(r: number, phi: number): number {
  const polar = (a: number, b: number): [number, number] => [a * Math.cos(b), a * Math.sin(b)];
  const [[xr, xp], [yr, yp]] = jacobian(polar)(r, phi);
  return (xr * yp - xp * yr) * r;
}

// @differentiable
export function along(x: number[], s: number): number {
  const { hvp: product } = hvp((v: number[]) => v[0]! * v[0]! * v[1]! * s)([x], [[s, 1]]);
  return product[0]! + product[1]! * grad((t: number) => t * t * t)(s);
}

// @check penalty({ w: [0.4, -0.3], b: 0.2, name: "m" }, new Float64Array([0.7, 1.1]))
// @check curvature(0.6, 1.2)
// @check volume(1.5, 0.4)
// @closed grad volume(2, 0.3) = [4, 0]
// @check along([0.5, 1.5], 0.8)
