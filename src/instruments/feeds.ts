/**
 * What signals read from instruments. A signal asks for one of these by name, so that a new instrument serves all
 * existing signals by giving them, and a new signal works with every instrument that gives what it reads.
 */
import type { Vector } from "../queries/expression.ts";
import type { ObservationKind } from "../queries/histogram-parts.ts";
import type { Selector } from "../queries/selector.ts";
import type { Feed } from "./instrument.ts";

/** The requests that were answered, whatever the answer. */
export interface RequestFeeds<Label extends string = string> {
  readonly requests: Feed<Selector<"counter", Label>>;
}

/** The requests that failed through the server's fault, a part of {@link RequestFeeds.requests}. */
export interface FailureFeeds<Label extends string = string> {
  readonly failures: Feed<Selector<"counter", Label>>;
}

/** How long requests took, in seconds; only a histogram can tell percentiles. */
export interface DurationFeeds<
  Label extends string = string,
  Kind extends ObservationKind = ObservationKind,
> {
  readonly durations: Feed<Selector<Kind, Label>>;
}

/** The requests being answered at the moment of the scrape. */
export interface InFlightFeeds<Label extends string = string> {
  readonly inFlight: Feed<Vector<Label>>;
}

/** The CPU time that a process uses, in cores: 1 is one core fully busy. */
export interface CpuFeeds<Label extends string = string> {
  readonly cpu: Feed<Vector<Label>>;
}

/** The memory that a process uses, in bytes. */
export interface MemoryFeeds<Label extends string = string> {
  readonly memory: Feed<Selector<"gauge", Label>>;
}

/** The containers of an engine, counted by the label `state`. */
export interface ContainerStateFeeds<Label extends string = string> {
  readonly containerStates: Feed<Selector<"gauge", Label>>;
}

/** The CPU time that each container uses, in cores; the label `name` is the container's. */
export interface ContainerCpuFeeds<Label extends string = string> {
  readonly containerCpu: Feed<Vector<Label>>;
}

/** The memory that each container uses, in bytes; the label `name` is the container's. */
export interface ContainerMemoryFeeds<Label extends string = string> {
  readonly containerMemory: Feed<Selector<"gauge", Label>>;
}
