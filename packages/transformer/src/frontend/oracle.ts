/**
 * The only place that asks TypeScript's checker. What it is asked is little: it walks control flow for each question, so
 * types are otherwise taken from the values of the IR.
 */
import type ts from "typescript";
import { isMemberOfExports } from "./common-js.ts";
import type { TypeScript } from "./library.ts";
import type { Opened } from "./open.ts";

export class Oracle {
  readonly ts: TypeScript;
  readonly program: ts.Program;
  readonly #checker: ts.TypeChecker;

  constructor({ ts, program, checker }: Opened) {
    this.ts = ts;
    this.program = program;
    this.#checker = checker;
  }

  /** What a name means, through imports; for `{ x }` the variable and not the property. */
  symbolAt(node: ts.Node): ts.Symbol | undefined {
    const { ts } = this;
    const { parent } = node;
    const found =
      parent && ts.isShorthandPropertyAssignment(parent) && parent.name === node
        ? this.#checker.getShorthandAssignmentValueSymbol(parent)
        : this.#checker.getSymbolAtLocation(node);
    return found && this.aliased(found);
  }

  /** What a name, or a path such as `C.m` or `module.f`, means at module level of a file: of a class the static member first. */
  pathAt(path: string, file: ts.SourceFile): ts.Symbol | undefined {
    const { Value, Alias } = this.ts.SymbolFlags;
    const [first = "", ...rest] = path.split(".");
    const named = this.#checker.getSymbolsInScope(file, Value | Alias).find(({ name }) => name === first);
    let symbol = named && this.aliased(this.#checker.getExportSymbolOfSymbol(named));
    for (const name of rest) {
      const key = name as ts.__String;
      const member =
        symbol && (symbol.exports?.get(key) ?? symbol.members?.get(key) ?? this.#exportNamed(symbol, name));
      symbol = member && this.aliased(member);
    }
    return symbol;
  }

  #exportNamed(module: ts.Symbol, name: string): ts.Symbol | undefined {
    if (!(module.flags & this.ts.SymbolFlags.ValueModule)) return undefined;
    return this.exportsOfModule(module).find((one) => one.name === name);
  }

  /** The import or export that a name stands for, unresolved. */
  importAt(node: ts.Node): ts.Symbol | undefined {
    return this.#checker.getSymbolAtLocation(node);
  }

  /** What an import or export stands for in the end: for `module.exports = { f }` the `f` of that module. */
  aliased(symbol: ts.Symbol): ts.Symbol {
    const found = symbol.flags & this.ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
    return this.#exportedLocal(found) ?? found;
  }

  #exportedLocal({ valueDeclaration: member }: ts.Symbol): ts.Symbol | undefined {
    const { ts } = this;
    if (!member || !isMemberOfExports(ts, member)) return undefined;
    if (ts.isShorthandPropertyAssignment(member)) return this.#checker.getShorthandAssignmentValueSymbol(member);
    if (!ts.isPropertyAssignment(member) || !ts.isIdentifier(member.initializer)) return undefined;
    return this.symbolAt(member.initializer);
  }

  exportSymbolOf(symbol: ts.Symbol): ts.Symbol {
    return this.#checker.getExportSymbolOfSymbol(symbol);
  }

  typeAt(node: ts.Node): ts.Type {
    return this.#checker.getTypeAtLocation(node);
  }

  typeOfSymbol(symbol: ts.Symbol): ts.Type {
    return this.#checker.getTypeOfSymbol(symbol);
  }

  typeOfTypeNode(node: ts.TypeNode): ts.Type {
    return this.#checker.getTypeFromTypeNode(node);
  }

  declaredTypeOf(symbol: ts.Symbol): ts.Type {
    return this.#checker.getDeclaredTypeOfSymbol(symbol);
  }

  /** The type of the instances of a class. */
  instanceTypeOf(node: ts.ClassLikeDeclaration): ts.Type {
    const type = this.#checker.getTypeAtLocation(node);
    const [construct] = this.#checker.getSignaturesOfType(type, this.ts.SignatureKind.Construct);
    return this.ts.isClassExpression(node) && construct ? this.#checker.getReturnTypeOfSignature(construct) : type;
  }

