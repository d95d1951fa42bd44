/** The words of the IR's text form. */
import { InternalError } from "../base/internal-error.ts";

export type TokenKind = "value" | "string" | "number" | "origin" | "function" | "field" | "word" | "mark" | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
}

const patterns: readonly (readonly [TokenKind, string])[] = [
  ["value", "%\\d+"],
  ["string", '"(?:[^"\\\\\\n]|\\\\.)*"'],
  ["number", "-?(?:\\d+n|\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|Infinity\\b)"],
  ["origin", "@-?\\d+\\+-?\\d+:-?\\d+"],
  ["function", '@(?:[A-Za-z_$][\\w$]*|"(?:[^"\\\\\\n]|\\\\.)*")'],
  ["mark", "\\.\\.\\.|->|<=|>="],
  ["field", '\\.(?:[A-Za-z_$][\\w$]*|\\d+|"(?:[^"\\\\\\n]|\\\\.)*")'],
  ["word", "[A-Za-z_$][\\w$]*(?:-[a-z]+)*"],
  ["mark", "[(){}[\\],;:=|#~?<>]"],
];
// Words are separated by blanks and comments; the index of the group that matched tells the kind.
const scanner = new RegExp(`(?:\\s|//[^\\n]*)*(?:${patterns.map(([, p]) => `(${p})`).join("|")}|$)`, "uy");

/** Reads tokens from a text, with one token of preview. */
export class Scanner {
  readonly text: string;
  #position = 0;
  #next: Token;

  constructor(text: string) {
    this.text = text;
    this.#next = this.#scan();
  }

  get next(): Token {
    return this.#next;
  }

  take(): Token {
    const token = this.#next;
    this.#next = this.#scan();
    return token;
  }

  /** Whether the next token is this mark or word. */
  sees(text: string): boolean {
    return this.#next.text === text && (this.#next.kind === "mark" || this.#next.kind === "word");
  }

  /** Takes the next token if it is this mark or word. */
  takes(text: string): boolean {
    const found = this.sees(text);
    if (found) this.take();
    return found;
  }

  expect(text: string): void {
    if (!this.takes(text)) this.fail(`expected ${text}`);
  }

  takeKind(kind: TokenKind): string {
    if (this.#next.kind !== kind) this.fail(`expected a ${kind}`);
    return this.take().text;
  }

  /** An identifier or a string. */
  takeWord(): string {
    return this.#next.kind === "string" ? unquote(this.take().text) : this.takeKind("word");
  }

  takeString(): string {
    return unquote(this.takeKind("string"));
  }

  /** Items between commas, up to a closing mark, which is taken. */
  takeList<T>(close: string, item: () => T): readonly T[] {
    const items: T[] = [];
    while (!this.takes(close)) {
      if (items.length > 0) this.expect(",");
      items.push(item());
    }
    return items;
  }

  fail(message: string): never {
    const before = this.text.slice(0, this.#next.start).split("\n");
    const found = this.#next.kind === "end" ? "the end of the text" : this.#next.text;
    const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    throw new InternalError(`IR text, ${place}: ${message}, found ${found}`);
  }

  #scan(): Token {
    scanner.lastIndex = this.#position;
    const match = scanner.exec(this.text);
    if (!match) {
      const rest = this.text.slice(this.#position).trimStart();
      this.#next = { kind: "mark", text: rest[0] ?? "", start: this.text.length - rest.length };
      return this.fail("no word of this language");
    }
    this.#position = scanner.lastIndex;
    for (const [i, [kind]] of patterns.entries()) {
      const text = match[i + 1];
      if (text !== undefined) return { kind, text, start: this.#position - text.length };
    }
    return { kind: "end", text: "", start: this.#position };
  }
}

export function unquote(text: string): string {
  return text.startsWith('"') ? String(JSON.parse(text)) : text;
}
