/**
 * What the build fills in: where the packed Python stands, how big it is, and of which build it is. The offline copy has
 * sizes alone.
 */
declare const BUILD: {
  build?: string;
  kernel: string;
  interpreter: string;
  keeper: string;
  scripts: string[];
  core: Texts;
  files: string[];
  worker: string;
  workerIntegrity: string;
  search?: string[];
  /** The service worker, where the site has one. */
  device?: string | null;
  countedBytes: number;
  transferBytes: number;
};

/** The theme announces every page here, also those that it fetches itself (instant navigation). */
declare var document$: { subscribe(next: () => void): void } | undefined;

type Form = HTMLFormElement;
type Input = HTMLInputElement;
type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What stands in fields: name to text; an unticked box is left out. */
type Texts = Record<string, string>;
/** What was saved at a calculator: what stood in its fields, and where that came from. */
interface Saved {
  texts: Texts;
  origins?: Texts;
}

/** What was typed, by field: its name, its text ("true" of a ticked box), its label. */
type Line = [name: string, text: string, label: string];
/** What is wrong, by the id of a field. */
type Faults = Record<string, string>;

/** What goes along from a calculator to a newer build of the page. */
interface TypedForm {
  fields: Line[];
  rows: Record<string, number>;
  base: Texts | null;
  imported: string;
  pasted: string;
  origins?: Texts;
  /** Of which kind of business it is the example, as long as it is one. */
  business?: string;
}

/** What goes along from the form for a talk. */
interface TypedLead {
  texts: Line[];
  source: string;
  attached: boolean;
}

/** What Python answers (calculators/browser/protocol.py says what of it comes with which task). */
interface Reply {
  result?: string | null;
  more?: string;
  next?: string;
  peek?: string;
  gists?: string[];
  notes?: Record<string, string>;
  texts?: Texts;
  errors?: Faults;
  summary?: string;
  fields?: string;
  message?: string;
  business?: string;
  imported?: string;
  text?: string;
  file?: string;
  fragment?: string;
  stored?: string;
  report?: string;
  told?: string;
  paper?: string;
  company?: string;
  said?: Record<string, string>;
  broken?: boolean;
  list?: string;
  number?: string;
  problem?: string;
}

/** What Python keeps beside the fields: the token of customers without a row here, and of the files that were read. */
interface Held {
  imported: string;
  list: string;
}

/** What became of keeping the report: in storage, for this visit alone, or not as storage is full. */
type Outcome = "put" | "put-for-now" | "full";

/** The side of Python that answers. */
interface Sync {
  respond(request: string): Promise<string>;
  feed(piece: Uint8Array, number: string): Promise<string>;
}
/** The worker with Python, as the kernel makes it. */
type Python = Worker & { sync: Sync; ready: Promise<unknown> };
/** Why Python is not there; the sentences that belong to it stand in the page. */
type Why = "newer" | "offline" | "missing" | "browser" | "silent" | "ended";
/** What went wrong: why, once it was looked into, and why as it looked at first. */
type Problem = Error & { why?: Why; seen?: Why };

/** Something that is asked about a list. */
interface Job {
  /** What it is about, as a sentence starts with it; and the same, further on in a sentence. */
  name: string;
  inside: string;
  work(own: Job): Promise<Reply>;
  /** Does it, where it was asked; gives how many requests the page made meanwhile, or null when it came to nothing. */
  perform(own: Job): Promise<number | null>;
  /** Files that were given together, with the way back to before the first. */
  batch: { undo: (() => unknown) | null };
  /** The file that was read before and that this is about, by its place: the visitor stays there. */
  about: string;
  /** Whether it can be broken off until all pieces were read. */
  inPieces: boolean;
  /** Whether Python is at a long question, which cannot be broken off. */
  sorting: boolean;
  stopped: boolean;
  stop(): void;
  /** Comes when it is stopped. */
  halt: Promise<void>;
}

/** What a press does to a part of the page, by the `data-action` of what was pressed. */
type Actions<T> = Record<string, (part: T, button: HTMLElement) => unknown>;
/** What else can happen within a part of the page, by kind of event. */
type Events<T> = Partial<Record<string, (part: T, target: Input, event: Event) => unknown>>;
