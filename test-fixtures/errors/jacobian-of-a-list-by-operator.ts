import { jacobian } from "@adgen/runtime";

interface Cell {
  readonly head: number;
  readonly tail: Cell | undefined;
}

function scaled(cell: Cell, factor: number): Cell {
  return { head: cell.head * factor, tail: cell.tail === undefined ? undefined : scaled(cell.tail, factor) };
}

export const rows = jacobian(scaled); // @expect AD2037

// @differentiable
export function slope(factor: number): number {
  return jacobian(scaled, 1)({ head: factor, tail: undefined }, factor).head; // @expect AD2037
}
