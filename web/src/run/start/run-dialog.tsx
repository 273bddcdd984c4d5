import { Modal } from '@mantine/core';
import { RunForm, type RunFormProps } from './run-form.tsx';

/** The form that starts a run or a simulation, as a dialog. */
export function RunDialog(
  props: Omit<RunFormProps, 'onCancel'> & { readonly title: string; readonly onClose: () => void },
) {
  const { title, onClose, ...form } = props;
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <RunForm {...form} onCancel={onClose} />
    </Modal>
  );
}
