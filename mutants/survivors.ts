/** Mutants of the sample that no fixture notices, by their keys, and why nothing can be noticed. */
export const explained: ReadonlyMap<string, string> = new Map([
  [
    'transform/adjoint/on-the-spot.ts BlockStatement {\n    if (op.kind === "opaque" && isReference(fn.values[op.result]!.type)) isKnown = true;\n    if (op.kind === "store" || op.kind === "push" || op.kind === "pop" || op.kind === "fill") isWritten = true;\n  } => {} #1',
    "Memory of the host that a callee writes is read by it too, and what is read must be steady: such loops are refused there already.",
  ],
  [
    'transform/attempt.ts EqualityOperator kind === "undef" => kind !== "undef" #1',
    "What is not taken for an attempt is structured like any other `try`, and tidied to the same text.",
  ],
  [
    'transform/adjoint/availability.ts ArrayDeclaration [] => ["Stryker was here"] #2',
    "The entry added is the name of a value that no function has.",
  ],
  [
    "transform/adjoint/on-the-spot.ts ConditionalExpression resize.op !== op || this.#isPrivate(resize.node) => true #1",
    "A call that resizes memory writes its elements too, and is found by that.",
  ],
  [
    'transform/adjoint/wanted.ts ConditionalExpression typeof known === "number" => true #1',
    "A constant that is no number equals none that a formula asks for.",
  ],
  [
    "transform/members.ts ConditionalExpression definition === undefined => false #1",
    "Every named type of a unit has its definition.",
  ],
  [
    "transform/rows.ts LogicalOperator tangent !== undefined && countNumbers(tangent) === undefined => tangent !== undefined || countNumbers(tangent) === undefined #1",
    "A value is asked for that nobody reads, and dropped again when the text is tidied.",
  ],
  [
    "transform/adjoint/induction.ts ConditionalExpression facts.constant(from) === 0 => false #1",
    "0 is subtracted, which simplify takes away.",
  ],
  [
    "transform/operator-functions.ts ConditionalExpression !into.functions.has(id) => true #1",
    "The function is made once more, the same under the same name.",
  ],
  [
    'transform/adjoint/again.ts ConditionalExpression op.kind !== "allocate" => true #1',
    "An array is never an operand where a length is asked for.",
  ],
  [
    'transform/attempt.ts BlockStatement {\n  const { body, handler } = op;\n  if (body.end.kind !== "yield" || handler.end.kind !== "yield") return false;\n  const own = new Set(handler.params);\n  for (const inner of [...body.ops, ...handler.ops]) for (const result of resultsOf(inner)) own.add(result);\n  if (![...body.end.values, ...handler.end.values].every((value) => own.has(value))) return false;\n  const working = body.ops.filter(({ kind }) => kind !== "const" && kind !== "undef");\n  const [only] = working;\n  const isInert = only?.kind === "opaque" || (only?.kind === "call" && callees.isInert(only.callee));\n  return working.length === 1 && isInert && handler.ops.every(({ kind }) => kind === "const" || kind === "undef");\n} => {} #1',
    "What is not taken for an attempt is structured like any other `try`, and tidied to the same text.",
  ],
  [
    "transform/adjoint/wanted.ts ConditionalExpression isActiveInside(cx.activity, op) => true #2",
    "Too much is taken for wanted: that only decides how much a loop is thought to record.",
  ],
  [
    "transform/adjoint/loops.ts ConditionalExpression bar !== undefined => true #1",
    "An adjoint that is undefined counts as none when it is taken.",
  ],
  [
    "transform/adjoint/updates.ts ConditionalExpression between.has(resize.op) && places.find(resize.node) === node => false #1",
    "What resizes memory is a write to its elements too, which the line before sees.",
  ],
  [
    "transform/modes.ts ConditionalExpression seed !== undefined => true #1",
    "A default for a parameter that is not there is never printed.",
  ],
  [
    "transform/adjoint/callee.ts MethodExpression fn.params.some((param, i) => this.#early.has(param) && !early[i]) => fn.params.every((param, i) => this.#early.has(param) && !early[i]) #1",
    "It guards against a fault of the compiler that no fixture has.",
  ],
  [
    "transform/adjoint/callee.ts CallExpression all.variants.set(key, variant); => ; #1",
    "A variant that is not kept is made once more, the same under the same name.",
  ],
  [
    "transform/entry-check.ts LogicalOperator resolve(one, types) ?? one => resolve(one, types) && one #1",
    "A named type is a recursive one, and writes into parameters of those are refused before.",
  ],
]);
