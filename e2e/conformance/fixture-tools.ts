import { setTimeout as pause } from 'node:timers/promises';
import {
  type CallToolResult,
  CreateMessageResultSchema,
  ElicitResultSchema,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';
import type { ToolCall, ToolSource } from '#surfaces/mcp/sources.ts';
import { ELICITATIONS } from './fixture-elicitations.ts';
import { PNG, WAV } from './fixture-media.ts';

interface Fixture {
  readonly description: string;
  readonly inputSchema?: Tool['inputSchema'];
  readonly call: (call: ToolCall) => Promise<CallToolResult>;
}

const PAUSE_MS = 50;

const text = (value: string): CallToolResult => ({ content: [{ type: 'text', text: value }] });
const textInput = (name: string): Tool['inputSchema'] => ({
  type: 'object',
  properties: { [name]: { type: 'string' } },
  required: [name],
});

/** The tools the scenarios of the conformance suite call, as it describes them. */
const FIXTURES: Readonly<Record<string, Fixture>> = {
  test_simple_text: {
    description: 'Answers a text.',
    call: async () => text('This is a simple text response for testing.'),
  },
  test_image_content: {
    description: 'Answers an image.',
    call: async () => ({ content: [{ type: 'image', data: PNG, mimeType: 'image/png' }] }),
  },
  test_audio_content: {
    description: 'Answers a sound.',
    call: async () => ({ content: [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }] }),
  },
  test_embedded_resource: {
    description: 'Answers a resource.',
    call: async () => ({
      content: [
        {
          type: 'resource',
          resource: {
            uri: 'test://embedded-resource',
            mimeType: 'text/plain',
            text: 'This is an embedded resource content.',
          },
        },
      ],
    }),
  },
  test_multiple_content_types: {
    description: 'Answers several kinds of content.',
    call: async () => ({
      content: [
        { type: 'text', text: 'Multiple content types test:' },
        { type: 'image', data: PNG, mimeType: 'image/png' },
        {
          type: 'resource',
          resource: {
            uri: 'test://mixed-content-resource',
            mimeType: 'application/json',
            text: '{"test":"data","value":123}',
          },
        },
      ],
    }),
  },
  test_tool_with_logging: {
    description: 'Logs while it works.',
    async call({ extra }) {
      for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
        await extra.sendNotification({ method: 'notifications/message', params: { level: 'info', data } });
        await pause(PAUSE_MS);
      }
      return text('Logged three times.');
    },
  },
  test_error_handling: {
    description: 'Always fails.',
    call: async () => ({ ...text('This tool intentionally returns an error for testing'), isError: true }),
  },
  test_tool_with_progress: {
    description: 'Tells how far it is.',
    async call({ progress }) {
      for (const done of [0, 50, 100]) {
        await progress(done, 100, `${done} of 100`);
        await pause(PAUSE_MS);
      }
      return text('Done.');
    },
  },
  test_sampling: {
    description: "Asks the client's model.",
    inputSchema: textInput('prompt'),
    async call({ input, extra }) {
      const messages = [{ role: 'user' as const, content: { type: 'text' as const, text: String(input.prompt) } }];
      const request = { method: 'sampling/createMessage' as const, params: { messages, maxTokens: 100 } };
      const { content } = await extra.sendRequest(request, CreateMessageResultSchema);
      return text(`LLM response: ${content.type === 'text' ? content.text : content.type}`);
    },
  },
  test_elicitation: {
    description: 'Asks the person at the client.',
    inputSchema: textInput('message'),
    call: (call) => elicit(call, String(call.input.message), ELICITATIONS.user, 'User response'),
  },
  test_elicitation_sep1034_defaults: {
    description: 'Asks with defaults.',
    call: (call) => elicit(call, 'Defaults', ELICITATIONS.defaults, 'Elicitation completed'),
  },
  test_elicitation_sep1330_enums: {
    description: 'Asks with choices.',
    call: (call) => elicit(call, 'Choices', ELICITATIONS.choices, 'Elicitation completed'),
  },
  json_schema_2020_12_tool: {
    description: 'Tool with JSON Schema 2020-12 features',
    inputSchema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      $defs: {
        address: { type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } },
      },
      properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' } },
      additionalProperties: false,
    },
    call: async ({ input }) => text(JSON.stringify(input)),
  },
  test_reconnection: {
    description: 'Ends its stream before it answers; the answer comes on the next one.',
    async call({ extra }) {
      await pause(PAUSE_MS);
      extra.closeSSEStream?.();
      await pause(PAUSE_MS);
      return text('Reconnection test completed.');
    },
  },
};

/** The tools of the suite as a source. */
export function createFixtureTools(): ToolSource {
  const tools = Object.entries(FIXTURES).map(([name, { description, inputSchema }]) => ({
    name,
    description,
    inputSchema: inputSchema ?? { type: 'object' as const, properties: {} },
  }));
  return {
    list: async () => tools,
    call: async (call) => (Object.hasOwn(FIXTURES, call.name) ? FIXTURES[call.name]?.call(call) : undefined),
  };
}

type Elicitation = (typeof ELICITATIONS)[keyof typeof ELICITATIONS];

async function elicit(
  { extra }: ToolCall,
  message: string,
  requestedSchema: Elicitation,
  label: string,
): Promise<CallToolResult> {
  const request = {
    method: 'elicitation/create' as const,
    params: { mode: 'form' as const, message, requestedSchema },
  };
  const { action, content } = await extra.sendRequest(request, ElicitResultSchema);
  return text(`${label}: action=${action}, content=${JSON.stringify(content ?? {})}`);
}
