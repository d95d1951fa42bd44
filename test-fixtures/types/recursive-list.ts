interface List {
  readonly head: number;
  readonly tail: List | undefined;
}

// @differentiable
export function sum(list: List): number {
  let s = 1;
  let at: List | undefined = list;
  while (at !== undefined) {
    s = s * at.head + at.head * at.head;
    at = at.tail;
  }
  return s;
}

// @check sum({ head: 1.5, tail: { head: 2, tail: { head: -0.5, tail: undefined } } })
