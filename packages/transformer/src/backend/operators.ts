/**
 * Text of expressions with the parentheses that JavaScript needs and those that oxfmt adds for the reader: around `%` among
 * other operators, `*` beside `/`, `&&` in `||`, anything under a bitwise operator.
 */

/** Text and how tightly it binds: MDN's precedence (20 primary … 2 conditional); 1 for `x as T`. */
export interface Text {
  readonly text: string;
  readonly precedence: number;
  /** The operator, for infix and prefix text. */
  readonly token?: string;
}

export const castPrecedence = 1;
export const conditionalPrecedence = 2;
const prefixPrecedence = 14;
const postfixPrecedence = 17;

const logical: ReadonlySet<string> = new Set(["&&", "||", "??"]);
const bitwise: ReadonlySet<string> = new Set(["|", "^", "&", "<<", ">>", ">>>"]);
const equality: ReadonlySet<string> = new Set(["===", "!==", "==", "!="]);
const shift: ReadonlySet<string> = new Set(["<<", ">>", ">>>"]);
const multiplicative: ReadonlySet<string> = new Set(["*", "/", "%"]);

export function primary(text: string): Text {
  return { text, precedence: 20 };
}

export function postfix(text: string): Text {
  return { text, precedence: postfixPrecedence };
}

export function numberText(value: number): Text {
  const text = Object.is(value, -0) ? "-0" : String(value).replace("e+", "e");
  return text.startsWith("-") ? { text, precedence: prefixPrecedence, token: "-" } : primary(text);
}

export function infix(token: string, precedence: number, left: Text, right: Text): Text {
  const b = operand(token, precedence, "right", right);
  // TypeScript takes `a << 1 > (b)` for a call with type arguments.
  const looksGeneric = left.token === "<<" && token.startsWith(">") && b.startsWith("(");
  const a = looksGeneric ? `(${left.text})` : operand(token, precedence, "left", left);
  return { text: `${a} ${token} ${b}`, precedence, token };
}

function operand(token: string, precedence: number, side: "left" | "right", child: Text): string {
  return needsParentheses(token, precedence, side, child) ? `(${child.text})` : child.text;
}

function needsParentheses(token: string, precedence: number, side: "left" | "right", child: Text): boolean {
  const own = child.token;
  const isInfix = own !== undefined && child.precedence < prefixPrecedence;
  if (logical.has(token) && own !== undefined && logical.has(own)) return own !== token;
  if (child.precedence < precedence) return true;
  if (token === "**" && side === "left" && child.precedence === prefixPrecedence) return true;
  if (!isInfix) return false;
  if (child.precedence === precedence) return side === "right" || !flattens(token, own);
  return ((token === "+" || token === "-") && own === "%") || bitwise.has(token);
}

/** Whether `a own b token c` reads without parentheses. */
function flattens(token: string, own: string): boolean {
  if (token === "**" || equality.has(token) || shift.has(token)) return false;
  return token === own || !multiplicative.has(token);
}

export function prefix(token: string, argument: Text): Text {
  const isRepeated = argument.token === token && (token === "-" || token === "+");
  const text = isRepeated || argument.precedence < prefixPrecedence ? `(${argument.text})` : argument.text;
  return { text: `${token}${text}`, precedence: prefixPrecedence, token };
}

/** Text that `.`, `[`, `(` or `!` can follow. */
export function base(object: Text): string {
  return object.precedence < postfixPrecedence || /^\d/.test(object.text) ? `(${object.text})` : object.text;
}

export function conditional(test: Text, yes: Text, no: Text): Text {
  const testText = test.precedence <= conditionalPrecedence ? `(${test.text})` : test.text;
  const yesText = yes.precedence <= conditionalPrecedence ? `(${yes.text})` : yes.text;
  const noText = no.precedence === castPrecedence ? `(${no.text})` : no.text;
  return { text: `${testText} ? ${yesText} : ${noText}`, precedence: conditionalPrecedence };
}
