/**
 * Whether a value of one type may stand where another is expected. More generous than TypeScript where the IR cannot know:
 * `undefined` fits everywhere (the slot of a path not taken), `readonly`, discreteness and the user's own names do not count,
 * an opaque type fits any.
 */
import type { Field, RecordType, Type, TypeTable } from "./types.ts";

export type Assignable = (from: Type, to: Type) => boolean;

/** The question for the types of one unit; answers are remembered by object, so that asking often is cheap. */
export function assignableIn(table: TypeTable): Assignable {
  const known = new WeakMap<Type, WeakMap<Type, boolean>>();

  const ask: Assignable = (from, to) => {
    if (from === to) return true;
    let answers = known.get(from);
    if (!answers) known.set(from, (answers = new WeakMap()));
    let answer = answers.get(to);
    if (answer === undefined) {
      // A recursive type asks the same question again inside itself; there it may assume the answer.
      answers.set(to, true);
      answer = decide(from, to);
      answers.set(to, answer);
    }
    return answer;
  };

  const decide = (from: Type, to: Type): boolean => {
    if (from.kind === "undefined" || from.kind === "opaque" || to.kind === "opaque") return true;
    if (from.kind === "named" || to.kind === "named") {
      if (from.kind === "named" && to.kind === "named" && from.name === to.name) return true;
      const [a, b] = [resolve(from, table), resolve(to, table)];
      return a === undefined || b === undefined || ask(a, b);
    }
    if (from.kind === "union") return from.members.every((member) => ask(member, to));
    if (to.kind === "union") return to.members.some((member) => ask(from, member));
    switch (to.kind) {
      case "array":
        if (from.kind === "tuple") return from.elements.every((element) => ask(element, to.element));
        return from.kind === "array" && ask(from.element, to.element);
      case "tuple":
        return (
          from.kind === "tuple" &&
          from.elements.length <= to.elements.length &&
          from.elements.length >= to.elements.length - (to.optional ?? 0) &&
          from.elements.every((element, i) => ask(element, to.elements[i] ?? element))
        );
      case "typed-array":
        return from.kind === "typed-array" && from.name === to.name;
      case "dictionary":
        return from.kind === "dictionary" && ask(from.value, to.value);
      case "record":
        return from.kind === "record" && recordFits(from, to, ask);
      default:
        return from.kind === to.kind;
    }
  };

  return ask;
}

/** What a type stands for: named types looked up, also through names for names. Undefined where the table has none. */
export function resolve(type: Type, table: TypeTable): Type | undefined {
  let current: Type | undefined = type;
  for (let steps = 0; current?.kind === "named"; steps++) {
    current = steps > table.size ? undefined : table.get(current.name)?.type;
  }
  return current;
}

function recordFits(from: RecordType, to: RecordType, ask: Assignable): boolean {
  const own = new Map<string, Field>(from.fields.map((field) => [field.name, field]));
  return to.fields.every((field) => {
    const found = own.get(field.name);
    return found ? ask(found.type, field.type) : field.optional === true;
  });
}
