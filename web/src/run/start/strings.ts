import { defineStrings } from '#web/strings/define-strings.ts';

/** Words of the form that starts a run. */
export const text = defineStrings('run-start', {
  form: 'Form',
  json: 'JSON',
  inputAs: 'Show the input as',
  jsonInput: 'Input as JSON',
  noInputs:
    'This workflow declares no inputs. It starts with an empty input; write one as JSON if its steps read more.',
  notJson: (message: string) => `This is no JSON: ${message}`,
  notObject: 'The input is an object: names and values in { }.',
  fixFirst: 'Some fields need a look before this can start.',
  cancel: 'Cancel',
  remembered: 'Filled in as last time.',
  useDefaults: 'Use the defaults',
  reads: 'Really read',
  readsHint: 'Steps that only read ask the real world. Nothing is written either way.',
  title: (name: string) => `Run ${name}`,
  run: 'Run',
  started: 'The run has started.',
  show: 'Show run',
});
