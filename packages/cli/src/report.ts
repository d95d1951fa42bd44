/** What the command says on standard error. */
import { renderDiagnostic } from "@adgen/transformer";
import type { Diagnostic } from "@adgen/transformer";
import { styleText } from "node:util";
import type { CommandError } from "./command-error.ts";
import { shownName } from "./inputs.ts";
import type { Io } from "./io.ts";
import { textIfThere } from "./write.ts";

/** Says each finding once in a run, also where several files meet it in a file that they import. */
export class Report {
  errors = 0;
  private readonly said = new Set<string>();
  private readonly texts = new Map<string, string | undefined>();
  private readonly io: Io;
  private readonly isQuiet: boolean;

  constructor(io: Io, isQuiet: boolean) {
    this.io = io;
    this.isQuiet = isQuiet;
  }

  line(text: string): void {
    if (!this.isQuiet) this.io.err(`${text}\n`);
  }

  diagnostics(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      const { code, fileName, span, message, severity } = diagnostic;
      const key = JSON.stringify([code, fileName, span.start, message]);
      if (this.said.has(key) || (this.isQuiet && severity !== "error")) continue;
      this.said.add(key);
      if (severity === "error") this.errors += 1;
      const text = renderDiagnostic(diagnostic, {
        textOf: (name) => this.textOf(name),
        nameOf: (name) => shownName(name, this.io.cwd),
        colors: this.io.colors,
      });
      this.io.err(`${text}\n`);
    }
  }

  error({ code, message, wayOut }: CommandError): void {
    this.errors += 1;
    const key = JSON.stringify([code, message]);
    if (this.said.has(key)) return;
    this.said.add(key);
    const shownCode = this.io.colors ? styleText(["bold", "red"], code, { validateStream: false }) : code;
    this.io.err(`${shownCode}  ${message}\n${wayOut === "" ? "" : `        ${wayOut}\n`}`);
  }

  /** Files may have changed since their frames were last shown. */
  forget(): void {
    this.said.clear();
    this.texts.clear();
    this.errors = 0;
  }

  private textOf(fileName: string): string | undefined {
    if (!this.texts.has(fileName)) this.texts.set(fileName, textIfThere(fileName));
    return this.texts.get(fileName);
  }
}

/** Shows how far a long run is: over one line of a terminal, else now and then a line of its own. */
export class Progress {
  private readonly io: Io;
  private readonly total: number;
  private done = 0;
  private isShown = false;
  private readonly now: () => number;
  private next: number;

  constructor(io: Io, total: number, now: () => number = () => performance.now()) {
    this.io = io;
    this.total = total;
    this.now = now;
    // Short runs say nothing.
    this.next = now() + (io.isTerminal ? 1_000 : 5_000);
  }

  step(name: string): void {
    this.done += 1;
    if (this.now() < this.next || this.total < 2) return;
    const text = `${this.done} of ${this.total}: ${name}`;
    this.io.err(this.io.isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
    this.isShown = this.io.isTerminal;
    this.next = this.now() + (this.io.isTerminal ? 100 : 5_000);
  }

  /** Frees the line for messages. */
  clear(): void {
    if (this.isShown) this.io.err("\r\u001b[K");
    this.isShown = false;
  }
}
