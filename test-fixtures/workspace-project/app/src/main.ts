import { damped, energy_grad, shared } from "@workspace/core";
import { grad, hvp, stopGradient } from "@adgen/runtime";
import { bent } from "#local";
import legacy from "./legacy.cjs";

// @differentiable
export function loss(x: number, y: number): number {
  return damped(x * y) + bent(x, shared) * legacy.cube(y);
}

function onlyHere(x: number): number {
  return x * x * x;
}

export const ofCore: [x: number, y: number] = energy_grad(2, 3);
export const ofLegacy: [x: number, y: number] = legacy.product_grad(2, 3);
export const ofLoss: [x: number, y: number] = loss_grad(0.7, 1.3);
export const slope: number = grad((x: number) => onlyHere(x) * stopGradient(x))(2);
export const curvature: number = hvp(onlyHere)([2], [1]).hvp;
