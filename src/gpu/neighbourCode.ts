import type { RowLayout } from "./rowLayout.ts";

/** A number that a pass asks of a neighbour: its WGSL type, and an expression of `index`, `place` (its position and material or type) and the fields before it. */
export type NeighbourField = readonly [type: "f32" | "vec2f" | "vec3f" | "vec4f", value: string];
export type NeighbourFields = Readonly<Record<string, NeighbourField>>;

const always = [
  ["index", "u32"],
  ["position", "vec3u"],
  ["kind", "u32"],
] as const;

/** A neighbour and where it is seen from a particle. */
const sight = /* wgsl */ `
struct Sight {
  other: Neighbour,
  d: vec3f,
  distanceSquared: f32,
}

fn sight(own: Own, kind: u32, other: Neighbour) -> Sight {
  let d = separation(own.position, other.position);
  let beyond = 4.0 * chunk.listRadius * chunk.listRadius;
  return Sight(other, d, select(beyond, lengthSquared(d), isPair(kind, other.kind)));
}

fn addSeen(own: Own, seen: Sight, sums: ptr<function, Sums>) {
  addNeighbour(own, seen.other, seen.d, seen.distanceSquared, sums);
}`;

/** WGSL of `Neighbour`, with `index`, `position`, `kind` (material or type) and these fields, and of `neighbourAt(index: u32) -> Neighbour`. */
export function neighbourStruct(fields: NeighbourFields): string {
  const own = Object.entries(fields);
  const members = [...always, ...own.map(([name, [type]]) => [name, type] as const)];
  const lets = own.map(([name, [, value]]) => `  let ${name} = ${value};`);
  return `struct Neighbour { ${members.map(([name, type]) => `${name}: ${type}`).join(", ")} }
fn neighbourAt(index: u32) -> Neighbour {
  let place = position[index];
${lets.join("\n")}
  return Neighbour(${["index", "place.xyz", "place.w", ...Object.keys(fields)].join(", ")});
}`;
}

/**
 * WGSL of what lanes hand on of neighbours that each has fetched: `neighbourOf(fetched: Neighbour, lane: u32) -> Neighbour` of that lane; of a neighbour and its place in
 * a frame, `placedAcross(fetched: Placed) -> Placed` of the lane in the same place of the other four, and `placedBesideX`, `-Y` and `-Diagonal` of lanes of
 * the same four. Those need no test of whether that lane takes part, which WGSL compilers put behind other shuffles.
 */
function handOn(fields: NeighbourFields): string {
  const names = [...always.map(([name]) => name), ...Object.keys(fields)];
  const neighbour = (fetched: string, shuffled: (value: string) => string) =>
    `Neighbour(${names.map((name) => shuffled(`${fetched}.${name}`)).join(", ")})`;
  const placed = (way: string, shuffled: (value: string) => string) =>
    `fn placed${way}(fetched: Placed) -> Placed { return Placed(${neighbour("fetched.other", shuffled)}, ${shuffled("fetched.place")}); }`;
  return [
    "struct Placed { other: Neighbour, place: vec3f }",
    `fn neighbourOf(fetched: Neighbour, lane: u32) -> Neighbour { return ${neighbour("fetched", (value) => `subgroupShuffle(${value}, lane)`)}; }`,
    placed("Across", (value) => `subgroupShuffleXor(${value}, 4u)`),
    ...["X", "Y", "Diagonal"].map((way) => placed(`Beside${way}`, (value) => `quadSwap${way}(${value})`)),
  ].join("\n");
}

/**
 * WGSL of sums over neighbours along the rows of a list: `fn alongRow(thread: u32)`, to be called for `threadsFor` threads if there is anything to do, each of which may have several
 * particles. For passes that bind `position`, `chunk`, `rowLength` and `list`. The user defines `Own` with `index` and `position`, `Sums`, and
 *   fn ownOf(index: u32) -> Own
 *   fn isWanted(own: Own) -> bool  — whether its sums are; those of others are zero or what they come to
 *   fn addNeighbour(own: Own, other: Neighbour, d: vec3f, r2: f32, sums: ptr<function, Sums>)
 *   fn endGroup(sums: ptr<function, Sums>)  — after every few neighbours
 *   fn isPair(own: u32, other: u32) -> bool  — of two materials or types
 *   fn isAlike(one: u32, other: u32) -> bool  — whether they are pairs with the same others, and rounded places will do for them
 *   fn staysPair(own: u32, other: u32) -> bool  — whether those that are a pair when the list is built still are
 *   fn finish(own: Own, sums: ptr<function, Sums>)  — once for every particle, wanted or not
 * Beyond reach every term has to be zero, and for the particle itself, which is met a few times or never, d is: no test is needed where
 * every term holds one of them as a factor.
 */
export function neighbourCode(layout: RowLayout, fields: NeighbourFields): string {
  const parts = [layout.code, neighbourStruct(fields), sight, layout.visit];
  return (layout.usesSubgroups ? [...parts, handOn(fields)] : parts).join("\n");
}
