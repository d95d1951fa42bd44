/** Lines of emitted text, and how wide they may be. */

export const width = 120;

export interface Piece {
  /** How often two spaces stand before the text. */
  readonly depth: number;
  readonly text: string;
}
