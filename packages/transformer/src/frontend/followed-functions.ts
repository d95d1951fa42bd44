/** What the lowering of a file remembers of functions that are followed as data (function-families.ts). */
import type ts from "typescript";
import type { Code } from "../diagnostics/catalogue.ts";
import type { FunctionId, Origin } from "../ir/ir.ts";
import { plainParameter, withOwnNames } from "./function-entry.ts";
import type { FunctionEntry } from "./function-entry.ts";
import type { Family, Member } from "./function-families.ts";
import type { Given } from "./function-value.ts";
import type { TypeScript } from "./library.ts";
import type { TypeLowering } from "./lower-type.ts";
import type { Oracle } from "./oracle.ts";
import type { FunctionNode } from "./syntax.ts";

/** The refusals that may be of functions that are not known. */
const aboutFunctions: ReadonlySet<Code> = new Set<Code>(["AD2005", "AD2011", "AD2031"]);

/** What it asks of the lowering of the file. */
export interface AroundFollowed {
  readonly ts: TypeScript;
  readonly oracle: Oracle;
  readonly typeLowering: TypeLowering;
  readonly entries: Map<FunctionId, FunctionEntry>;
  readonly newId: (name: string) => FunctionId;
  readonly placeOf: (node: ts.Node) => { readonly fileName: string; readonly origin: Origin };
  readonly noteCall: (caller: FunctionId, callee: FunctionId) => void;
}

export class FollowedFunctions {
  readonly #file: AroundFollowed;
  /** How functions that are followed as data are made of the fields of their records, and where they were named. */
  readonly madeOf: Map<Member, { readonly given: Given; readonly node: ts.Node }> = new Map();
  /** What calls the members of families, and how many of them it knew when it was lowered. */
  readonly callers: Map<Family, { readonly entry: FunctionEntry; readonly node: ts.CallExpression; known: number }> =
    new Map();

  constructor(file: AroundFollowed) {
    this.#file = file;
  }

  /** The functions that a refused node names may be followed as data in another attempt. */
  noteRefused(code: Code, node: ts.Node): void {
    if (!aboutFunctions.has(code) || !this.#file.ts.isExpression(node)) return;
    const own = this.#file.oracle.typeAt(node);
    const signatures = (type: ts.Type): void => {
      const key = this.#file.typeLowering.signatureKey(type);
      if (key !== undefined) this.#file.typeLowering.families.wanted.add(key);
    };
    for (const type of [own, this.#file.oracle.contextualTypeOf(node) ?? own]) {
      for (const member of type.isUnion() ? type.types : [type]) {
        signatures(member);
        for (const property of member.flags & this.#file.ts.TypeFlags.Object
          ? this.#file.oracle.propertiesOf(member)
          : []) {
          if (property.flags & this.#file.ts.SymbolFlags.Property) signatures(this.#file.oracle.typeOfSymbol(property));
        }
      }
    }
  }

  /** The function that calls the members of a family. */
  callerOf(family: Family, node: ts.CallExpression, caller: FunctionId): FunctionEntry {
    let made = this.callers.get(family);
    if (!made) this.callers.set(family, (made = { entry: this.#enterFamily(family, node), node, known: -1 }));
    const { entry } = made;
    this.#file.entries.set(entry.id, entry);
    this.#file.noteCall(caller, entry.id);
    return entry;
  }

  /** The functions that call the members of families and do not know all of them. */
  outdatedCallers(): readonly FunctionEntry[] {
    return [...this.callers].flatMap(([{ members }, { entry, known }]) => (known < members.size ? [entry] : []));
  }

  #enterFamily(family: Family, node: ts.CallExpression): FunctionEntry {
    const { fileName, origin } = this.#file.placeOf(node);
    const self = { name: "fn", type: family.type };
    const name = `call${family.type.name}`;
    return {
      id: this.#file.newId(name),
      name,
      node: node as unknown as FunctionNode,
      body: this.#file.ts.factory.createBlock([]),
      sourceFile: node.getSourceFile(),
      fileName,
      origin,
      parameters: withOwnNames([self, ...family.parameters].map(plainParameter)),
      captures: [],
      hasReceiver: false,
      exact: undefined,
      constructs: undefined,
      result: family.result,
      substitution: undefined,
      scope: this.#file.typeLowering.scope,
      family,
    };
  }
}
