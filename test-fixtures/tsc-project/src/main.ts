import { area, area_grad, area_vjp } from "./area.js";

export const value: number = area(2, 0.5);
export const [byWidth, byHeight]: [number, number] = area_grad(2, 0.5);
export const doubled: number = area_vjp(2, 0.5, 2).grad[0];
