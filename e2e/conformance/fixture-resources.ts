import type { PromptSource, ResourceSource } from '#surfaces/mcp/sources.ts';
import { PNG } from './fixture-media.ts';

const TEMPLATE = 'test://template/{id}/data';

/** The resources the conformance suite reads and watches. */
export function createFixtureResources(): ResourceSource {
  return {
    templates: [{ uriTemplate: TEMPLATE, name: 'template', description: 'Data by id.', mimeType: 'application/json' }],
    list: async () => ({
      resources: [
        { uri: 'test://static-text', name: 'text', description: 'A text.', mimeType: 'text/plain' },
        { uri: 'test://static-binary', name: 'binary', description: 'An image.', mimeType: 'image/png' },
        { uri: 'test://watched-resource', name: 'watched', description: 'Can be watched.', mimeType: 'text/plain' },
      ],
    }),
    async read(uri) {
      if (uri === 'test://static-text') {
        const text = 'This is the content of the static text resource.';
        return { contents: [{ uri, mimeType: 'text/plain', text }] };
      }
      if (uri === 'test://static-binary') return { contents: [{ uri, mimeType: 'image/png', blob: PNG }] };
      if (uri === 'test://watched-resource') {
        return { contents: [{ uri, mimeType: 'text/plain', text: 'Nothing has happened.' }] };
      }
      const id = /^test:\/\/template\/([^/]+)\/data$/.exec(uri)?.[1];
      if (id === undefined) return undefined;
      const text = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
      return { contents: [{ uri, mimeType: 'application/json', text }] };
    },
    watch: async (uri) => (uri.startsWith('test://') ? () => undefined : undefined),
    complete: async (template, value) => (template === TEMPLATE ? [`${value}1`] : undefined),
  };
}

const required = (name: string) => ({ name, description: `The ${name}`, required: true });

/** The prompts the conformance suite asks for. */
export function createFixturePrompts(): PromptSource {
  return {
    prompts: [
      { name: 'test_simple_prompt', description: 'A simple prompt.' },
      {
        name: 'test_prompt_with_arguments',
        description: 'A prompt with arguments.',
        arguments: [required('arg1'), required('arg2')],
      },
      {
        name: 'test_prompt_with_embedded_resource',
        description: 'A prompt with a resource.',
        arguments: [required('resourceUri')],
      },
      { name: 'test_prompt_with_image', description: 'A prompt with an image.' },
    ],
    get(name, input) {
      const user = 'user' as const;
      const say = (text: string) => ({ role: user, content: { type: 'text' as const, text } });
      switch (name) {
        case 'test_simple_prompt':
          return { messages: [say('This is a simple prompt for testing.')] };
        case 'test_prompt_with_arguments':
          return { messages: [say(`Prompt with arguments: arg1='${input.arg1}', arg2='${input.arg2}'`)] };
        case 'test_prompt_with_embedded_resource': {
          const resource = {
            uri: String(input.resourceUri),
            mimeType: 'text/plain',
            text: 'Embedded resource content for testing.',
          };
          return {
            messages: [
              { role: user, content: { type: 'resource', resource } },
              say('Please process the embedded resource above.'),
            ],
          };
        }
        case 'test_prompt_with_image':
          return {
            messages: [
              { role: user, content: { type: 'image', data: PNG, mimeType: 'image/png' } },
              say('Please analyze the image above.'),
            ],
          };
        default:
          return undefined;
      }
    },
  };
}
