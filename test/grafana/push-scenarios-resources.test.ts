import { describeScenarios } from "./scenarios/emulated.ts";

describeScenarios({ version: "12.4.0" });
describeScenarios({ version: "13.2.0" });
describeScenarios({ version: "13.2.0", resourceApi: false });
