type Child = Node | string | undefined | false;
type Properties<Tag extends keyof HTMLElementTagNameMap> = Partial<
  Omit<HTMLElementTagNameMap[Tag], "style" | "dataset" | "attributes">
> & { readonly attributes?: Readonly<Record<string, string>> };

/** Makes an element with properties, attributes and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties<Tag> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const { attributes = {}, ...own } = properties as {
    readonly attributes?: Readonly<Record<string, string>>;
  };
  const made = document.createElement(tag);
  Object.assign(made, own);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return made;
}

/** Hands a file to the browser to be saved. */
export function download(
  name: string,
  content: Uint8Array | string | Blob,
  type = "application/octet-stream",
): void {
  const blob = content instanceof Blob ? content : new Blob([content as BlobPart], { type });
  const url = URL.createObjectURL(blob);
  element("a", { href: url, download: name }).click();
  // The browser takes a moment to begin reading.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
