function read(text: string): number {
  const value = Number(text);
  if (Number.isNaN(value)) throw new SyntaxError(`no number: ${text}`);
  return value;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, words: readonly string[]): number {
  const terms: number[] = [];
  let failed = 0;
  try {
    for (const word of words) {
      terms.push(x * read(word));
      terms.push(terms[terms.length - 1]! * x);
    }
  } catch (e) {
    failed = e instanceof SyntaxError ? e.message.length : 1;
    terms.push(x);
  }
  let p = 1;
  for (let i = 0; i < terms.length; i++) p *= 1 + terms[i]! * terms[i]!;
  return p + failed;
}

// @check f(0.7, ["1", "2", "0.5"])
// @check f(0.7, ["1", "two", "0.5"])
// @check f(0.7, ["one"])
