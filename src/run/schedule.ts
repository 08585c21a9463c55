/** Steps from, from + every, from + 2 every, … with `from` 0 where left out. */
export interface Schedule {
  readonly every: number;
  readonly from?: number;
}

/** Whether a step is one of the schedule's. */
export function isDue(schedule: Schedule, step: number): boolean {
  const from = schedule.from ?? 0;
  return step >= from && (step - from) % schedule.every === 0;
}

/** The first step of the schedule after a given one. */
export function nextDue(schedule: Schedule, after: number): number {
  const from = schedule.from ?? 0;
  if (after < from) return from;
  return from + (Math.floor((after - from) / schedule.every) + 1) * schedule.every;
}

/** All steps of the schedule in (after, until]. */
export function dueWithin(schedule: Schedule, after: number, until: number): number[] {
  const steps: number[] = [];
  for (let step = nextDue(schedule, after); step <= until; step += schedule.every) steps.push(step);
  return steps;
}
