interface Node {
  value: number;
  next?: Node;
}

// @differentiable
export function f(list: Node): number { // @expect AD2013
  let s = 0;
  for (let at: Node | undefined = list; at; at = at.next) {
    at.value *= 2;
    s += at.value;
  }
  return s;
}
