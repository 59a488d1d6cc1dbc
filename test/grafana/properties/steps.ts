/** What may happen to a Grafana that code is pushed to, by chance. */
import fc from "fast-check";
import type { Fault } from "../emulator/fault-rules.ts";
import type { Code, DashboardCode } from "../scenarios/code.ts";

/** The dashboards that the code may have. */
export const uids = ["a", "b", "c"] as const;

/** The folders that dashboards may lie in. */
const folders: readonly (readonly string[])[] = [[], ["Shop"], ["Shop", "Payments"], ["Team"]];

/** A push, disturbed or not. */
export interface PushStep {
  readonly kind: "push";
  readonly force: boolean;
  readonly prune: boolean;
  readonly concurrency: number;
  /** What meets its calls, one after the other. */
  readonly faults: readonly Fault[];
  /** Which calls that are. @default all */
  readonly faulty?: "POST" | "PUT" | undefined;
  /** It is interrupted after so many objects; 0: it is not. */
  readonly stopAfter: number;
  /** The program is gone while this write is under way, counted from 1; 0: it is not. */
  readonly killAt: number;
  /** What somebody does right before this write, counted from 1. */
  readonly meanwhile?: { readonly before: number; readonly act: HumanStep } | undefined;
}

/** What somebody does by hand to a dashboard, if it is there. */
export type HumanStep =
  | {
      readonly kind: "edit" | "resave";
      readonly uid: string;
      readonly keepsMessage: boolean;
      readonly dropsManager: boolean;
    }
  | { readonly kind: "move"; readonly uid: string; readonly to: "theirs" | "root" }
  | { readonly kind: "delete"; readonly uid: string }
  /** If it is not there. */
  | { readonly kind: "create"; readonly uid: string };

/** The code becomes another. */
export interface CodeStep {
  readonly kind: "code";
  readonly code: Code;
}

export type Step = PushStep | HumanStep | CodeStep;

const dashboardCode = (uid: string): fc.Arbitrary<DashboardCode> =>
  fc.record({
    uid: fc.constant(uid),
    title: fc.constantFrom(uid, `${uid} new`),
    folder: fc.constantFrom(...folders),
    expr: fc.constantFrom("up", "sum(up)"),
  });

/** A state of the code. */
export const anyCode: fc.Arbitrary<Code> = fc
  .record({
    dashboards: fc.tuple(...uids.map((uid) => fc.option(dashboardCode(uid), { nil: undefined, freq: 3 }))),
    source: fc.option(fc.constantFrom("http://prometheus:9090", "http://other:9090"), { nil: undefined }),
  })
  .map(({ dashboards, source }) => ({
    dashboards: dashboards.filter((dashboard) => dashboard !== undefined),
    dataSources: source === undefined ? [] : [{ uid: "prom", url: source }],
  }));

/** What goes wrong with a call, or does not. */
const anyFault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Fault>({ kind: "none" }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Fault>(
      { kind: "reset-before" },
      { kind: "reset-after" },
      { kind: "reset-mid-body" },
      { kind: "status", status: 429, retryAfter: 0 },
      { kind: "status", status: 502 },
      { kind: "status", status: 503 },
      { kind: "status", status: 504, handled: true },
      { kind: "locked-database" },
      { kind: "stored-but-500" },
      { kind: "html" },
    ),
  },
);

const anyUid = fc.constantFrom(...uids);

/** A push that nothing disturbs. */
export const undisturbed: PushStep = {
  kind: "push",
  force: false,
  prune: false,
  concurrency: 4,
  faults: [],
  stopAfter: 0,
  killAt: 0,
};

const anyHuman: fc.Arbitrary<HumanStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom("edit" as const, "edit" as const, "resave" as const),
      uid: anyUid,
      keepsMessage: fc.boolean(),
      dropsManager: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("move" as const),
      uid: anyUid,
      to: fc.constantFrom("theirs" as const, "root" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), uid: anyUid }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("create" as const), uid: anyUid }) },
);

const sometimes = (number: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: number });

const rarely = fc.integer({ min: 0, max: 4 }).map((number) => number === 4);

const anyPush: fc.Arbitrary<PushStep> = fc.record({
  kind: fc.constant("push" as const),
  force: rarely,
  prune: fc.boolean(),
  concurrency: fc.constantFrom(1, 4),
  faults: fc.oneof(
    { weight: 2, arbitrary: fc.constant<Fault[]>([]) },
    { weight: 3, arbitrary: fc.array(anyFault, { maxLength: 25 }) },
  ),
  faulty: fc.constantFrom("POST" as const, "PUT" as const, undefined),
  stopAfter: sometimes(fc.integer({ min: 1, max: 4 })),
  killAt: sometimes(fc.integer({ min: 1, max: 6 })),
  meanwhile: fc.option(fc.record({ before: fc.integer({ min: 1, max: 4 }), act: anyHuman }), {
    nil: undefined,
    freq: 2,
  }),
});

const codeStep: fc.Arbitrary<Step> = anyCode.map((code) => ({ kind: "code", code }));

/** A history of a Grafana: what happens between two pushes, then a push, over and over. */
export const anySteps: fc.Arbitrary<readonly Step[]> = fc
  .array(
    fc.tuple(
      codeStep,
      fc.array(anyHuman as fc.Arbitrary<Step>, { maxLength: 3, size: "max" }),
      rarely,
      anyPush as fc.Arbitrary<Step>,
    ),
    { minLength: 2, maxLength: 6, size: "max" },
  )
  .map((rounds) =>
    rounds.flatMap(([code, acts, keepsCode, push], round) =>
      keepsCode && round > 0 ? [...acts, push] : [...acts, code, push],
    ),
  );

/** Disturbances of one push. */
export const anyDisturbance: fc.Arbitrary<PushStep> = fc
  .record({ push: anyPush, killAt: fc.integer({ min: 0, max: 8 }) })
  .map(({ push, killAt }) => ({ ...push, force: false, killAt, meanwhile: undefined }));
