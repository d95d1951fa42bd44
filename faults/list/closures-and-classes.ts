import type { Fault } from "../fault.ts";

/** Functions that write, objects and their classes. */
export const closuresAndClasses: readonly Fault[] = [
  {
    name: "a step of its loop counts as an assignment",
    file: "frontend/closures.ts",
    from: "if (!isStepOf(ts, node, declaration)) reassigned.add(symbol);",
    to: "if (isStepOf(ts, node, declaration)) reassigned.add(symbol);",
    near: ["functions/closure-made-in-a-loop", "functions/nested-captures-loop-variable", "functions/"],
  },
  {
    name: "what a closure writes is not written around it",
    file: "frontend/closures.ts",
    from: "if (writes) writes.add(symbol);",
    to: "if (writes) void symbol;",
    near: ["functions/captured-variable-written-in-loop", "functions/"],
  },
  {
    name: "only what a function writes itself is seen, not what it calls",
    file: "frontend/closures.ts",
    from: "for (const reached of this.#captures.reachedFrom(node)) {",
    to: "for (const reached of [node]) {",
    near: [
      "functions/closure-writes-through-another",
      "functions/closure-inside-closure-writes",
      "functions/captured-variable",
      "functions/",
    ],
  },
  {
    name: "a variable that an escaping function reads is no cell",
    file: "frontend/closures.ts",
    from: "for (const symbol of this.#captures.of(node)) if (index.reassigned.has(symbol)) index.boxed.add(symbol);",
    to: "",
    near: ["functions/closure-shared-by-two", "functions/closures-in-every-place", "functions/"],
  },
  {
    name: "a function that is passed on does not escape",
    file: "frontend/closures.ts",
    from: 'if (how === "value") use(node).escapes = true;',
    to: "",
    near: ["functions/closure-passed-into-itself", "functions/closures-in-every-place", "functions/"],
  },
  {
    name: "a recursive closure writes plain variables",
    file: "frontend/closures.ts",
    from: "if (writes.size > 0 && (this.#captures.isRecursive(node) || this.#isCostly(index, node))) {",
    to: "if (writes.size > 0 && this.#isCostly(index, node)) {",
    near: ["functions/recursive-closure-writes", "functions/"],
  },
  {
    name: "the base class is asked for before what extends it",
    file: "frontend/expressions/dispatch.ts",
    from: "const order = (one: Candidate): number => (one.isExact ? -1000 : 0) - depth(one);",
    to: "const order = (one: Candidate): number => (one.isExact ? -1000 : 0) + depth(one);",
    near: ["classes/union-of-classes", "classes/inheritance", "classes/"],
  },
  {
    name: "an overridden member is not seen",
    file: "frontend/expressions/dispatch.ts",
    from: "const isOpen = cls === undefined || classes.isOverridden(cls, name, kind) || isAbstract(cx, cls, name);",
    to: "const isOpen = cls === undefined || isAbstract(cx, cls, name);",
    near: ["classes/template-methods", "classes/overridden-method", "classes/"],
  },
  {
    name: "super runs the member of the object itself",
    file: "frontend/expressions/dispatch.ts",
    from: "if (isSuper || (declared && ts.isPrivateIdentifier(declared.name))) return known(declared);",
    to: "if (declared && ts.isPrivateIdentifier(declared.name)) return known(declared);",
    near: ["classes/super-members", "classes/"],
  },
  {
    name: "fields are initialised after the constructor of the base class is forgotten",
    file: "frontend/lower-constructor.ts",
    from: "if (field && value !== undefined) cx.assign(cx.file.fieldVariable(field), value, cx.origin(node));",
    to: "",
    near: ["classes/generic-classes", "classes/field-initialisers", "classes/"],
  },
  {
    name: "parameter properties are no fields",
    file: "frontend/lower-constructor.ts",
    from: "if (!ts.isParameterPropertyDeclaration(parameter, parameter.parent) || !ts.isIdentifier(parameter.name)) continue;",
    to: "if (ts.isParameterPropertyDeclaration(parameter, parameter.parent) || !ts.isIdentifier(parameter.name)) continue;",
    near: ["classes/parameter-properties", "classes/"],
  },
  {
    name: "an initialiser of a field runs for static ones too",
    file: "frontend/lower-constructor.ts",
    from: "if (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) continue;",
    to: "if (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Readonly) continue;",
    near: ["classes/arrays-of-instances", "classes/field-initialisers", "classes/"],
  },
];
