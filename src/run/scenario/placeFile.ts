import { InputError } from "../../core/failure.ts";
import type { InputProblem } from "../../core/failure.ts";
import type { ParticleFile } from "../../formats/particleFile.ts";
import { unknownName } from "../../core/unknownName.ts";
import type { PlacedPart, Stage } from "./placePart.ts";
import type { FilePart, Setup } from "./setupSchema.ts";

/**
 * The particles of a file with their labels turned into the scenario's types.
 *
 * @throws InputError where labels are unknown, velocities are missing or the file has other dimensions
 */
export function placeFile(
  part: FilePart,
  path: string,
  file: ParticleFile,
  { box, typeNames }: Stage,
  velocities: Setup["velocities"],
): PlacedPart {
  const problems: InputProblem[] = [];
  if (file.count === 0) problems.push({ path: `${path}.path`, message: `${part.path} holds no particles` });
  if (velocities === "fromFile" && !file.velocity) {
    const message = `${part.path} holds none; give a temperature instead of "fromFile"`;
    problems.push({ path: "setup.velocities", message });
  }
  if ((file.box?.dimensions === 2 && box.dimensions === 3) || (box.dimensions === 2 && !isFlat(file))) {
    const message = `is ${box.dimensions}, which the particles of ${part.path} do not fit`;
    problems.push({ path: "setup.dimensions", message });
  }
  const type = typesOf(part, path, file, typeNames, problems);
  if (problems.length > 0) throw new InputError(problems);
  const position = file.position.slice();
  for (let k = 2; box.dimensions === 2 && k < position.length; k += 3) position[k] = box.lower[2];
  const velocity = velocities === "fromFile" ? file.velocity : undefined;
  return { position, type, velocity, image: file.image, id: file.id };
}

/** Whether all particles lie and move in one plane of z. */
function isFlat({ position, velocity }: ParticleFile): boolean {
  for (let k = 2; k < position.length; k += 3)
    if (position[k] !== position[2] || (velocity && velocity[k] !== 0)) return false;
  return true;
}

function typesOf(
  part: FilePart,
  path: string,
  file: ParticleFile,
  typeNames: readonly string[],
  problems: InputProblem[],
): Uint32Array {
  const labels = file.typeNames ?? typeNames;
  const type = file.type ?? new Uint32Array(file.count);
  if (!file.type && labels.length > 1) {
    const message = `${part.path} holds no types, and there are ${labels.length} to choose from`;
    problems.push({ path: `${path}.path`, message });
  }
  const used = [...new Set(type)].sort((a, b) => a - b);
  const indices = new Map(used.map((label) => [label, indexOf(label)]));
  return type.map((label) => indices.get(label) ?? 0);

  function indexOf(label: number): number {
    if (label >= labels.length) {
      const message = `${part.path} has a particle of type number ${label}, there are ${labels.length} (from 0)`;
      problems.push({ path: `${path}.path`, message });
      return 0;
    }
    const name = part.types?.[labels[label]] ?? labels[label];
    const index = typeNames.indexOf(name);
    if (index < 0) problems.push(unknownName(`${path}.types.${labels[label]}`, "type", name, typeNames));
    return index;
  }
}
