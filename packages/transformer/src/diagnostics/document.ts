/** The published reference of diagnostics, made from the catalogue: `docs/diagnostics.md`. */
import { catalogue, codes } from "./catalogue.ts";

const chapters: readonly { readonly prefix: string; readonly title: string; readonly about: string }[] = [
  { prefix: "AD1", title: "Usage", about: "The command, a marker or a file is not what it should be." },
  {
    prefix: "AD2",
    title: "Not differentiable",
    about: "What a marked function, or one that it reaches, does and may not.",
  },
  { prefix: "AD3", title: "Notes", about: "Nothing is wrong, but a derivative there may surprise." },
  { prefix: "AD9", title: "Faults of adgen", about: "Never the user's mistake; please report them." },
];

/** The Markdown text of the reference. */
export function diagnosticsDocument(): string {
  const lines = [
    "# Diagnostics",
    "<!-- Generated from packages/transformer/src/diagnostics/codes.ts by its tests (vitest -u). Do not edit. -->",
    "Every message has a stable code. `adgen explain CODE` prints what stands here. One bad function never stops the others, and every " +
      "error of a file is reported in one run.",
    ...chapters.flatMap(chapter),
  ];
  return `${lines.join("\n\n")}\n`;
}

function chapter({ prefix, title, about }: (typeof chapters)[number]): readonly string[] {
  const own = codes.filter((code) => code.startsWith(prefix)).toSorted();
  return own.length === 0
    ? []
    : [
        `## ${title}`,
        about,
        ...own.flatMap((code) => {
          const { title: name, why, fix } = catalogue[code];
          return [`### ${code}`, `**${name}.** ${why}`, `Way out: ${fix}`];
        }),
      ];
}
