import { countApprovals } from './approval/count.ts';
import { listPastApprovals } from './approval/history.ts';
import { listApprovals } from './approval/list.ts';
import { listAudit } from './audit/list.ts';
import { verifyAudit } from './audit/verify.ts';
import { getCatalogue } from './block/catalogue.ts';
import { getBlock } from './block/get.ts';
import { listBlocks } from './block/list.ts';
import { listConnections } from './connection/list.ts';
import { discardDraft } from './draft/discard.ts';
import { getDraft } from './draft/get.ts';
import { listDrafts } from './draft/list.ts';
import { saveDraft } from './draft/save.ts';
import { watchDraft } from './draft/watch.ts';
import { previewExpression } from './expression/preview.ts';
import { listPins } from './pin/list.ts';
import { removePin } from './pin/remove.ts';
import { setPin } from './pin/set.ts';
import { answerRun } from './run/answer.ts';
import { cancelRun } from './run/cancel.ts';
import { followEvents } from './run/events.ts';
import { exportRun } from './run/export.ts';
import { forkRun } from './run/fork.ts';
import { getRun } from './run/get.ts';
import { importRun } from './run/import.ts';
import { listIterations } from './run/iterations.ts';
import { listRuns } from './run/list.ts';
import { followRuns } from './run/live.ts';
import { listLogs } from './run/logs.ts';
import { listRecentRuns } from './run/recent.ts';
import { resumeRun } from './run/resume.ts';
import { retryRun } from './run/retry.ts';
import { startRun } from './run/start.ts';
import { listSteps } from './run/steps.ts';
import { getTrend } from './run/trend.ts';
import { startAndWait } from './run/wait.ts';
import { listSchedules } from './schedule/list.ts';
import { listNextTimes } from './schedule/next.ts';
import { pauseSchedule } from './schedule/pause.ts';
import { runSchedule } from './schedule/run.ts';
import { unpauseSchedule } from './schedule/unpause.ts';
import { createSession } from './session/create.ts';
import { getCurrentSession } from './session/current.ts';
import { getSetting } from './setting/get.ts';
import { listSettings } from './setting/list.ts';
import { resetSetting } from './setting/reset.ts';
import { setSetting } from './setting/set.ts';
import { backUp } from './system/backup.ts';
import { getHealth } from './system/health.ts';
import { pruneData } from './system/prune.ts';
import { getUsage } from './system/usage.ts';
import { listTemplates } from './template/list.ts';
import { createToken } from './token/create.ts';
import { listTokens } from './token/list.ts';
import { revokeToken } from './token/revoke.ts';
import { activateWorkflow } from './workflow/activate.ts';
import { listActivations } from './workflow/activations.ts';
import { createWorkflow } from './workflow/create.ts';
import { deactivateWorkflow } from './workflow/deactivate.ts';
import { deleteWorkflow } from './workflow/delete.ts';
import { diffVersions } from './workflow/diff.ts';
import { duplicateWorkflow } from './workflow/duplicate.ts';
import { exportWorkflow } from './workflow/export.ts';
import { getWorkflow } from './workflow/get.ts';
import { importWorkflow } from './workflow/import.ts';
import { listWorkflows } from './workflow/list.ts';
import { rollbackWorkflow } from './workflow/rollback.ts';
import { saveWorkflow } from './workflow/save.ts';
import { simulateWorkflow } from './workflow/simulate.ts';
import { listTags } from './workflow/tags.ts';
import { getTimings } from './workflow/timings.ts';
import { validateDocument } from './workflow/validate.ts';
import { getWorkflowVersion } from './workflow/version.ts';
import { listVersions } from './workflow/versions.ts';

/** Every operation, by domain and verb: `run.start`. Surfaces read this list and nothing else. */
export const operations = {
  workflow: {
    list: listWorkflows,
    tags: listTags,
    get: getWorkflow,
    create: createWorkflow,
    save: saveWorkflow,
    delete: deleteWorkflow,
    validate: validateDocument,
    simulate: simulateWorkflow,
    versions: listVersions,
    version: getWorkflowVersion,
    diff: diffVersions,
    rollback: rollbackWorkflow,
    duplicate: duplicateWorkflow,
    import: importWorkflow,
    export: exportWorkflow,
    activate: activateWorkflow,
    deactivate: deactivateWorkflow,
    activations: listActivations,
    timings: getTimings,
  },
  run: {
    start: startRun,
    wait: startAndWait,
    list: listRuns,
    get: getRun,
    steps: listSteps,
    events: followEvents,
    live: followRuns,
    trend: getTrend,
    recent: listRecentRuns,
    iterations: listIterations,
    logs: listLogs,
    cancel: cancelRun,
    retry: retryRun,
    resume: resumeRun,
    fork: forkRun,
    answer: answerRun,
    export: exportRun,
    import: importRun,
  },
  approval: { list: listApprovals, count: countApprovals, history: listPastApprovals },
  draft: { list: listDrafts, get: getDraft, save: saveDraft, discard: discardDraft, watch: watchDraft },
  pin: { list: listPins, set: setPin, remove: removePin },
  template: { list: listTemplates },
  expression: { preview: previewExpression },
  connection: { list: listConnections },
  block: { list: listBlocks, get: getBlock, catalogue: getCatalogue },
  schedule: {
    list: listSchedules,
    next: listNextTimes,
    pause: pauseSchedule,
    unpause: unpauseSchedule,
    run: runSchedule,
  },
  setting: { list: listSettings, get: getSetting, set: setSetting, reset: resetSetting },
  token: { list: listTokens, create: createToken, revoke: revokeToken },
  session: { create: createSession, current: getCurrentSession },
  audit: { list: listAudit, verify: verifyAudit },
  system: { health: getHealth, usage: getUsage, backup: backUp, prune: pruneData },
};

/** The type of the list, for typed clients. */
export type Operations = typeof operations;
