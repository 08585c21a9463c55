import type { Command } from "commander";
import { exitCodes } from "../../core/failure.ts";
import { adapterKind } from "../../gpu/context.ts";
import type { CommandContext } from "../command.ts";
import { adapterDescription, listAdapters } from "../dawn.ts";
import { printJson, printLine, printTable, type Terminal } from "../terminal.ts";

/** Limits that decide how many particles fit and which passes run. */
const shownLimits = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
  "maxComputeWorkgroupStorageSize",
  "maxComputeInvocationsPerWorkgroup",
] as const;

/** `corpuscle devices`: the WebGPU adapters of this machine, best first. */
export function addDevices(program: Command, { terminal, finish }: CommandContext): void {
  program
    .command("devices")
    .description("list the adapters, best first: kind, features, limits that matter")
    .option("--json", "print one JSON object")
    .action(async ({ json }: { json?: boolean }) => {
      const devices = (await listAdapters()).map(describeAdapter);
      if (json) printJson(terminal, { status: devices.length > 0 ? "done" : "failed", devices });
      else printDevices(terminal, devices);
      finish(devices.length > 0 ? exitCodes.done : exitCodes.noDevice);
    });
}

type Device = ReturnType<typeof describeAdapter>;

function describeAdapter(adapter: GPUAdapter) {
  const { vendor, architecture } = adapter.info;
  return {
    name: adapterDescription(adapter),
    kind: adapterKind(adapter),
    vendor,
    architecture,
    features: [...adapter.features].sort(),
    limits: Object.fromEntries(shownLimits.map((name) => [name, adapter.limits[name]])),
  };
}

function printDevices(terminal: Terminal, devices: readonly Device[]): void {
  if (devices.length === 0) {
    printLine(
      terminal.stderr,
      "No WebGPU adapter found: runs use the float64 reference on the CPU.\n" +
        "Install the Vulkan driver of a GPU, or Mesa 25 or newer (packages mesa-vulkan-drivers, libvulkan1).",
    );
    return;
  }
  const megabytes = (bytes: number) => `${Math.floor(bytes / 2 ** 20)} MiB`;
  printTable(
    terminal,
    ["adapter", "kind", "largest buffer", "largest binding", "subgroups", "float16", "timestamps"],
    devices.map(({ name, kind, limits, features }) => [
      name,
      kind,
      megabytes(limits.maxBufferSize),
      megabytes(limits.maxStorageBufferBindingSize),
      ...["subgroups", "shader-f16", "timestamp-query"].map((feature) =>
        features.includes(feature) ? "yes" : "no",
      ),
    ]),
  );
}
