import exec from 'k6/execution'
import http from 'k6/http'
import type { Options } from 'k6/options'
import { readRunOptions } from '../src/k6/run-options.ts'
import type { RunOptions } from '../src/k6/run-options.ts'
import { SUMMARY_STATISTICS, summaryJson, summaryMarkdown } from '../src/k6/run-summary.ts'
import type { RunSummary, SummaryData } from '../src/k6/run-summary.ts'
import { SCENARIO_DEFAULTS } from '../src/k6/scenario-defaults.ts'
import type { K6Scenario } from '../src/k6/scenario-defaults.ts'
import { planScenario } from '../src/k6/scenario-plan.ts'
import { readTenantAccess, tenantOf } from '../src/k6/tenant-access.ts'
import type { PaymentMessages } from '../src/payment-messages.ts'
import { createPaymentSource } from '../src/payment-source.ts'
import { pay } from './pay.ts'
import type { MessageTarget } from './post-message.ts'

/** What `setup` hands to every virtual user: the identity of the run, the same for all. */
export interface StartedRun {
  readonly runId: string
}

/** One payment of the run, and where it goes. */
export interface PlannedPayment {
  readonly run: RunOptions
  readonly target: MessageTarget
  readonly messages: PaymentMessages
}

export interface ScenarioScript {
  readonly options: Options
  setup(): StartedRun
  /** The payment of this iteration: its index in the test makes it unique among all virtual users. */
  plannedPayment(started: StartedRun): PlannedPayment
  /** Sends the payment of this iteration. */
  payNext(started: StartedRun): Promise<void>
  handleSummary(data: SummaryData & { readonly setup_data?: StartedRun }): Record<string, string>
}

/** The parts that k6 asks a script for. @throws RunOptionsError when the environment asks for what cannot be done */
export function createScenarioScript(scenario: K6Scenario): ScenarioScript {
  const defaults = SCENARIO_DEFAULTS[scenario]
  const run = readRunOptions(__ENV, defaults)
  const tenants = readTenantAccess(__ENV, open)
  const expected = defaults.areRefusalsExpected
    ? http.expectedStatuses(200, 429, 503)
    : http.expectedStatuses(200)

  const plannedPayment = ({ runId }: StartedRun): PlannedPayment => {
    const { name, iterationInTest: index } = exec.scenario
    const source = createPaymentSource({
      runId: `${runId}-${name}`,
      seed: run.seed,
      accountCount: run.accountCount,
    })
    return {
      run,
      target: { ...run, tenant: tenantOf(tenants, index), expected },
      messages: source(index, Date.now()),
    }
  }

  return {
    options: {
      ...planScenario(scenario, run),
      insecureSkipTLSVerify: run.isTlsInsecure,
      summaryTrendStats: SUMMARY_STATISTICS,
      userAgent: 'pantau-loadtest',
    },
    setup() {
      requireReady(run)
      return { runId: run.runId ?? inventRunId() }
    },
    plannedPayment,
    async payNext(started) {
      const { target, messages } = plannedPayment(started)
      await pay(run, target, messages)
    },
    handleSummary(data) {
      const runId = data.setup_data?.runId
      return runId === undefined
        ? { stdout: 'The run did not start.\n' }
        : summaryOutputs({ scenario, runId, run, data })
    },
  }
}

/** To the terminal always, to files when asked. */
function summaryOutputs(summary: RunSummary): Record<string, string> {
  const { scenario, runId, run } = summary
  const markdown = summaryMarkdown(summary)
  const file = `${run.resultsFolder}/${scenario}-${runId}`
  return {
    stdout: markdown,
    ...(run.resultsFolder === undefined
      ? {}
      : { [`${file}.json`]: summaryJson(summary), [`${file}.md`]: markdown }),
  }
}

/** Ends the run at once where nothing answers, rather than with a thousand errors. */
function requireReady({ baseUrl, requestTimeoutSeconds }: RunOptions): void {
  const { status, error } = http.get(`${baseUrl}/ready`, { timeout: `${requestTimeoutSeconds}s` })
  if (status !== 200) {
    exec.test.abort(`${baseUrl}/ready ${status === 0 ? `cannot be reached: ${error}` : `answers ${status}`}`)
  }
}

/** Short, and not the same for runs that start together. */
function inventRunId(): string {
  const random = Math.floor(Math.random() * 36 ** 3).toString(36)
  return `${Date.now().toString(36)}${random.padStart(3, '0')}`
}
