/** What a control shows and changes: one value of a scenario document. */
export interface PanelControl {
  readonly type: "number" | "integer" | "choice" | "boolean" | "text";
  /** Dotted path in the document. */
  readonly path: string;
  readonly label: string;
  /** Of a number that the document leaves out, so that the engine chooses it, the empty text. */
  readonly value: number | string | boolean;
  /** Symbol of the unit; empty where there is none. */
  readonly unit: string;
  /** What it means, and what it may be. */
  readonly tooltip: string;
  /** Whether the particles stay as they are when it changes; else the run starts anew. */
  readonly isLive: boolean;
  /** Limits that the schema gives. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Whether the value has to lie above the minimum, below the maximum. */
  readonly excludesMinimum?: boolean;
  readonly excludesMaximum?: boolean;
  readonly choices?: readonly PanelChoice[];
}

export interface PanelChoice {
  readonly label: string;
  /** What the control shows while it is chosen. */
  readonly value: number | string | boolean;
  /** What choosing it sets, at the path: that value, or a whole object of another kind. */
  readonly sets: unknown;
}

export interface PanelFolder {
  readonly type: "folder";
  readonly path: string;
  readonly label: string;
  readonly tooltip: string;
  readonly items: readonly PanelItem[];
}

export type PanelItem = PanelFolder | PanelControl;
