/** Words of a descriptor's author, in which code stands in backticks. */
export function InlineCode({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a part is known by
    index % 2 === 1 ? <code key={index}>{part}</code> : part,
  );
}
