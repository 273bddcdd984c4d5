/** Types of bodies that carry a query. Forms do not: a page of anybody can send them with the cookies of its reader. */
const BODY_TYPES = new Set(['application/json', 'application/graphql+json']);

/** Answers what is refused before anything is parsed. */
export function refuseRequest(request: Request): Response | undefined {
  const { method, headers, url } = request;
  if (method === 'POST') {
    const type = headers.get('content-type')?.split(/[;,]/)[0]?.trim().toLowerCase();
    if (type !== undefined && BODY_TYPES.has(type)) return undefined;
    return answer(415, 'usage-invalid', 'Send the query as JSON: "Content-Type: application/json".');
  }
  if (method !== 'GET') return undefined;
  const { searchParams } = new URL(url);
  for (const name of ['variables', 'extensions']) {
    const text = searchParams.get(name);
    if (text !== null && text !== '' && !isJson(text)) {
      return answer(400, 'usage-invalid', `"${name}" in the address is no JSON.`);
    }
  }
  return undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function answer(status: number, code: string, message: string): Response {
  return Response.json({ errors: [{ message, extensions: { code, status } }] }, { status });
}
