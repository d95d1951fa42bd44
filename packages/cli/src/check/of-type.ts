/** Whether a value is what its type says: `rows[i]!` and `{} as Row` may make a program say what is not so. */
import type { Type, TypeTable } from "@adgen/transformer";

export function isOfType(value: unknown, type: Type, table: TypeTable): boolean {
  return new Asked(table).isOf(value, type);
}

class Asked {
  readonly #table: TypeTable;
  /** What was answered, or is assumed while it is asked: values may contain themselves. */
  readonly #answers = new Map<unknown, Map<Type, boolean>>();

  constructor(table: TypeTable) {
    this.#table = table;
  }

  isOf(value: unknown, type: Type): boolean {
    switch (type.kind) {
      case "number":
        return typeof value === "number";
      case "string":
        return typeof value === "string" && isListed(value, type.text);
      case "boolean":
      case "bigint":
        return typeof value === type.kind;
      case "array":
        return (
          Array.isArray(value) && this.#once(value, type, () => value.every((item) => this.isOf(item, type.element)))
        );
      case "tuple":
        return (
          Array.isArray(value) &&
          value.length <= type.elements.length &&
          value.length >= type.elements.length - (type.optional ?? 0) &&
          value.every((item, i) => this.isOf(item, type.elements[i]!))
        );
      case "typed-array":
        return Object.prototype.toString.call(value) === `[object ${type.name}]`;
      case "record": {
        if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
        const held = value as Readonly<Record<string, unknown>>;
        return this.#once(value, type, () =>
          type.fields.every(
            ({ name, type: inner, optional }) =>
              (optional === true && held[name] === undefined) || this.isOf(held[name], inner),
          ),
        );
      }
      case "dictionary":
        if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
        return this.#once(value, type, () => Object.values(value).every((item) => this.isOf(item, type.value)));
      case "named": {
        const definition = this.#table.get(type.name);
        return !definition || this.isOf(value, definition.type);
      }
      case "union":
        return type.members.some((member) => this.isOf(value, member));
      case "undefined":
      case "void":
        return value === undefined;
      case "null":
        return value === null;
      case "opaque":
        return true;
    }
  }

  #once(value: unknown, type: Type, ask: () => boolean): boolean {
    const answers = this.#answers.get(value) ?? new Map<Type, boolean>();
    const known = answers.get(type);
    if (known !== undefined) return known;
    this.#answers.set(value, answers.set(type, true));
    const answer = ask();
    answers.set(type, answer);
    return answer;
  }
}

/** Whether a string is one of the literals of a type such as `"call" | "put"`. */
function isListed(value: string, text: string | undefined): boolean {
  const literals = [...(text ?? "").matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g)];
  return literals.length === 0 || literals.some(([, double, single]) => (double ?? single) === value);
}
