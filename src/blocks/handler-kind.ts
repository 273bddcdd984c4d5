/** What the text of `execution.handler` means. */
export type HandlerKind =
  | { readonly kind: 'built-in'; readonly category: string; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'workflow'; readonly workflowId: string }
  | { readonly kind: 'connector' }
  | { readonly kind: 'mcp'; readonly server: string; readonly tool: string };

/** Reads `execution.handler`; answers text saying what is wrong with it when it is none. */
export function parseHandler(handler: string): HandlerKind | string {
  const at = handler.indexOf('::');
  const scheme = handler.slice(0, at);
  const rest = handler.slice(at + 2);
  switch (scheme) {
    case 'file':
      if (!/^\.\/.+\.m?[jt]s$/.test(rest))
        return `"${handler}" must name a .js, .mjs, .ts or .mts file of the folder, as in file::./run.js`;
      return { kind: 'file', path: rest };
    case 'workflow':
      if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(rest))
        return `"${handler}" must name a workflow, as in workflow::daily-orders`;
      return { kind: 'workflow', workflowId: rest };
    case 'connector':
      return rest === 'http' ? { kind: 'connector' } : `"${handler}" is unknown; the only connector is connector::http`;
    case 'mcp': {
      const [server = '', ...tool] = rest.split('/');
      if (server === '' || tool.join('/') === '')
        return `"${handler}" must name a server and a tool, as in mcp::files/read`;
      return { kind: 'mcp', server, tool: tool.join('/') };
    }
    default:
      if (!/^[a-z0-9]+(?:_[a-z0-9]+)*$/.test(rest))
        return `"${handler}" must name a built-in handler, as in control::manual_start`;
      return { kind: 'built-in', category: scheme, name: rest };
  }
}
