/** What happens to an element: enough of DOM events for capture, bubbling and stopping. */
export class SmallEvent {
  target!: SmallElement;
  isStopped = false;
  constructor(
    readonly type: string,
    readonly key = "",
  ) {}
  get code(): string {
    return this.key;
  }
  stopPropagation(): void {
    this.isStopped = true;
  }
  preventDefault(): void {}
}

type Listener = (event: SmallEvent) => void;

/** As much of a DOM element as lil-gui and the panel use, for tests without a browser. */
export class SmallElement {
  parentElement: SmallElement | undefined;
  readonly children: SmallElement[] = [];
  readonly attributes = new Map<string, string>();
  readonly style = { setProperty() {} };
  readonly classes = new Set<string>();
  readonly classList = {
    add: (...names: string[]) => names.forEach((name) => this.classes.add(name)),
    remove: (name: string) => void this.classes.delete(name),
    contains: (name: string) => this.classes.has(name),
    toggle: (name: string, on: boolean) => (on ? this.classes.add(name) : this.classes.delete(name)),
  };
  title = "";
  id = "";
  textContent = "";
  innerHTML = "";
  checked = false;
  selectedIndex = -1;
  readonly #listeners: { type: string; listener: Listener; capture: boolean }[] = [];
  #value = "";

  constructor(
    readonly tag: string,
    private readonly owner: SmallDocument,
  ) {}

  get value(): string {
    return this.#value;
  }
  /** As in a browser, numbers become text. */
  set value(value: unknown) {
    this.#value = String(value);
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, String(value));
  }
  appendChild(child: SmallElement): void {
    this.insertBefore(child, undefined);
  }
  insertBefore(child: SmallElement, before: SmallElement | undefined): void {
    child.parentElement = this;
    this.children.splice(before ? this.children.indexOf(before) : this.children.length, 0, child);
  }
  removeChild(child: SmallElement): void {
    this.children.splice(this.children.indexOf(child), 1);
  }
  replaceChildren(): void {
    this.children.length = 0;
  }
  setSelectionRange(): void {}
  addEventListener(type: string, listener: Listener, capture: unknown = false): void {
    this.#listeners.push({ type, listener, capture: capture === true });
  }
  /** All descendants in the order of the document. */
  descendants(): SmallElement[] {
    return this.children.flatMap((child) => [child, ...child.descendants()]);
  }
  /** Takes a list of tags. */
  querySelector(tags: string): SmallElement | null {
    return this.descendants().find(({ tag }) => tags.split(", ").includes(tag)) ?? null;
  }
  focus(): void {
    this.owner.activeElement?.blur();
    this.owner.activeElement = this;
    this.fire("focus", "", false);
  }
  blur(): void {
    this.owner.activeElement = undefined;
    this.fire("blur", "", false);
    this.fire("focusout");
  }
  /** Sends an event to the element, down and up through all around it. */
  fire(type: string, key = "", bubbles = true): void {
    const event = new SmallEvent(type, key);
    event.target = this;
    const around: SmallElement[] = [];
    for (let at = this.parentElement; at; at = at.parentElement) around.push(at);
    for (const element of [...around].reverse()) element.#hear(event, [true]);
    this.#hear(event, [true, false]);
    if (bubbles) for (const element of around) element.#hear(event, [false]);
  }
  #hear(event: SmallEvent, phases: readonly boolean[]): void {
    if (event.isStopped) return;
    for (const { type, listener, capture } of [...this.#listeners])
      if (type === event.type && phases.includes(capture)) listener(event);
  }
}

export class SmallDocument {
  activeElement: SmallElement | undefined;
  readonly head = new SmallElement("head", this);
  readonly body = new SmallElement("body", this);
  createElement(tag: string): SmallElement {
    return new SmallElement(tag, this);
  }
  querySelector(): null {
    return null;
  }
}
