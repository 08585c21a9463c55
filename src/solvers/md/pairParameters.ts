import { z } from "zod";
import { cutoffTreatments } from "./cutoffs/index.ts";
import { type MixingRule, mixingRules } from "./mixing.ts";
import { pairPotentials } from "./potentials/index.ts";
import { positive } from "./potentials/parameterFields.ts";
import type { PairParameters, PairPotential } from "./potentials/pairPotential.ts";

/** The `solver.pair` part of a scenario, defaults filled in. */
export interface PairSection {
  readonly potential: string;
  /** Parameters of each type with itself, by the type's name; may hold a `cutoffRadius` of its own. */
  readonly types: Readonly<Record<string, PairParameters>>;
  /** Parameters of unlike pairs, by `A-B` or `B-A`; may hold a `cutoffRadius` of its own. */
  readonly pairs: Readonly<Record<string, PairParameters>>;
  readonly mixing: MixingRule;
  readonly cutoff: string;
  /** [length] */
  readonly cutoffRadius?: number;
  /** [length] */
  readonly switchRadius?: number;
  readonly tailCorrection?: boolean;
}

/** A potential's parameters; one that does not end by itself may be given a cutoff radius with them. */
function entrySchema(potential: PairPotential) {
  if (potential.ownCutoffRadius) return potential.parameters;
  return potential.parameters.safeExtend({
    cutoffRadius: positive(
      "cutoff radius of this pair, in place of solver.pair.cutoffRadius",
      "length",
    ).optional(),
  });
}

/** Fields about the cutoff that make no sense for a potential that ends by itself. */
const cutoffFields = {
  cutoffRadius: positive("cutoff radius of all pairs that give none of their own", "length").optional(),
  tailCorrection: z.boolean().default(false).meta({
    description:
      "add the energy and pressure of a homogeneous fluid beyond the cutoff; for the cutoff truncated alone",
  }),
};

function sectionSchema(potential: PairPotential) {
  const entry = entrySchema(potential);
  return z
    .strictObject({
      potential: z.literal(potential.name).meta({ description: potential.formula }),
      types: z
        .record(z.string(), entry)
        .meta({ description: "parameters of each type with itself, by its name" }),
      pairs: z.record(z.string(), entry).default({}).meta({
        description: "parameters of unlike pairs, by the names of the types with a hyphen between: A-B",
      }),
      mixing: z.enum(mixingRules).default("lorentz-berthelot").meta({
        description: "rule for unlike pairs that are not given; explicit: all of them have to be given",
      }),
      cutoff: z
        .enum(cutoffTreatments.map((treatment) => treatment.name))
        .default("truncated")
        .meta({
          description: cutoffTreatments.map(({ name, formula }) => `${name}: ${formula}`).join("; "),
        }),
      switchRadius: positive("where the switch begins; for the cutoff switched alone", "length").optional(),
      ...(potential.ownCutoffRadius ? {} : cutoffFields),
    })
    .meta({ description: `${potential.formula} (${potential.citation})` });
}

type SectionSchema = ReturnType<typeof sectionSchema>;

/**
 * The pair interactions of a scenario, one variant for each potential of the index, so that each validates its own
 * parameters. Rules that span several fields, or need the list of types, are checked by buildPairTable.
 */
export const pairParameters = z
  .discriminatedUnion("potential", pairPotentials.map(sectionSchema) as [SectionSchema, ...SectionSchema[]])
  .meta({
    description: "pair potential, its parameters and its cutoff",
  }) as unknown as z.ZodType<PairSection>;
