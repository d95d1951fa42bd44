interface Cell {
  readonly head: number;
  readonly tail: Cell | null;
}

function sum(cell: Cell | null): number {
  return cell === null ? 0 : cell.head * cell.head + sum(cell.tail);
}

// @differentiable wrt: x
export function f(x: number, n: number): number {
  let list: Cell | null = null;
  for (let i = 0; i < n; i++) list = { head: x * i, tail: list };
  return sum(list) * x;
}

// @check f(1.3, 4)
