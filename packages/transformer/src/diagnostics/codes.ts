/**
 * Every diagnostic that adgen can give, as data: AD1xxx usage, AD2xxx not differentiable or not supported, AD3xxx notes,
 * AD9xxx faults of adgen's own. `why` is the reason, `fix` what to write instead; both are also its page of the reference.
 */
export interface CodeText {
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}

export const entries = {
  // -- usage ---------------------------------------------------------------------------------------------------------
  AD1001: {
    title: "Syntax error",
    why: "The text is not TypeScript, so nothing in the file can be read.",
    fix: "Mend the syntax; nothing is generated for the file until then.",
  },
  AD1002: {
    title: "Type error in a differentiated function",
    why: "Derivatives follow the types, and here they are contradictory: in JavaScript, too, where TypeScript does not say so.",
    fix: "Mend the type error in the function, or in the callee where it stands.",
  },
  AD1003: {
    title: "Marker in front of no function",
    why: "`@differentiable` marks the function on the next line, and there is none.",
    fix: "Put the marker directly above a function declaration or `const f = (…) => …`, or delete it.",
  },
  AD1004: {
    title: "Unknown marker option",
    why: "A marker understands `wrt: …` and `modes: …`.",
    fix: "Write `// @differentiable wrt: x, y modes: jvp, vjp`.",
  },
  AD1005: {
    title: "Unknown mode",
    why: "The modes are jvp, vjp, grad, hvp, into, jacobian and hessian.",
    fix: "Name modes of this list after `modes:`.",
  },
  AD1006: {
    title: "Unknown parameter after `wrt:`",
    why: "Derivatives are taken with respect to parameters of the marked function, or fields of them.",
    fix: "Name a parameter of the function, or a field as `parameter.field`.",
  },
  AD1007: {
    title: "Said twice",
    why: "A marker, an option or a name is given twice, so one of the two has no effect.",
    fix: "Delete one of them.",
  },
  AD1008: {
    title: "Nothing to differentiate",
    why: "A derivative needs a parameter and a result that contain numbers.",
    fix: "Give the function a parameter of type number (or an array or record of numbers) and a result that holds numbers.",
  },
  AD1009: {
    title: "Name clash",
    why: "The name of a generated function is already taken in the module.",
    fix: "Rename the declaration, or change the `naming` option.",
  },
  AD1010: {
    title: "File not found",
    why: "There is no file of this name that can be read.",
    fix: "Check the path; it is taken relative to the current folder.",
  },
  AD1011: {
    title: "No source files",
    why: "The folder or pattern holds no TypeScript file that is not itself generated.",
    fix: "Name files, or a pattern such as `src/**/*.ts`.",
  },
  AD1012: {
    title: "Cannot write",
    why: "The target cannot be written.",
    fix: "Check that the folder exists and may be written, or give another with `--out-dir`.",
  },
  AD1013: {
    title: "Wrong usage",
    why: "The command does not know this option or argument.",
    fix: "See `adgen --help`.",
  },
  AD1014: {
    title: "No marked function",
    why: "The file has no function marked `// @differentiable`, so nothing is generated.",
    fix: "Put `// @differentiable` on the line above a function.",
  },
  AD1015: {
    title: "Not exported",
    why: "The generated file needs something of the original that it cannot import.",
    fix: "Export it.",
  },
  AD1016: {
    title: "Operator call in a file that is left as it is",
    why: "`grad(f)` is replaced when the file is compiled; the command writes a sibling and leaves the file alone.",
    fix: "Import the derivative from the sibling file, or compile with the plugin.",
  },
  AD1017: {
    title: "Mode does not fit the function",
    why: "A gradient and a Hessian exist where the result is a number.",
    fix: "Ask for `jvp` or `vjp`, or return a number.",
  },
  AD1018: {
    title: "Generated file out of date",
    why: "The source has changed since the file was generated.",
    fix: "Run adgen again without `--check`.",
  },
  AD1019: {
    title: "Outside of the project",
    why: "adgen writes inside the project or `--out-dir` only.",
    fix: "Give `--out-dir`, or run adgen in the project of the file.",
  },
  AD1020: {
    title: "Arguments do not fit",
    why: "`--at` and `--dot` take a JSON array with one entry for each parameter.",
    fix: "Write for example `--at '[2, 5]'`.",
  },
  AD1021: {
    title: "No such function",
    why: "The file has no marked function of this name.",
    fix: "Name a function marked `// @differentiable`.",
  },
  AD1022: {
    title: "Project cannot be read",
    why: "The tsconfig is missing or is not valid.",
    fix: "Check the path after `--project`.",
  },
  AD1023: {
    title: "Parameter cannot be differentiated",
    why: "Its type holds no number that could carry a derivative.",
    fix: "Name a parameter of type number, or an array or record of numbers.",
  },
  AD1024: {
    title: "Unknown field after `wrt:`",
    why: "The type of the parameter has no such field that could carry a derivative.",
    fix: "Name a field of the parameter that holds numbers.",
  },
  AD1025: {
    title: "Generated file as input",
    why: "`*.ad.*` files are written by adgen and never read by it.",
    fix: "Name the file that it was generated from.",
  },
  AD1026: {
    title: "Unknown diagnostic",
    why: "There is no diagnostic of this code.",
    fix: "The codes are listed in docs/diagnostics.md.",
  },
  AD1027: {
    title: "Plugin misconfigured",
    why: "The plugin was loaded in a way or with an option that it does not know.",
    fix: 'In tsconfig: `"plugins": [{ "transform": "@adgen/transformer/tsc", "transformProgram": true }]`.',
  },
  AD1028: {
    title: "Not a text file that can be read",
    why: "The file cannot be decoded or has no TypeScript extension.",
    fix: "Name a .ts, .mts, .cts or .tsx file.",
  },
  AD1029: {
    title: "Derivative that fails its check",
    why: "`adgen check` compares tangents, adjoints and differences at points. Where they disagree, a derivative is wrong: by a rule of your own (`// @derivative of f`), or by a fault of adgen.",
    fix: "Mend the rule. If a rule is meant to differ from the derivative, leave its callers out with `--fn`. If there is no rule, please report the function.",
  },

  // -- not differentiable, or not supported --------------------------------------------------------------------------
  AD2001: {
    title: "`any` meets a number",
    why: "A value of type `any` or `unknown` hides whether it carries a derivative.",
    fix: "Give it a type, for example `number` or `number[]`.",
  },
  AD2002: {
    title: "Calls the function many times",
    why: "A Jacobian or a Hessian is put together from many calls of the function, so what it prints, asks or overwrites would happen as often.",
    fix: "Ask for jvp, vjp, grad or hvp; or take the effect, the clock, the random number or the write out of the function.",
  },
  AD2003: {
    title: "Receives an active value and has no derivative",
    why: "The body of the callee cannot be found, so its derivative is unknown; taking it as zero would be silently wrong.",
    fix: "Mark it `// @differentiable` where it is declared, give it a rule, or cut the derivative with stopGradient.",
  },
  AD2004: {
    title: "A jump out of `finally`",
    why: "It would override the return, jump or exception that the `finally` stands in the way of, which readers hardly ever see.",
    fix: "Let `finally` end by itself; decide after the whole statement.",
  },
  AD2005: {
    title: "Class cannot be followed",
    why: "Derivatives stand outside the class: they cannot read its `#fields`, nor make an instance of a class that they cannot name.",
    fix: "Declare the class at module level; write `private` fields instead of `#fields`, or keep the instance inside the function.",
  },
  AD2006: {
    title: "Receiver is not known",
    why: "What `this` means is decided by the call, and this one is not at hand.",
    fix: "Declare `this` as a parameter, or pass the object as one.",
  },
  AD2007: {
    title: "Constructor cannot be found",
    why: "What a constructor computes is not known without its body.",
    fix: "Use a class of the project or a plain record, or construct it outside of the differentiated function.",
  },
  AD2008: {
    title: "Accessor cannot be followed",
    why: "Reading or writing through `get` and `set` runs code, which is not at hand here.",
    fix: "Use a field or a function.",
  },
  AD2010: {
    title: "Overloads that cannot be told apart",
    why: "A function with overloads is specialised for the one that each call means; here it is not called, but passed on or given to an operator.",
    fix: "Pass an arrow function that calls it with arguments of the types that are meant: `(x: number) => f(x)`.",
  },
  AD2011: {
    title: "Function that cannot be followed",
    why: "A derivative follows a function passed, returned or kept as long as it is known at each call which ones it can be.",
    fix: "Pass the function as an argument or keep it in a `const`; or call the functions by name, in branches.",
  },
  AD2012: {
    title: "Captured variable that cannot be shared",
    why: "The variable would have to be shared with code that is not part of the function, or with one turn of a loop only.",
    fix: "Return the new value and assign it outside, or declare the variable in the loop's body.",
  },
  AD2015: {
    title: "Type of a JavaScript parameter is not known",
    why: "Derivatives follow types, and neither JSDoc nor the way in which the parameter is used says what it is.",
    fix: "Write its type in JSDoc: `/** @param {number[]} xs */`.",
  },
  AD2016: {
    title: "Operator that cannot be resolved",
    why: "`grad(f)` and its like are replaced when the file is compiled, so the function, and the parameters that are meant, must be known then.",
    fix: "Name the function, or write it as an arrow; where it is a parameter, pass the derivative in.",
  },
  AD2017: {
    title: "Built-in in a form that is not followed",
    why: "What this built-in does here depends on more than its types and its text say.",
    fix: "Write it as a loop.",
  },
  AD2018: {
    title: "Writes module-level state",
    why: "State outside of the function outlives the call, and so would its adjoint.",
    fix: "Make it a local variable, or a parameter and a result.",
  },
  AD2019: {
    title: "`async` cannot be differentiated",
    why: "The order in which asynchronous code runs cannot be reversed.",
    fix: "Await outside and differentiate the synchronous part.",
  },
  AD2020: {
    title: "Generators cannot be differentiated",
    why: "A suspended function has no single path to reverse.",
    fix: "Fill an array in a loop.",
  },
  AD2021: {
    title: "`eval` cannot be differentiated",
    why: "What it runs is not known when the program is compiled.",
    fix: "Write the code itself.",
  },
  AD2022: {
    title: "`with` cannot be differentiated",
    why: "Names in its body are not known when the program is compiled.",
    fix: "Name the object at each use.",
  },
  AD2023: {
    title: "`delete` cannot be differentiated",
    why: "Removing a named field changes the shape that derivatives follow; a key of a dictionary may be deleted.",
    fix: "Set it to undefined, build a new record, or use a dictionary: `Record<string, number>`.",
  },
  AD2024: {
    title: "`arguments` cannot be differentiated",
    why: "It gives the parameters a second, untyped name.",
    fix: "Use a rest parameter.",
  },
  AD2025: {
    title: "Tagged template receives values",
    why: "The tag is a call whose derivative is unknown.",
    fix: "Call a function instead.",
  },
  AD2026: {
    title: "Key is not known",
    why: "Which field this reaches is not known when the program is compiled, and the type lists no keys.",
    fix: "Use a record type with named fields, an array, or a dictionary: `Record<string, number>`.",
  },
  AD2027: {
    title: "Not in the differentiable language",
    why: "This construct has no place in numeric code that adgen knows how to differentiate.",
    fix: "Move it out of the differentiated function.",
  },
  AD2028: {
    title: "Nested too deeply",
    why: "The expression or statement is nested deeper than the compiler can follow.",
    fix: "Split it into named parts.",
  },
  AD2029: {
    title: "Active value goes through a string",
    why: "The way into text and back has no derivative.",
    fix: "Compute with the number itself, or cut the derivative with stopGradient.",
  },
  AD2030: {
    title: "Active value in a Map or Set",
    why: "Maps and sets are carried along and never differentiated.",
    fix: "Use an array or a record.",
  },
  AD2031: {
    title: "Target of the call is not known",
    why: "Which function is called is decided when the program runs.",
    fix: "Call the functions by name, in branches.",
  },
  AD2032: {
    title: "Leaves `finally`",
    why: "`return` or `break` out of `finally` discards the path that led there.",
    fix: "Leave after the `try` statement.",
  },
  AD2033: {
    title: "Two kinds of view on one buffer",
    why: "A Float32Array and a Float64Array on one buffer share bits, not numbers.",
    fix: "Use one kind of view.",
  },
  AD2034: {
    title: "Name cannot be reached from the generated text",
    why: "A function of another file uses something that is not exported, which the derivative here cannot name.",
    fix: "Export it there, or make it a parameter.",
  },
  AD2035: {
    title: "Iteration over unknown keys",
    why: "Keys are gone over of records whose fields the type lists, and of dictionaries that hold numbers.",
    fix: "Use `for…of` over an array, a record type with named fields, or a dictionary: `Record<string, number>`.",
  },
  AD2036: {
    title: "Module-level binding holds memory of the function",
    why: "What is stored there outlives the call, and so would its adjoint.",
    fix: "Return it instead.",
  },
  AD2037: {
    title: "Jacobian of a type that contains itself",
    why: "The Jacobian repeats the shape of the parameters inside the shape of the result; for lists and trees no type says that.",
    fix: "Use `f_jvp` or `f_vjp`, or return and take arrays.",
  },
  AD2038: {
    title: "Written through stopGradient",
    why: "`stopGradient(xs)` is the array `xs` itself, of which derivatives take no notice: what is written through it would change `xs` unnoticed.",
    fix: "Write through the array itself, or copy it: `stopGradient(xs.slice())`.",
  },
  AD2039: {
    title: "Members of a union cannot be told apart",
    why: "An adjoint has the shape of its value, and nothing that a program could test says which member of the union that is.",
    fix: "Give the members a field of literals, such as `kind`, or a field that only one of them has.",
  },
  AD2040: {
    title: "Rule that does not fit",
    why: "`// @derivative of f` stands in front of a function that takes the place of `f_jvp` or `f_vjp`, so it must have its signature.",
    fix: "Give it the parameters and the result of `f_jvp` or of `f_vjp`, for all parameters of f that hold numbers.",
  },
  AD2042: {
    title: "Number out of an exception",
    why: "What is caught may come from anywhere, so a number in it is not followed back to where it was put in, and its derivative would be lost.",
    fix: "Give back a result that says what went wrong, instead of throwing, or keep the number in a variable around the `try`.",
  },

  // -- notes -----------------------------------------------------------------------------------------------------------
  AD3001: {
    title: "Kink",
    why: "The function has points here where no derivative exists; a convention says what is given.",
    fix: "Nothing, if the convention of docs/derivatives.md suits you.",
  },
  AD3002: {
    title: "Piecewise constant",
    why: "The derivative of this is 0 everywhere.",
    fix: "Nothing, if that is meant.",
  },
  AD3003: {
    title: "Bitwise operator",
    why: "Bitwise operators are piecewise constant: their derivative is 0.",
    fix: "Use Math.trunc and arithmetic if a slope is meant; both give 0 for the rounding itself.",
  },
  AD3004: {
    title: "Guarded",
    why: "A partial derivative can be infinite here, so that a zero seed is tested first.",
    fix: "Nothing.",
  },
  AD3005: {
    title: "Derivative of an unexported function left out",
    why: "The function is not exported and the file does not name its derivative.",
    fix: "Export the function, or use the derivative in the file.",
  },
  AD3006: {
    title: "Operator call needs compiling",
    why: "Calling this function uncompiled throws, since its operator calls are replaced by the compiler only.",
    fix: "Call the generated derivative, or compile with the plugin.",
  },
  AD3007: {
    title: "Stored into an integer array",
    why: "Integer typed arrays are never differentiated: the derivative of what is stored is 0.",
    fix: "Use a Float64Array if a derivative is meant.",
  },
  AD3008: {
    title: "Not evaluated",
    why: "This reaches host code, and adgen never executes user code.",
    fix: "Nothing.",
  },
  AD3009: {
    title: "The function itself is not compiled",
    why: "An operator such as `grad(f)` is replaced in the generated text only: the file stays as it is, and calling the marked function there throws.",
    fix: "Call its derivatives, which give the value too, or compile the file with the plugin.",
  },

  // -- adgen's own ---------------------------------------------------------------------------------------------------
  AD9001: {
    title: "Fault of adgen",
    why: "adgen met a state that it should never be in. The program is not at fault.",
    fix: "Please report it with the function that it happened in.",
  },
} as const;

export type Code = keyof typeof entries;