  /** The class of the program that an expression's type names. */
  classAt(node: ts.Node): ts.ClassLikeDeclaration | undefined {
    const type = this.constraintOf(this.#checker.getTypeAtLocation(node));
    const declaration = this.#checker.getNonNullableType(type).getSymbol()?.valueDeclaration;
    return declaration && this.ts.isClassLike(declaration) ? declaration : undefined;
  }

  /** The type of an expression without null and undefined; of a union its members. */
  membersAt(node: ts.Node): readonly ts.Type[] {
    const type = this.#checker.getNonNullableType(this.constraintOf(this.#checker.getTypeAtLocation(node)));
    return type.isUnion() ? type.types : [type];
  }

  /** The field that a class declares: by a property, or by a parameter of its constructor. */
  fieldAt(node: ts.PropertyDeclaration | ts.ParameterDeclaration): ts.Symbol | undefined {
    const { ts } = this;
    if (!ts.isParameter(node)) return this.#checker.getSymbolAtLocation(node.name);
    const name = ts.isIdentifier(node.name) ? node.name.text : "";
    return this.#checker.getSymbolsOfParameterPropertyDeclaration(node, name)[1];
  }

  parameterAt(node: ts.ParameterDeclaration): ts.Symbol | undefined {
    const symbol = this.#checker.getSymbolAtLocation(node.name);
    const name = this.ts.isIdentifier(node.name) ? node.name.text : "";
    return this.ts.isParameterPropertyDeclaration(node, node.parent)
      ? this.#checker.getSymbolsOfParameterPropertyDeclaration(node, name)[0]
      : symbol;
  }

  /** Whether a declared field is a property from the start (ES2022), also without an initialiser. */
  get definesFields(): boolean {
    const { useDefineForClassFields, target } = this.program.getCompilerOptions();
    return useDefineForClassFields ?? (target ?? this.ts.ScriptTarget.ES2025) >= this.ts.ScriptTarget.ES2022;
  }

  contextualTypeOf(node: ts.Expression): ts.Type | undefined {
    return this.#checker.getContextualType(node);
  }

  signatureOfCall(node: ts.CallLikeExpression): ts.Signature | undefined {
    return this.#checker.getResolvedSignature(node);
  }

  /** How the value of an expression is called, where there is one way only, or the last of several. */
  callSignatureOf(node: ts.Expression): ts.Signature | undefined {
    return this.#checker.getSignaturesOfType(this.typeAt(node), this.ts.SignatureKind.Call).at(-1);
  }

  signatureOf(declaration: ts.SignatureDeclaration): ts.Signature | undefined {
    return this.#checker.getSignatureFromDeclaration(declaration);
  }

  /** The signatures of a function with overloads, as it is called; none for one with a single signature. */
  overloadsOf(declaration: ts.SignatureDeclaration): readonly ts.SignatureDeclaration[] {
    const symbol = declaration.name && this.symbolAt(declaration.name);
    const all = symbol?.declarations?.filter((one) => this.ts.isFunctionLike(one)) ?? [];
    return all.length > 1 ? all.filter((one) => !("body" in one && one.body)) : [];
  }

  /** What a function or class is generic over, also by `@template`. */
  typeParametersOf(node: ts.DeclarationWithTypeParameters): readonly ts.TypeParameterDeclaration[] {
    return this.ts.getEffectiveTypeParameterDeclarations(node);
  }

  callSignaturesOf(type: ts.Type): readonly ts.Signature[] {
    return this.#checker.getSignaturesOfType(type, this.ts.SignatureKind.Call);
  }

  returnTypeOf(declaration: ts.SignatureDeclaration): ts.Type | undefined {
    const signature = this.#checker.getSignatureFromDeclaration(declaration);
    return signature && this.#checker.getReturnTypeOfSignature(signature);
  }

  returnTypeOfSignature(signature: ts.Signature): ts.Type {
    return this.#checker.getReturnTypeOfSignature(signature);
  }

  propertiesOf(type: ts.Type): readonly ts.Symbol[] {
    return this.#checker.getPropertiesOfType(type);
  }

  propertyOf(type: ts.Type, name: string): ts.Symbol | undefined {
    return this.#checker.getPropertyOfType(type, name);
  }

  hasIndexSignature(type: ts.Type): boolean {
    return this.#checker.getIndexInfosOfType(type).length > 0;
  }

  /** What an object of any keys holds: one signature by strings, or by numbers, and no members beside it. */
  onlyIndexOf(
    object: ts.Type,
  ): { readonly type: ts.Type; readonly isReadonly: boolean; readonly isNumeric: boolean } | undefined {
    const [info, ...others] = this.#checker.getIndexInfosOfType(object);
    if (!info || others.length > 0 || this.isCallable(object) || this.propertiesOf(object).length > 0) return undefined;
    const { String, Number } = this.ts.TypeFlags;
    const { type, isReadonly, keyType } = info;
    if (!(keyType.flags & (String | Number))) return undefined;
    return { type, isReadonly, isNumeric: (keyType.flags & Number) !== 0 };
  }

  isCallable(type: ts.Type): boolean {
    const { Call, Construct } = this.ts.SignatureKind;
    return (
      this.#checker.getSignaturesOfType(type, Call).length > 0 ||
      this.#checker.getSignaturesOfType(type, Construct).length > 0
    );
  }

  isArray(type: ts.Type): boolean {
    return this.#checker.isArrayType(type);
  }

  isTuple(type: ts.Type): boolean {
    return this.#checker.isTupleType(type);
  }

  typeArgumentsOf(type: ts.Type): readonly ts.Type[] {
    return this.#checker.getTypeArguments(type as ts.TypeReference);
  }

  /** The constraint of a type parameter, or the type itself. */
  constraintOf(type: ts.Type): ts.Type {
    return this.#checker.getBaseConstraintOfType(type) ?? type;
  }

  constantOf(
    node: ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.EnumMember,
  ): string | number | undefined {
    return this.#checker.getConstantValue(node);
  }

  /** The string or number that an expression certainly is, by its literal type. */
  literalAt(node: ts.Expression): string | number | undefined {
    const type = this.#checker.getTypeAtLocation(node);
    return type.isStringLiteral() || type.isNumberLiteral() ? type.value : undefined;
  }

  /** All that an expression can be, where its type is a literal or a union of literals. */
  literalsAt(node: ts.Expression): readonly (string | number)[] | undefined {
    const type = this.constraintOf(this.#checker.getTypeAtLocation(node));
    const members = type.isUnion() ? type.types : [type];
    const values = members.flatMap((one) => (one.isStringLiteral() || one.isNumberLiteral() ? [one.value] : []));
    return values.length === members.length ? values : undefined;
  }

  exportsOf(file: ts.SourceFile): readonly ts.Symbol[] {
    const symbol = this.#checker.getSymbolAtLocation(file);
    return symbol ? this.exportsOfModule(symbol) : [];
  }

  /** Of a CommonJS module also the members of what it is. */
  exportsOfModule(module: ts.Symbol): readonly ts.Symbol[] {
    const exported = this.#checker.getExportsOfModule(module);
    const whole = exported.find(({ name }) => name === "export=");
    if (!whole) return exported;
    return [...exported, ...this.#checker.getPropertiesOfType(this.#checker.getTypeOfSymbol(whole))];
  }

  /** A type as the module of `at` would write it. */
  textOf(type: ts.Type, at: ts.Node): string {
    const { NoTruncation, UseAliasDefinedOutsideCurrentScope } = this.ts.TypeFormatFlags;
    return this.#checker.typeToString(type, at, NoTruncation | UseAliasDefinedOutsideCurrentScope);
  }

  /** Whether a declaration belongs to the ES library or the ambient host, which Node's own types describe too. */
  isLibrary(node: ts.Node): boolean {
    const file = node.getSourceFile();
    return (
      this.program.isSourceFileDefaultLibrary(file) ||
      /(^|[\\/])((lib\.[\w.]+|adgen-ambient)\.d\.ts$|node_modules[\\/]@types[\\/]node[\\/])/.test(file.fileName)
    );
  }

  isLibrarySymbol(symbol: ts.Symbol | undefined): boolean {
    return symbol?.declarations?.some((declaration) => this.isLibrary(declaration)) ?? false;
  }
}
