import { describeScenarios } from "./scenarios/emulated.ts";

describeScenarios({ version: "9.5.2" });
describeScenarios({ version: "11.6.0" });
describeScenarios({ version: "12.4.0", resourceApi: false });
