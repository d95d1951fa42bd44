// @differentiable
export function f(o: { readonly [name: string]: string }, x: number): number {
  let s = x;
  for (const name in o) s = s * x + name.length; // @expect AD2035
  return s;
}

// @differentiable
export function deleting(o: { [name: string]: number }, x: number): number {
  let s = x;
  for (const name in o) {
    s += o[name]! * x;
    delete o["b"]; // @expect AD2023
  }
  return s;
}
