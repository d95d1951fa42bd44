interface Node {
  readonly value: number;
  readonly children: readonly Node[];
  readonly name: string;
}

// @differentiable
export function depthWeighted(node: Node, rate: number): number {
  let s = node.value * node.value;
  for (const child of node.children) s += rate * depthWeighted(child, rate);
  return s;
}

// @check depthWeighted({ value: 1, name: "a", children: [{ value: 2, name: "b", children: [] }, { value: 3, name: "c", children: [{ value: 0.5, name: "d", children: [] }] }] }, 0.7)
// @check depthWeighted({ value: 2, name: "a", children: [] }, 0.7)
