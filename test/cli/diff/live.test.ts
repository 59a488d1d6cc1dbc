import { expect, onTestFinished, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import type { DiffReport } from "../../../src/diff/model.ts";
import type { JsonObject } from "../../../src/schema/json.ts";
import { startEmulator } from "../../grafana/emulator/start.ts";
import type { Emulator } from "../../grafana/emulator/contract.ts";
import { createRepository, gitEnv, type TestRepository } from "../../project/git/git-repository.ts";
import { config, dashboardWith } from "../../project/sides/git-project.ts";
import { createTestIo, type Printed } from "../command-io.ts";

interface Stand {
  readonly repository: TestRepository;
  readonly grafana: Emulator;
  readonly dash: (...args: readonly string[]) => Promise<Printed & { readonly exitCode: number }>;
}

/** A project that was committed on main and pushed. */
async function pushed(version: string): Promise<Stand> {
  const repository = createRepository();
  repository.commit("one", {
    "dash.config.ts": config,
    "dashboards/shop.ts": dashboardWith("shop", "Latency", "Errors"),
    "dashboards/cart.ts": dashboardWith("cart", "Items"),
  });
  const grafana = await startEmulator({ version });
  onTestFinished(() => grafana.close());
  const env = { ...gitEnv, GRAFANA_URL: grafana.url, GRAFANA_TOKEN: grafana.tokens.admin };
  const dash: Stand["dash"] = async (...args) => {
    const { io, printed } = createTestIo({ cwd: repository.root, env });
    const exitCode = await main(args, io);
    return { ...printed, exitCode };
  };
  expect((await dash("push")).exitCode).toBe(0);
  return { repository, grafana, dash };
}

/** Somebody gives a panel another title and unit in Grafana. */
function edit(grafana: Emulator, uid: string, from: string, to: string): void {
  grafana.saveInUi(uid, (document) => ({
    ...document,
    panels: (document["panels"] as readonly JsonObject[]).map((panel) =>
      panel["title"] === from ? { ...panel, title: to } : panel,
    ),
  }));
}

test.each(["9.5.2", "13.2.0"])(
  "on %s what the code did and what somebody did in Grafana stay apart",
  async (version) => {
    const { repository, grafana, dash } = await pushed(version);
    expect((await dash("diff", "--live", "--exit-code")).exitCode).toBe(0);
    repository.write({ "dashboards/cart.ts": dashboardWith("cart", "Items", "Sum") });
    edit(grafana, "shop", "Errors", "Failures");
    const { stdout } = await dash("diff", "main", "--live", "--json");
    const report = JSON.parse(stdout) as DiffReport;
    const uids = (list: DiffReport["dashboards"]): unknown => list.map(({ after }) => after?.uid);
    expect(uids(report.dashboards)).toEqual(["cart"]);
    expect(uids(report.drift?.dashboards ?? [])).toEqual(["shop"]);
    expect(report.drift?.conflicts).toEqual([]);
    expect(report.drift?.objects).toEqual([]);
  },
  20_000,
);

test("what both changed is a conflict, in every form, and --only leaves other dashboards out", async () => {
  const { repository, grafana, dash } = await pushed("12.4.0");
  repository.write({ "dashboards/shop.ts": dashboardWith("shop", "Latency", "Faults") });
  edit(grafana, "shop", "Errors", "Failures");
  edit(grafana, "cart", "Items", "Things");
  const { stdout } = await dash("diff", "main", "--live");
  expect(stdout).toContain("conflict: panel `Errors` of shop (shop)");
  expect(stdout).toMatch(/in the code: .*`Errors` → `Faults`/);
  expect(stdout).toMatch(/in Grafana: .*`Errors` → `Failures`/);
  expect(stdout).toContain("retitled from `Items`");
  const only = await dash("diff", "main", "--live", "--only", "cart", "--json");
  const { dashboards, drift } = JSON.parse(only.stdout) as DiffReport;
  expect(dashboards).toEqual([]);
  expect(drift?.dashboards.map(({ after }) => after?.uid)).toEqual(["cart"]);
  expect(drift?.conflicts).toEqual([]);
}, 20_000);

test("a Grafana that does not let the caller in is an error with a hint", async () => {
  const { repository, grafana } = await pushed("12.4.0");
  const env = { ...gitEnv, GRAFANA_URL: grafana.url, GRAFANA_TOKEN: "glsa_wrong" };
  const { io, printed } = createTestIo({ cwd: repository.root, env });
  expect(await main(["diff", "--live"], io)).toBe(3);
  expect(printed.stdout).toBe("");
  expect(printed.stderr).toContain("(unauthorized)");
  expect(printed.stderr).not.toContain("glsa_wrong");
}, 20_000);
