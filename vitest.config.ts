// Four stages: unit (rooms by themselves), office (the office process and its command line), crash (killed processes), e2e
// (the real window). Tests of a stage run on two workers at most: offices' PCs have two cores, and so has CI.
import { defineConfig } from 'vitest/config'

const stage = (name: string, include: string[], more: Record<string, unknown> = {}) => ({
  test: { name, include, environment: 'node', testTimeout: 30_000, hookTimeout: 60_000, ...more },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      stage('unit', ['tests/{text,files,rulebook,documents,archive,network,filing,registers,handling,appraisal,intake,contract,renderer,shell,scripts}/**/*.test.{ts,tsx}', 'tests/*.test.ts'], { isolate: false }),
      stage('office', ['tests/office/**/*.test.ts'], { testTimeout: 60_000, isolate: false }),
      stage('crash', ['tests/crash/**/*.test.ts'], { testTimeout: 600_000 }),
      stage('e2e', ['tests/e2e/**/*.test.ts'], { testTimeout: 180_000, fileParallelism: false }),
    ],
    passWithNoTests: true,
  },
})
