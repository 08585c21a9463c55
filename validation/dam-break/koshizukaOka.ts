/** Front of the collapsing column, Z = x/a at T = t √(2g/a): Koshizuka & Oka 1996. */
export const koshizukaOka: readonly (readonly [T: number, Z: number])[] = [
  [0, 1],
  [0.381, 1.111],
  [0.769, 1.252],
  [1.153, 1.505],
  [1.537, 1.892],
  [1.935, 2.241],
  [2.323, 2.615],
  [2.719, 3.003],
  [3.096, 3.624],
];
