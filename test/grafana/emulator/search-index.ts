/** A dashboard or folder as search finds it. */
export interface IndexEntry {
  readonly kind: "dashboard" | "folder";
  readonly uid: string;
  readonly id: number;
  readonly title: string;
  readonly folderUid: string;
  readonly tags: readonly string[];
}

/** What search sees: writes reach it some time after they happened. */
export class SearchIndex {
  readonly #seen = new Map<string, IndexEntry>();
  #pending: { readonly due: number; readonly key: string; readonly entry: IndexEntry | undefined }[] = [];
  /** In milliseconds; infinite until the next flush. */
  delay = 0;

  put(entry: IndexEntry): void {
    this.#change(`${entry.kind}/${entry.uid}`, entry);
  }

  remove(kind: IndexEntry["kind"], uid: string): void {
    this.#change(`${kind}/${uid}`, undefined);
  }

  /** What is seen by now. */
  entries(): readonly IndexEntry[] {
    this.#catchUp(performance.now());
    return [...this.#seen.values()];
  }

  get(kind: IndexEntry["kind"], uid: string): IndexEntry | undefined {
    this.#catchUp(performance.now());
    return this.#seen.get(`${kind}/${uid}`);
  }

  flush(): void {
    this.#catchUp(Infinity);
  }

  #change(key: string, entry: IndexEntry | undefined): void {
    if (this.delay > 0) this.#pending.push({ due: performance.now() + this.delay, key, entry });
    else {
      // An earlier change that still waits must not come after this one.
      if (this.#pending.length > 0) this.flush();
      this.#apply(key, entry);
    }
  }

  #catchUp(now: number): void {
    const first = this.#pending.findIndex(({ due }) => due > now && now !== Infinity);
    const count = first === -1 ? this.#pending.length : first;
    if (count === 0) return;
    for (const { key, entry } of this.#pending.slice(0, count)) this.#apply(key, entry);
    this.#pending = this.#pending.slice(count);
  }

  #apply(key: string, entry: IndexEntry | undefined): void {
    if (entry === undefined) this.#seen.delete(key);
    else this.#seen.set(key, entry);
  }
}
