// A row that may grow leaves the number of rows alone; a matrix that grows does not.

// @differentiable wrt: a modes: jvp, vjp, grad, hvp
export function rows(a: number[][], k: number): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) {
    const row = a[i]!;
    row[k] = row[0]! * row[1]!;
    for (let j = k; j < a[i]!.length; j++) s += row[j]! ** 2;
  }
  return s;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function matrix(a: number[][]): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) {
    const row = a[i]!;
    if (a.length < 4) a[a.length] = [row[0]! * 0.5, 1];
    s += row[0]! ** 2;
  }
  return s;
}

function lengthen(row: number[], by: number): void {
  row[row.length] = by * row[0]!;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function called(a: number[][]): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) {
    const row = a[i]!;
    for (let j = 0; j < row.length; j++) {
      if (row.length < 5) lengthen(row, row[j]!);
      s += row[j]! ** 2;
    }
  }
  return s;
}

// @writes rows(a)
// @writes matrix(a)
// @writes called(a)
// @check rows([[1, 2], [3, 4, 5]], 1)
// @check rows([[1, 2], [3, 4, 5]], 2)
// @check matrix([[1.5, 2]])
// @check called([[1, 2], [3, 4, 5]])
