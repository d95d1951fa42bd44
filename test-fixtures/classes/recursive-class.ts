export class Node {
  readonly value: number;
  readonly next: Node | undefined;

  constructor(value: number, next?: Node) {
    this.value = value;
    this.next = next;
  }

  sum(): number {
    return this.value ** 2 + (this.next?.sum() ?? 0);
  }
}

// @differentiable
export function f(x: number, y: number): number {
  return new Node(x, new Node(x * y, new Node(y))).sum();
}
// @check f(1.5, 0.7)
// @closed value f(1, 2) = 1 + 4 + 4
