import { describe, expect, test } from "vitest";
import { dashboardAction, dataSourceAction, document, folderAction, havePushed } from "../actions.ts";
import { apply, only, statesOf } from "../applying.ts";
import { faultyGrafana } from "../faulty-grafana.ts";

describe("confirming", () => {
  test("reads every written object by its uid", async () => {
    const grafana = faultyGrafana();
    const base = havePushed(grafana, "old");
    const outcome = await apply(
      grafana,
      [
        folderAction({ uid: "f" }),
        dataSourceAction({ uid: "prom" }),
        dashboardAction({ uid: "d", folderUid: "f" }),
        dashboardAction({ uid: "same", kind: "unchanged" }),
        dashboardAction({ uid: "old", kind: "delete", base }),
      ],
      { confirm: true },
    );
    expect(outcome.confirmed).toBe(true);
    expect(grafana.log.slice(-4)).toEqual([
      "folders.read f",
      "dataSources.read prom",
      "dashboards.read d",
      "dashboards.read old",
    ]);
  });

  test("finds what somebody changed right after", async () => {
    const grafana = faultyGrafana();
    grafana.fail("dashboards.read d", { kind: "before", act: () => grafana.edit("d", document("d", 99)) });
    const outcome = await apply(grafana, [dashboardAction({ uid: "d" })], { confirm: true });
    expect(outcome.confirmed).toBe(false);
    expect(only(outcome)).toMatchObject({
      state: "failed",
      message: "It was written, but reading it back shows something else.",
    });
  });

  test("says when something cannot be read", async () => {
    const grafana = faultyGrafana();
    grafana.fail("dashboards.read d", { kind: "throw" });
    const outcome = await apply(grafana, [dashboardAction({ uid: "d" })], { confirm: true });
    expect(only(outcome)?.message).toBe(
      "It was written, but cannot be read back. `grafana` closed the connection.",
    );
  });

  test("is not given when something was not written", async () => {
    const grafana = faultyGrafana();
    grafana.fail("dashboards.write bad", {
      kind: "answer",
      result: { kind: "refused", status: 400, message: "no" },
    });
    const outcome = await apply(grafana, [dashboardAction({ uid: "bad" }), dashboardAction({ uid: "d" })], {
      confirm: true,
    });
    expect(outcome.confirmed).toBe(false);
    expect(statesOf(outcome)).toEqual({ bad: "failed", d: "done" });
  });
});
